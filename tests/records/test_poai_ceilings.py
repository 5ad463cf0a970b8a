"""A resource is weighed against the ceiling of its line as it is saved: told beside the cell, never lost."""

import pytest

from data.records import plan_elements, plan_frames, plans
from procedure.edits import Change, New


@pytest.fixture
def plan(database, analyst):
    return plans.create(database, analyst, 2026, "Plan")["id"]


@pytest.fixture
def add(database, analyst, plan):
    return lambda table, **values: plan_elements.add(database, analyst, plan, table, values)["id"]


@pytest.fixture
def action(add):
    return add("actions", component_id=add("components", name="Permanencia"), text="Rutas")


@pytest.fixture
def line(add):
    return add("poai_lines", name="Transporte", source="sgp", ceiling=500)


def save(database, actor, plan, *edits):
    return plan_elements.apply_edits(database, actor, plan, "action_resources", edits)


def warned(outcome):
    return [(one.edit, one.message) for one in outcome.warnings]


def test_a_list_that_passes_the_ceiling_on_the_way_is_told_where_it_does(database, coauthor, plan, action, line):
    sgp = {"action_id": action, "source": "sgp", "poai_line_id": line}
    outcome = save(database, coauthor, plan, New({**sgp, "amount": 300}), New({**sgp, "amount": 350}))
    assert len(outcome.saved) == 2
    assert warned(outcome) == [(1, "La línea «Transporte» del POAI queda $ 150 por encima de su tope de $ 500.")]


def test_changing_the_amount_weighs_it_once(database, coauthor, plan, action, line, add):
    resource = add("action_resources", action_id=action, source="sgp", poai_line_id=line, amount=500)
    assert warned(save(database, coauthor, plan, Change(resource, 1, {"amount": 400}))) == []
    assert "$ 1 por" in warned(save(database, coauthor, plan, Change(resource, 2, {"amount": 501})))[0][1]
    frames = plan_frames.frames(database, "47", plan)
    assert frames.action_resources["amount"].tolist() == [501]


def test_a_resource_of_another_source_than_its_line_is_told(database, coauthor, plan, action, line):
    values = {"action_id": action, "source": "men", "poai_line_id": line, "amount": 5}
    [(_, message)] = warned(save(database, coauthor, plan, New(values)))
    assert message == (
        "La línea «Transporte» es de Sistema General de Participaciones (SGP) y este recurso, de otra fuente."
    )


def test_moving_to_a_line_with_room_says_nothing(database, coauthor, plan, action, line, add):
    other = add("poai_lines", name="Libre", source="sgp", ceiling=900)
    resource = add("action_resources", action_id=action, source="sgp", poai_line_id=line, amount=800)
    assert warned(save(database, coauthor, plan, Change(resource, 1, {"poai_line_id": other}))) == []
