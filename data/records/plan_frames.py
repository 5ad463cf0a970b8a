"""The whole plan as frames: a dozen queries whatever its size."""

import hashlib
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Table, select

from data.records.database import Database, Row
from data.records.plan_edits import live_plan
from data.records.schema import metadata
from data.records.schema.plan import action_factors, action_objectives, actions, indicators, objectives
from data.records.schema.priorities import factor_objectives, factors
from data.records.schema.strategy import strategy_instrument_indicators, strategy_instruments
from data.records.typed_frames import element_dtypes, read_frame
from procedure.elements import PLAN_TABLES


@dataclass(frozen=True)
class PlanFrames:
    """One frame per table: id, version, position and the fields of procedure.elements, without what was voided.

    The ties are frames of two id columns, and lists in actions.objective_ids, actions.factor_ids,
    objectives.factor_ids and strategy_instruments.indicator_ids. A row whose parent was voided is not here either.
    """

    plan: Row
    components: pd.DataFrame
    objectives: pd.DataFrame
    objective_risks: pd.DataFrame
    goals: pd.DataFrame
    goal_slices: pd.DataFrame
    indicators: pd.DataFrame
    indicator_variables: pd.DataFrame
    indicator_slices: pd.DataFrame
    actions: pd.DataFrame
    action_resources: pd.DataFrame
    poai_lines: pd.DataFrame
    strategies: pd.DataFrame
    strategy_team: pd.DataFrame
    strategy_instruments: pd.DataFrame
    strategy_spaces: pd.DataFrame
    action_objectives: pd.DataFrame
    action_factors: pd.DataFrame
    factor_objectives: pd.DataFrame
    strategy_instrument_indicators: pd.DataFrame

    def table(self, name: str) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(self, name)
        return frame

    def stamp(self, name: str) -> str:
        """A short text that changes whenever any row of the table does: the key of its editor."""
        rows = self.table(name)
        text = "|".join(f"{row_id}:{version}" for row_id, version in zip(rows["id"], rows["version"], strict=True))
        return hashlib.sha256(text.encode()).hexdigest()[:12]


def frames(database: Database, entity_id: str, plan_id: str) -> PlanFrames:
    """Everything of one plan, in one consistent view. Raises NotFoundError."""
    with database.read() as connection:
        plan = live_plan(connection, entity_id, plan_id)
        found: dict[str, pd.DataFrame] = {
            name: _elements(connection, metadata.tables[name], plan_id) for name in PLAN_TABLES
        }
        ties = {
            "action_objectives": _ties(connection, action_objectives, actions, objectives, plan_id),
            "action_factors": _ties(connection, action_factors, actions, factors, plan_id),
            "factor_objectives": _ties(connection, factor_objectives, objectives, factors, plan_id),
            "strategy_instrument_indicators": _ties(
                connection, strategy_instrument_indicators, strategy_instruments, indicators, plan_id
            ),
        }
    found["actions"] = _without_voided_goals(found["actions"], found["goals"])
    found["actions"] = _with_list(found["actions"], ties["action_objectives"], "action_id", "objective_id")
    found["actions"] = _with_list(found["actions"], ties["action_factors"], "action_id", "factor_id")
    found["objectives"] = _with_list(found["objectives"], ties["factor_objectives"], "objective_id", "factor_id")
    found["strategy_instruments"] = _with_list(
        found["strategy_instruments"], ties["strategy_instrument_indicators"], "instrument_id", "indicator_id"
    )
    return PlanFrames(plan=plan, **found, **ties)


def _elements(connection: Connection, table: Table, plan_id: str) -> pd.DataFrame:
    query = (
        select(table)
        .where(table.c.plan_id == plan_id, table.c.voided_at.is_(None))
        .order_by(table.c.position, table.c.created_at, table.c.id)
    )
    return read_frame(connection, query, element_dtypes(table.name))


def _without_voided_goals(actions: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """An action outlives its goal: while the goal is voided the action shows none, and it is back with the goal."""
    return actions.assign(goal_id=actions["goal_id"].where(actions["goal_id"].isin(goals["id"])))


def _ties(connection: Connection, tie: Table, first: Table, second: Table, plan_id: str) -> pd.DataFrame:
    """The pairs whose two ends are live and whose first (an action or an objective) is of the plan."""
    names = [column.name for column in tie.columns if column.name != "entity_id"]
    ends = {foreign.column.table.name: foreign.parent for foreign in tie.foreign_keys}
    query = (
        select(*(tie.c[name] for name in names))
        .join(first, first.c.id == ends[first.name])
        .join(second, second.c.id == ends[second.name])
        .where(first.c.plan_id == plan_id, first.c.voided_at.is_(None), second.c.voided_at.is_(None))
        .order_by(*(tie.c[name] for name in names))
    )
    return read_frame(connection, query, dict.fromkeys(names, "str"))


def _with_list(frame: pd.DataFrame, ties: pd.DataFrame, own: str, other: str) -> pd.DataFrame:
    """`frame` with a column of lists (`objective_id` → `objective_ids`); no tie is an empty list."""
    lists: dict[Any, list[str]] = {}
    for own_id, other_id in zip(ties[own], ties[other], strict=True):
        lists.setdefault(own_id, []).append(other_id)
    values = [lists.get(row_id, []) for row_id in frame["id"]]
    return frame.assign(**{f"{other}s": pd.Series(values, index=frame.index, dtype="object")})
