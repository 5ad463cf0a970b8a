"""Editing a plan: every good row is saved, nothing is lost of the rest, and nobody edits what is not theirs."""

from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from sqlalchemy import func, select

from data.records import plan_elements, plan_frames, plans, priorities
from data.records.errors import StaleVersionError
from data.records.schema.ledger import audit_entries
from procedure.edits import Change, New, Void
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError
from procedure.roles import Role


@pytest.fixture
def plan(database, analyst):
    return plans.create(database, analyst, 2026, "Plan 2026")


@pytest.fixture
def tree(database, analyst, plan):
    """One branch: component → objective → goal (three slices) → indicator (three slices), and one action."""
    return grow(database, analyst, plan["id"])


def grow(database, actor, plan_id):
    def add(table, **values):
        return plan_elements.add(database, actor, plan_id, table, values)["id"]

    component = add("components", name="Permanencia", weight=40)
    objective = add("objectives", component_id=component, text="Reducir la deserción")
    goal = add("goals", objective_id=objective, text="Bajar a 3 %", unit="%")
    indicator = add("indicators", goal_id=goal, name="Tasa de deserción", sense="reduccion")
    action = add("actions", component_id=component, goal_id=goal, text="Rutas", objective_ids=[objective])
    return {
        "components": component,
        "objectives": objective,
        "goals": goal,
        "indicators": indicator,
        "actions": action,
    }


def shown(database, plan, table):
    return plan_frames.frames(database, "47", plan["id"]).table(table)


def audit_count(database):
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(audit_entries)).scalar_one()


def test_what_is_added_is_read_back_with_its_slices(database, plan, tree):
    frames = plan_frames.frames(database, "47", plan["id"])
    assert frames.components[["name", "weight", "version"]].to_dict("records") == [
        {"name": "Permanencia", "weight": 40.0, "version": 1}
    ]
    assert list(frames.goal_slices["slice"]) == ["total", "urbana", "rural"]
    assert list(frames.indicator_slices["slice"]) == ["total", "urbana", "rural"]
    assert frames.actions.loc[0, "objective_ids"] == [tree["objectives"]]
    assert frames.action_objectives.to_dict("records") == [
        {"action_id": tree["actions"], "objective_id": tree["objectives"]}
    ]
    assert frames.goals["due_date"].dtype == "datetime64[s]"
    assert frames.actions.loc[0, "audience"] == []


def test_an_empty_plan_has_the_same_columns_and_types(database, plan, analyst):
    empty = plan_frames.frames(database, "47", plan["id"])
    grow(database, analyst, plan["id"])
    full = plan_frames.frames(database, "47", plan["id"])
    for name in ("components", "goals", "indicator_slices", "actions", "action_objectives"):
        assert dict(empty.table(name).dtypes) == dict(full.table(name).dtypes), name


def test_a_result_indicator_takes_the_goals_figures(database, analyst, plan, tree):
    rows = shown(database, plan, "goal_slices").set_index("slice")
    edits = [Change(rows.loc["total", "id"], 1, {"target": 3.0}), Change(rows.loc["rural", "id"], 1, {"target": 4.5})]
    plan_elements.apply_edits(database, analyst, plan["id"], "goal_slices", edits)
    for nature in ("resultado", "proceso"):
        new = {"goal_id": tree["goals"], "name": nature, "nature": nature, "sense": "reduccion"}
        row = plan_elements.add(database, analyst, plan["id"], "indicators", new)
        found = shown(database, plan, "indicator_slices")
        targets = found[found["indicator_id"] == row["id"]].set_index("slice")["target"].to_dict()
        wanted = {"total": 3.0, "rural": 4.5} if nature == "resultado" else {}
        assert {name: value for name, value in targets.items() if not pd.isna(value)} == wanted


def test_good_rows_are_saved_and_the_rest_comes_back_with_its_reason(database, analyst, plan):
    edits = [
        New({"name": "Buena", "weight": 30}),
        New({"name": "Pesada", "weight": 130}),
        New({"weight": 10}),
        New({"name": "Otra buena"}),
    ]
    outcome = plan_elements.apply_edits(database, analyst, plan["id"], "components", edits)
    assert len(outcome.saved) == 2
    assert [(one.edit, one.field) for one in outcome.problems] == [(1, "weight"), (2, "name")]
    assert outcome.pending == [1, 2]
    assert list(shown(database, plan, "components")["name"]) == ["Buena", "Otra buena"]


