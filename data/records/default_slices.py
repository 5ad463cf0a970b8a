"""The slices that a new goal or indicator starts with: total, urban and rural; inclusion groups are added on demand."""

from typing import Any

from analytics.progress import entry_problems
from data.records.database import Row
from data.records.element_rows import Scope
from data.records.schema import metadata
from data.records.schema.plan import goal_slices
from procedure.vocabulary import SLICES

_STARTING = ("total", "urbana", "rural")


def slice_position(code: str) -> int:
    """Slices always stand in the vocabulary's order."""
    return list(SLICES).index(code) + 1


def add_default_slices(scope: Scope, table: str, row: Row) -> None:
    """After a goal is added: its three slices. After an indicator: those of its goal, with the goal's figures."""
    if table == "goals":
        for code in _STARTING:
            _add(scope, "goal_slices", {"goal_id": row["id"], "slice": code, "applies": True})
    elif table == "indicators":
        for one in _slices_of_goal(scope, row["goal_id"]):
            _add(scope, "indicator_slices", {"indicator_id": row["id"], **_taken_from_goal(row, one)})


def _slices_of_goal(scope: Scope, goal_id: str) -> list[Row]:
    query = scope.rows("goal_slices").where(goal_slices.c.goal_id == goal_id, goal_slices.c.voided_at.is_(None))
    return [dict(row) for row in scope.unit.connection.execute(query.order_by(goal_slices.c.position)).mappings()]


def _taken_from_goal(indicator: Row, one: Row) -> dict[str, Any]:
    """Only a result indicator measures the goal itself, so only it takes the goal's figure (C11)."""
    fits = not entry_problems(indicator["accumulation"], indicator["sense"], indicator["basis"], None, one["target"])
    shared = {name: one[name] for name in ("slice", "applies", "not_applicable_reason")}
    return {**shared, "target": one["target"] if indicator["nature"] == "resultado" and fits else None}


def _add(scope: Scope, table: str, values: dict[str, Any]) -> None:
    own = {**scope.owner(table), "position": slice_position(values["slice"])}
    scope.unit.insert(metadata.tables[table], {**own, **values}, action="agregar desagregación")
