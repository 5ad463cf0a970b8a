"""One's last save can be undone whole, unless somebody else has built on it."""

import pytest

from data.records import audit, plan_elements, plan_frames, plans
from data.records.plan_undo import undo, undoable
from procedure.edits import Change, New, Void
from procedure.errors import NotAllowedError, StateError


@pytest.fixture
def plan(database, analyst):
    return plans.create(database, analyst, 2026, "Plan 2026")


def add(database, actor, plan, table, **values):
    return plan_elements.add(database, actor, plan["id"], table, values)["id"]


def shown(database, plan, table, column="name"):
    return plan_frames.frames(database, "47", plan["id"]).table(table)[column].tolist()


def test_a_list_of_edits_is_undone_in_one_step(database, analyst, plan):
    first, second = (add(database, analyst, plan, "components", name=name) for name in ("A", "B"))
    edits = [Change(first, 1, {"name": "A2", "weight": 50}), Void(second, 1), New({"name": "C"})]
    plan_elements.apply_edits(database, analyst, plan["id"], "components", edits)
    assert shown(database, plan, "components") == ["A2", "C"]
    assert undo(database, analyst, plan["id"]) == "Se deshizo: cambiar componente y 2 cambios más."
    assert shown(database, plan, "components") == ["A", "B"]
    assert shown(database, plan, "components", "weight") == [0.0, 0.0]


def test_one_more_change_is_told_in_the_singular(database, analyst, plan):
    edits = [New({"name": "A"}), New({"name": "B"})]
    plan_elements.apply_edits(database, analyst, plan["id"], "components", edits)
    assert undo(database, analyst, plan["id"]) == "Se deshizo: agregar componente y 1 cambio más."


def test_undoing_again_goes_further_back_until_there_is_nothing(database, analyst, plan):
    row = add(database, analyst, plan, "components", name="Uno")
    for version, name in ((1, "Dos"), (2, "Tres")):
        plan_elements.change(database, analyst, plan["id"], "components", row, version, {"name": name})
    seen = []
    while undoable(database, analyst, plan["id"]):
        undo(database, analyst, plan["id"])
        seen.append(shown(database, plan, "components"))
    assert seen == [["Dos"], ["Uno"], []]
    with pytest.raises(StateError, match="No hay ningún cambio suyo"):
        undo(database, analyst, plan["id"])


def test_dates_ties_order_and_slices_come_back_as_they_were(database, analyst, plan):
    component = add(database, analyst, plan, "components", name="A")
    add(database, analyst, plan, "components", name="B")
    objective = add(database, analyst, plan, "objectives", component_id=component, text="o")
    values = {"component_id": component, "text": "x", "end_date": "2026-05-01", "audience": ["docentes"]}
    action = add(database, analyst, plan, "actions", **values)
    before = plan_frames.frames(database, "47", plan["id"])
    edit = {"end_date": None, "audience": [], "objective_ids": [objective]}
    plan_elements.change(database, analyst, plan["id"], "actions", action, 1, edit)
    undo(database, analyst, plan["id"])
    plan_elements.reorder(database, analyst, plan["id"], "components", before.components["id"].tolist()[::-1])
    undo(database, analyst, plan["id"])
    add(database, analyst, plan, "goals", objective_id=objective, text="m")
    undo(database, analyst, plan["id"])
    after = plan_frames.frames(database, "47", plan["id"])
    assert after.goal_slices.empty
    for name in ("components", "actions", "action_objectives"):
        left, right = before.table(name), after.table(name)
        assert left.drop(columns="version", errors="ignore").equals(right.drop(columns="version", errors="ignore"))


def test_a_whole_branch_retired_comes_back_whole(database, analyst, plan):
    component = add(database, analyst, plan, "components", name="A")
    objective = add(database, analyst, plan, "objectives", component_id=component, text="o")
    add(database, analyst, plan, "goals", objective_id=objective, text="m")
    plan_elements.void(database, analyst, plan["id"], "components", component, 1)
    undo(database, analyst, plan["id"])
    assert shown(database, plan, "goal_slices", "slice") == ["total", "urbana", "rural"]


def test_what_somebody_changed_later_is_not_undone_under_them(database, analyst, leader, plan):
    row = add(database, analyst, plan, "components", name="A")
    plan_elements.change(database, analyst, plan["id"], "components", row, 1, {"name": "A2"})
    plan_elements.change(database, leader, plan["id"], "components", row, 2, {"weight": 7})
    with pytest.raises(StateError, match=r"Líder de Calidad cambió después lo mismo \(cambiar componente\)"):
        undo(database, analyst, plan["id"])
    assert shown(database, plan, "components") == ["A2"]
    assert undo(database, leader, plan["id"]) == "Se deshizo: cambiar componente."


def test_what_somebody_hung_below_is_not_taken_from_them(database, analyst, leader, plan):
    component = add(database, analyst, plan, "components", name="A")
    add(database, leader, plan, "objectives", component_id=component, text="o")
    with pytest.raises(StateError, match="otra persona agregó objetivos"):
        undo(database, analyst, plan["id"])
    assert shown(database, plan, "objectives", "text") == ["o"]


def test_a_slice_that_somebody_made_again_is_not_doubled(database, analyst, leader, plan):
    component = add(database, analyst, plan, "components", name="A")
    objective = add(database, analyst, plan, "objectives", component_id=component, text="o")
    goal = add(database, analyst, plan, "goals", objective_id=objective, text="m")
    urban = plan_frames.frames(database, "47", plan["id"]).goal_slices.set_index("slice").loc["urbana", "id"]
    plan_elements.void(database, analyst, plan["id"], "goal_slices", urban, 1)
    add(database, leader, plan, "goal_slices", goal_id=goal, slice="urbana")
    with pytest.raises(StateError, match="Ya hay otra desagregación igual"):
        undo(database, analyst, plan["id"])


def test_undoing_is_audited_and_only_in_a_draft(database, analyst, leader, committee, plan):
    add(database, analyst, plan, "components", name="A")
    plans.transition(database, leader, plan["id"], 1, "en_viabilidad")
    with pytest.raises(StateError, match="no se puede editar"):
        undo(database, analyst, plan["id"])
    with pytest.raises(NotAllowedError):
        undo(database, committee, plan["id"])
    plans.transition(database, committee, plan["id"], 2, "borrador", note="Falta costo")
    undo(database, analyst, plan["id"])
    assert plan_elements.voided(database, "47", plan["id"])["label"].tolist() == ["A"]
    with database.read() as connection:
        assert audit.verify(connection, "47") > 0