def test_two_people_on_one_row_the_second_sees_both_versions(database, analyst, leader, plan, tree):
    row = {"row_id": tree["components"], "version": 1}
    first = Change(**row, changes={"name": "De la analista"})
    second = [Change(**row, changes={"name": "Del líder"}), New({"name": "Nueva del líder"})]
    assert plan_elements.apply_edits(database, analyst, plan["id"], "components", [first]).complete
    outcome = plan_elements.apply_edits(database, leader, plan["id"], "components", second)
    conflict = outcome.conflicts[0]
    assert (conflict.edit, conflict.current["name"], conflict.attempted) == (0, "De la analista", {"name": "Del líder"})
    assert conflict.current["version"] == 2
    assert list(shown(database, plan, "components")["name"]) == ["De la analista", "Nueva del líder"]


def test_two_people_on_two_fields_of_one_row_are_both_saved(database, analyst, coauthor, plan, tree):
    action = tree["actions"]
    plan_elements.change(database, analyst, plan["id"], "actions", action, 1, {"text": "De la analista"})
    late = Change(action, 1, {"cost": 500, "end_date": "2026-11-30"})
    outcome = plan_elements.apply_edits(database, coauthor, plan["id"], "actions", [late])
    assert (outcome.conflicts, outcome.merged, outcome.versions) == ([], [action], {action: 3})
    row = shown(database, plan, "actions").iloc[0]
    assert (row["text"], row["cost"]) == ("De la analista", 500)


def test_a_tie_that_somebody_else_changed_is_a_field_too(database, analyst, leader, plan, tree):
    action = tree["actions"]

    def late(changes):
        edit = Change(action, 1, changes)
        return plan_elements.apply_edits(database, leader, plan["id"], "actions", [edit])

    plan_elements.change(database, analyst, plan["id"], "actions", action, 1, {"objective_ids": []})
    collides = late({"objective_ids": [tree["objectives"]]})
    assert len(collides.conflicts) == 1 and collides.merged == []
    assert late({"weight": 3}).merged == [action]
    assert shown(database, plan, "actions").loc[0, "objective_ids"] == []


def test_two_fields_that_contradict_each_other_are_refused_though_two_people_wrote_them(
    database, analyst, coauthor, plan, tree
):
    action = tree["actions"]
    plan_elements.change(database, analyst, plan["id"], "actions", action, 1, {"start_date": "2026-06-01"})
    late = Change(action, 1, {"end_date": "2026-05-01"})
    outcome = plan_elements.apply_edits(database, coauthor, plan["id"], "actions", [late])
    assert [one.field for one in outcome.problems] == ["end_date"] and outcome.merged == []


def test_editing_what_somebody_retired_keeps_the_text(database, analyst, leader, plan, tree):
    plan_elements.void(database, leader, plan["id"], "components", tree["components"], 1)
    edit = Change(tree["components"], 1, {"name": "Mi texto"})
    conflict = plan_elements.apply_edits(database, analyst, plan["id"], "components", [edit]).conflicts[0]
    assert (conflict.current, conflict.attempted) == (None, {"name": "Mi texto"})
    assert "retiró" in conflict.message


def test_a_single_change_raises_what_a_list_collects(database, analyst, plan, tree):
    args = (database, analyst, plan["id"], "components", tree["components"])
    with pytest.raises(InvalidValueError, match="Peso") as refused:
        plan_elements.change(*args, 1, {"weight": -3})
    assert refused.value.field == "weight"
    assert plan_elements.change(*args, 1, {"weight": 0})["weight"] == 0.0
    with pytest.raises(StaleVersionError) as stale:
        plan_elements.change(*args, 1, {"weight": 9})
    assert (stale.value.current["weight"], stale.value.attempted) == (0.0, {"weight": 9})


def test_saving_what_was_already_there_writes_nothing(database, analyst, plan, tree):
    before = audit_count(database)
    same = {"name": "Permanencia", "weight": 40}
    row = plan_elements.change(database, analyst, plan["id"], "components", tree["components"], 1, same)
    assert (row["version"], audit_count(database)) == (1, before)


def test_two_clicks_make_one_row(database, analyst, plan):
    edits = [New({"name": "Una"}), New({"weight": 400})]
    outcomes = [
        plan_elements.apply_edits(database, analyst, plan["id"], "components", edits, key="k") for _ in range(2)
    ]
    assert outcomes[0] == outcomes[1]
    assert list(shown(database, plan, "components")["name"]) == ["Una"]


def test_a_slice_is_there_once_and_may_come_back_after_being_retired(database, analyst, plan, tree):
    new = New({"goal_id": tree["goals"], "slice": "etnia", "target": 2})

    def add():
        return plan_elements.apply_edits(database, analyst, plan["id"], "goal_slices", [new])

    first = add().saved[0]
    assert [one.field for one in add().problems] == ["slice"]
    plan_elements.void(database, analyst, plan["id"], "goal_slices", first, 1)
    assert add().complete
    with pytest.raises(StateError, match="Ya hay otra desagregación igual"):
        plan_elements.restore(database, analyst, plan["id"], "goal_slices", first)
    assert list(shown(database, plan, "goal_slices")["slice"]) == ["total", "urbana", "rural", "etnia"]


