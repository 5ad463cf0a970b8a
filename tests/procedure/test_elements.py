"""The fields of the plan are those of its tables, and each role edits what is its own."""

import pytest

from procedure.elements import ELEMENTS, PLAN_TABLES, STRATEGY_TABLES, children, editable_fields, may_add_and_void
from procedure.fields import Kind
from procedure.roles import Actor, Role


def names(table, *roles):
    return {field.name for field in editable_fields(table, Actor("47", "Cargo", "u", frozenset(roles)))}


def test_a_coauthor_edits_resources_schedule_and_alignment_and_nothing_else():
    assert {table: names(table, Role.COAUTHOR) for table in ELEMENTS if names(table, Role.COAUTHOR)} == {
        "objectives": {"alignment"},
        "goals": {"sector_goal"},
        "indicator_slices": {"t1", "t2", "t3", "t4"},
        "actions": {"start_date", "end_date", "cost", "technical_resources", "men_project"},
        "poai_lines": {"code", "name", "source", "ceiling"},
        "action_resources": {"action_id", "source", "amount", "poai_line_id", "men_percentage", "men_project"},
        "strategies": {"periodicity"},
        "strategy_instruments": {"periodicity"},
        "strategy_spaces": {"periodicity", "first_date"},
    }


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.TECHNICIAN, Role.RESPONSIBLE, Role.ADMIN])
def test_who_does_not_draft_edits_nothing(role):
    assert not any(names(table, role) for table in ELEMENTS)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.LEADER])
def test_who_drafts_edits_everything(role):
    assert all(names(table, role) == {field.name for field in ELEMENTS[table].fields} for table in ELEMENTS)


def test_a_coauthor_adds_resources_and_lines_of_the_poai_but_not_actions():
    coauthor = Actor("47", "Cargo", "u", frozenset({Role.COAUTHOR}))
    assert [table for table in ELEMENTS if may_add_and_void(table, coauthor)] == ["poai_lines", "action_resources"]


def test_every_element_below_the_component_has_its_parent_and_goes_with_it():
    assert {child.table for child in children("components")} == {"objectives", "actions"}
    assert {child.table for child in children("goals")} == {"goal_slices", "indicators"}
    for table in set(PLAN_TABLES) - {"components", "poai_lines", *STRATEGY_TABLES}:
        parent = ELEMENTS[table].field(ELEMENTS[table].parent_field)
        assert (parent.kind, parent.required) == (Kind.REFERENCE, True)


def test_every_default_is_one_of_its_own_choices():
    for element in ELEMENTS.values():
        for field in element.fields:
            assert field.default is None or not field.choices or field.default in field.choices
