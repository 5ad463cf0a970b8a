"""Next year's plan starts from the structure of this one, never from its figures."""

from data.records import plan_copies, plan_elements, plan_frames, plans
from data.records.plan_undo import undoable


def test_the_structure_is_copied_and_the_figures_are_not(database, analyst, leader):
    source = plans.create(database, analyst, 2026, "Plan 2026")

    def add(table, **values):
        return plan_elements.add(database, analyst, source["id"], table, values)["id"]

    component = add("components", name="Permanencia", weight=40)
    objective = add("objectives", component_id=component, text="Reducir", alignment="PDD 3")
    goal = add("goals", objective_id=objective, text="Bajar", due_date="2026-12-01", unit="%")
    add("indicators", goal_id=goal, name="Deserción", sense="reduccion")
    action = add("actions", component_id=component, goal_id=goal, text="Rutas", objective_ids=[objective],
                 start_date="2026-02-01")  # fmt: skip
    add("action_resources", action_id=action, source="sgp", amount=5)
    retired = add("components", name="Retirado")
    plan_elements.void(database, analyst, source["id"], "components", retired, 1)
    slices = plan_frames.frames(database, "47", source["id"]).indicator_slices
    figures = {"baseline": 4.8, "baseline_year": 2025, "baseline_source": "MEN", "target": 3, "t1": 4, "t4": 3}
    plan_elements.change(database, analyst, source["id"], "indicator_slices", slices.loc[0, "id"], 1, figures)

    made = [plan_copies.duplicate(database, leader, source["id"], key="k") for _ in range(2)]
    copy = plan_frames.frames(database, "47", made[0]["id"])
    assert made[0]["id"] == made[1]["id"]
    assert (copy.plan["year"], copy.plan["previous_id"], copy.plan["state"]) == (2027, source["id"], "borrador")
    assert copy.components[["name", "weight"]].values.tolist() == [["Permanencia", 40.0]]
    assert copy.objectives["alignment"].tolist() == ["PDD 3"]
    assert copy.goals[["text", "unit"]].values.tolist() == [["Bajar", "%"]]
    assert copy.goals["due_date"].isna().all()
    assert copy.indicator_slices[["baseline", "baseline_year", "target", "t1", "t4"]].isna().all(axis=None)
    assert copy.indicator_slices["baseline_source"].tolist() == ["", "", ""]
    assert copy.actions["goal_id"].tolist() == copy.goals["id"].tolist()
    assert copy.actions.loc[0, "objective_ids"] == copy.objectives["id"].tolist()
    assert copy.actions["start_date"].isna().all()
    assert copy.action_resources.empty
    assert not set(copy.components["id"]) & {component}


def test_whoever_copies_is_an_author_and_a_copy_is_not_undone_by_halves(database, analyst, leader):
    source = plans.create(database, analyst, 2026, "Plan 2026")
    plan_elements.add(database, analyst, source["id"], "components", {"name": "A"})
    copy = plan_copies.duplicate(database, leader, source["id"], "Plan nuevo")
    assert copy["name"] == "Plan nuevo"
    assert plans.standing(database, "47", copy["id"]).authors == {leader.user_id}
    assert not undoable(database, leader, copy["id"])