def test_a_declaration_that_contradicts_itself_is_refused_beside_its_field(database, analyst, plan, tree):
    rows = shown(database, plan, "indicator_slices").set_index("slice")
    total = Change(rows.loc["total", "id"], 1, {"baseline": 4.8, "target": 6.0})
    rural = Change(rows.loc["rural", "id"], 1, {"baseline": 6.1, "target": 5.0})
    outcome = plan_elements.apply_edits(database, analyst, plan["id"], "indicator_slices", [total, rural])
    assert [(one.edit, one.field) for one in outcome.problems] == [(0, "target")]
    turned = [Change(tree["indicators"], 1, {"sense": "aumento"})]
    assert [
        one.field for one in plan_elements.apply_edits(database, analyst, plan["id"], "indicators", turned).problems
    ] == ["sense"]


def test_a_parent_that_goes_takes_its_branch_and_brings_it_back(database, analyst, plan, tree):
    plan_elements.void(database, analyst, plan["id"], "goals", tree["goals"], 1, "Se fusiona")
    plan_elements.void(database, analyst, plan["id"], "components", tree["components"], 1)
    frames = plan_frames.frames(database, "47", plan["id"])
    assert all(frames.table(name).empty for name in ("components", "objectives", "goals", "indicators", "actions"))
    bin_ = plan_elements.voided(database, "47", plan["id"])
    assert bin_["table"].value_counts().to_dict() == {
        "goal_slices": 3,
        "indicator_slices": 3,
        "components": 1,
        "objectives": 1,
        "goals": 1,
        "indicators": 1,
        "actions": 1,
    }
    with pytest.raises(StateError, match="Recupere primero el objetivo"):
        plan_elements.restore(database, analyst, plan["id"], "goals", tree["goals"])
    assert plan_elements.restore(database, analyst, plan["id"], "components", tree["components"]) == 3
    assert shown(database, plan, "goals").empty
    assert pd.isna(shown(database, plan, "actions").loc[0, "goal_id"])
    assert plan_elements.restore(database, analyst, plan["id"], "goals", tree["goals"]) == 8
    assert shown(database, plan, "actions").loc[0, "goal_id"] == tree["goals"]
    assert list(shown(database, plan, "indicator_slices")["slice"]) == ["total", "urbana", "rural"]


def test_reordering_moves_only_those_named_and_bothers_nobody(database, analyst, plan):
    names = ["A", "B", "C", "D"]
    plan_elements.apply_edits(database, analyst, plan["id"], "components", [New({"name": name}) for name in names])
    ids = dict(zip(names, shown(database, plan, "components")["id"], strict=True))
    plan_elements.reorder(database, analyst, plan["id"], "components", [ids["D"], ids["B"]])
    after = shown(database, plan, "components")
    assert list(after["name"]) == ["A", "D", "C", "B"]
    assert list(after["version"]) == [1, 1, 1, 1]


def test_the_stamp_of_a_table_changes_with_its_rows_and_only_with_them(database, analyst, plan, tree):
    before = plan_frames.frames(database, "47", plan["id"])
    plan_elements.change(database, analyst, plan["id"], "goals", tree["goals"], 1, {"unit": "puntos"})
    after = plan_frames.frames(database, "47", plan["id"])
    assert before.stamp("goals") != after.stamp("goals")
    assert before.stamp("components") == after.stamp("components")


def test_references_must_be_here(database, analyst, plan, tree, stranger, enrol):
    other = plans.create(database, analyst, 2027, "Otro plan")
    foreign = grow(database, analyst, other["id"])
    new = {"component_id": tree["components"], "text": "x"}
    cases = [
        ("objectives", {**new, "component_id": foreign["components"]}, "component_id"),
        ("objectives", {**new, "responsible_id": stranger.user_id}, "responsible_id"),
        ("actions", {**new, "objective_ids": [foreign["objectives"]]}, "objective_ids"),
        ("actions", {**new, "factor_ids": ["no-existe"]}, "factor_ids"),
    ]
    for table, values, field in cases:
        problems = plan_elements.apply_edits(database, analyst, plan["id"], table, [New(values)]).problems
        assert [one.field for one in problems] == [field]
    with pytest.raises(NotFoundError):
        plan_elements.apply_edits(database, analyst, plan["id"], "components", [Void(foreign["components"], 1)])
    mine = enrol(Role.RESPONSIBLE)
    values = {**new, "responsible_id": mine.user_id}
    assert plan_elements.add(database, analyst, plan["id"], "objectives", values)["responsible_id"] == mine.user_id


