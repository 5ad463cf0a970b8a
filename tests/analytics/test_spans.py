"""When the actions of a plan happen: by component and objective, outside the year, and after their goal."""

import pandas as pd

from analytics import spans

COMPONENTS = pd.DataFrame({"id": ["c", "d"], "name": ["Permanencia", "Acceso"]})
OBJECTIVES = pd.DataFrame({"id": ["o1", "o2", "o3"], "component_id": ["c", "c", "d"], "text": ["Uno", "Dos", "Tres"]})
GOALS = pd.DataFrame({"id": ["g", "h"], "text": ["Bajar a 3 %", "Sin fecha"], "due_date": ["2026-06-30", None]})
GOALS["due_date"] = pd.to_datetime(GOALS["due_date"])


def actions(*rows):
    frame = pd.DataFrame(
        rows, columns=["id", "component_id", "goal_id", "objective_ids", "text", "start_date", "end_date"]
    )
    days = {name: pd.to_datetime(frame[name]) for name in ("start_date", "end_date")}
    return frame.assign(**days)


ACTIONS = actions(
    ("a", "c", "g", ["o1", "o2"], "Rutas", "2026-02-01", "2026-05-31"),
    ("b", "c", "g", ["o2"], "PAE", "2026-01-15", "2026-11-30"),
    ("e", "c", "h", [], "Sin meta fechada", "2025-12-01", None),
)


def test_an_action_that_ends_after_its_goal_is_told_with_both_days():
    [late] = spans.past_goal(ACTIONS, GOALS).to_dict("records")
    assert (late["id"], late["goal"]) == ("b", "Bajar a 3 %")
    assert late["end_date"] > late["due_date"]
    same_day = ACTIONS.assign(end_date=pd.Timestamp("2026-06-30"))
    assert spans.past_goal(same_day, GOALS).empty, "the day itself is in time"


def test_only_dates_of_another_year_are_outside():
    assert spans.outside_year(ACTIONS, 2026).tolist() == [False, False, True]
    assert spans.outside_year(actions(), 2026).tolist() == []


def test_each_objective_goes_under_its_component_from_its_first_day_to_its_last():
    found = spans.by_objective(COMPONENTS, OBJECTIVES, ACTIONS)
    assert found[["kind", "id"]].values.tolist() == [["component", "c"], ["objective", "o1"], ["objective", "o2"]]
    assert found["start"].dt.strftime("%d/%m/%Y").tolist() == ["01/12/2025", "01/02/2026", "15/01/2026"]
    assert found["end"].dt.strftime("%d/%m/%Y").tolist() == ["30/11/2026", "31/05/2026", "30/11/2026"]
    assert spans.by_objective(COMPONENTS, OBJECTIVES, actions()).empty
