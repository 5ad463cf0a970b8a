"""When the actions of a plan happen and whether that fits its year and their goals (manual, activity 3, «Tiempo»).

Frames received, as the records keep them — actions: id, component_id, goal_id (nullable), objective_ids (lists), text,
start_date, end_date (nullable) · goals: id, text, due_date (nullable) · components: id, name · objectives: id,
component_id, text.
"""

from typing import Any

import pandas as pd


def past_goal(actions: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """The actions that end after the day of their goal: id, text, end_date, goal (its text), due_date."""
    known = goals.rename(columns={"id": "goal_id", "text": "goal"})[["goal_id", "goal", "due_date"]]
    found = actions[["id", "text", "goal_id", "end_date"]].merge(known, on="goal_id")
    late = found[found["end_date"] > found["due_date"]]
    return late[["id", "text", "end_date", "goal", "due_date"]].reset_index(drop=True)


def outside_year(actions: pd.DataFrame, year: int) -> "pd.Series[bool]":
    """Whether each action begins or ends in another year; one without dates does not."""
    start, end = (pd.to_datetime(actions[name]).dt.year for name in ("start_date", "end_date"))
    return start.fillna(year).ne(year) | end.fillna(year).ne(year)


def by_objective(components: pd.DataFrame, objectives: pd.DataFrame, actions: pd.DataFrame) -> pd.DataFrame:
    """kind (component or objective), id, name, start, end: each component and, under it, its objectives.

    From the first day of their actions to the last. Those without actions are left out; an action that serves several
    objectives counts in each.
    """
    ties = actions[["objective_ids", "start_date", "end_date"]].explode("objective_ids")
    of_component = _limits(actions, "component_id")
    of_objective = _limits(ties, "objective_ids")
    rows = []
    for component in components.to_dict("records"):
        rows.append(_row("component", component["id"], component["name"], of_component))
        below = objectives[objectives["component_id"] == component["id"]]
        rows += [_row("objective", one["id"], one["text"], of_objective) for one in below.to_dict("records")]
    return pd.DataFrame([row for row in rows if row], columns=["kind", "id", "name", "start", "end"])


def _limits(rows: pd.DataFrame, key: str) -> dict[str, dict[Any, Any]]:
    found = rows.groupby(key).agg(start=("start_date", "min"), end=("end_date", "max"))
    return {str(row["id"]): row for row in found.rename_axis("id").reset_index().to_dict("records")}


def _row(kind: str, row_id: str, name: str, limits: dict[str, dict[Any, Any]]) -> dict[str, Any]:
    return {"kind": kind, "name": name, **limits[row_id]} if row_id in limits else {}