def test_another_entity_neither_reads_nor_edits(database, plan, tree, stranger):
    edits = [Change(tree["components"], 1, {"name": "Ajeno"})]
    for work in (
        lambda: plan_elements.apply_edits(database, stranger, plan["id"], "components", edits),
        lambda: plan_elements.restore(database, stranger, plan["id"], "components", tree["components"]),
        lambda: plan_elements.reorder(database, stranger, plan["id"], "components", [tree["components"]]),
    ):
        with pytest.raises(NotFoundError):
            work()
    assert plan_elements.voided(database, stranger.entity_id, plan["id"]).empty
    assert list(shown(database, plan, "components")["name"]) == ["Permanencia"]


def test_a_plan_under_review_is_not_edited(database, analyst, leader, plan, tree):
    plans.transition(database, leader, plan["id"], plan["version"], "en_viabilidad")
    with pytest.raises(StateError, match="En revisión de viabilidad"):
        plan_elements.add(database, analyst, plan["id"], "components", {"name": "Tarde"})
    assert len(shown(database, plan, "components")) == 1


def test_a_coauthor_schedules_and_funds_but_does_not_write(database, coauthor, plan, tree):
    edit = {"start_date": "2026-02-01", "end_date": "2026-11-30"}
    plan_elements.change(database, coauthor, plan["id"], "actions", tree["actions"], 1, edit)
    resource = {"action_id": tree["actions"], "source": "sgp", "amount": 12_000_000}
    plan_elements.add(database, coauthor, plan["id"], "action_resources", resource)
    with pytest.raises(NotAllowedError, match="Su rol no permite cambiar Acción; sí: Inicio, Fin"):
        plan_elements.change(database, coauthor, plan["id"], "actions", tree["actions"], 2, {"text": "Otra"})
    with pytest.raises(NotAllowedError, match="no permite agregar ni retirar acciones"):
        plan_elements.void(database, coauthor, plan["id"], "actions", tree["actions"], 2)
    assert shown(database, plan, "action_resources")["amount"].tolist() == [12_000_000.0]


@pytest.mark.parametrize("role", [Role.COMMITTEE, Role.TECHNICIAN, Role.RESPONSIBLE, Role.ADMIN])
def test_who_does_not_draft_is_refused_in_the_command(sqlite_database, enrol, analyst, role):
    plan = plans.create(sqlite_database, analyst, 2026, "Plan")
    with pytest.raises(NotAllowedError, match="no permite editar componentes"):
        plan_elements.add(sqlite_database, enrol(role), plan["id"], "components", {"name": "x"})
    with pytest.raises(NotAllowedError):
        plan_elements.reorder(sqlite_database, enrol(role), plan["id"], "components", [])


def test_factors_are_tied_from_either_side(database, analyst, plan, tree):
    opportunity = priorities.apply_edits(database, analyst, 2026, "opportunities", [New({"text": "o"})]).saved[0]
    new = New({"opportunity_id": opportunity, "text": "f", "origin": "interno"})
    factor = priorities.apply_edits(database, analyst, 2026, "factors", [new]).saved[0]
    edit = {"factor_ids": [factor]}
    row = plan_elements.change(database, analyst, plan["id"], "objectives", tree["objectives"], 1, edit)
    assert row["version"] == 2
    assert shown(database, plan, "objectives").loc[0, "factor_ids"] == [factor]
    priorities.unlink(database, analyst, factor, tree["objectives"])
    assert shown(database, plan, "factor_objectives").empty


def test_parallel_editors_lose_no_update_and_every_loser_sees_both_versions(database, plan, tree, enrol):
    editors = [enrol(Role.ANALYST) for _ in range(4)]

    def edit(actor):
        saved, seen = 0, []
        for attempt in range(5):
            version = int(shown(database, plan, "components").loc[0, "version"])
            change = Change(tree["components"], version, {"description": f"{actor.user_id} {attempt}"})
            outcome = plan_elements.apply_edits(database, actor, plan["id"], "components", [change])
            saved += len(outcome.saved)
            seen += [(one.current["description"], one.attempted["description"]) for one in outcome.conflicts]
        return saved, seen

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(edit, editors))
    assert int(shown(database, plan, "components").loc[0, "version"]) == 1 + sum(saved for saved, _ in results)
    assert sum(saved + len(seen) for saved, seen in results) == 20
    assert all(current != attempted for _, seen in results for current, attempted in seen)


def test_a_list_that_names_what_is_not_here_saves_nothing(database, analyst, plan, tree):
    before = audit_count(database)
    edits = [New({"name": "Buena"}), Change("no-existe", 1, {"name": "x"})]
    with pytest.raises(NotFoundError):
        plan_elements.apply_edits(database, analyst, plan["id"], "components", edits)
    assert list(shown(database, plan, "components")["name"]) == ["Permanencia"]
    assert audit_count(database) == before
