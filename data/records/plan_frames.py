"""The whole plan as frames: a dozen queries whatever its size."""

import hashlib
from collections.abc import Set
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

_NONE: frozenset[str] = frozenset()


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


_TIES = {
    "action_objectives": (action_objectives, actions, objectives),
    "action_factors": (action_factors, actions, factors),
    "factor_objectives": (factor_objectives, objectives, factors),
    "strategy_instrument_indicators": (strategy_instrument_indicators, strategy_instruments, indicators),
}
# What else, besides itself, changes what is read of a table: a tie shows only what is live at both ends.
_LEANS_ON = {
    "actions": {"goals", "objectives", "factors"},
    "objectives": {"factors"},
    "action_objectives": {"actions", "objectives"},
    "action_factors": {"actions", "factors"},
    "factor_objectives": {"objectives", "factors"},
    "strategy_instruments": {"indicators"},
    "strategy_instrument_indicators": {"strategy_instruments", "indicators"},
}


def frames(database: Database, entity_id: str, plan_id: str) -> PlanFrames:
    """Everything of one plan, in one consistent view. Raises NotFoundError."""
    with database.read() as connection:
        return read(connection, entity_id, plan_id)


def read(
    connection: Connection, entity_id: str, plan_id: str, known: PlanFrames | None = None, changed: Set[str] = _NONE
) -> PlanFrames:
    """Everything of one plan; of what is `known`, only what leans on the tables `changed` since. Raises NotFoundError.

    Whoever gives `known` has its frames shared: they are not to be changed in place.
    """
    plan = live_plan(connection, entity_id, plan_id)
    found: dict[str, pd.DataFrame] = {}
    for name in (*PLAN_TABLES, *_TIES):
        if known is not None and not changed & {name, *_LEANS_ON.get(name, ())}:
            found[name] = known.table(name)
        elif name in _TIES:
            found[name] = _ties(connection, *_TIES[name], plan_id)
        else:
            found[name] = _elements(connection, metadata.tables[name], plan_id)
    if known is None or found["actions"] is not known.actions:
        found["actions"] = _without_voided_goals(found["actions"], found["goals"])
        found["actions"] = _with_list(found["actions"], found["action_objectives"], "action_id", "objective_id")
        found["actions"] = _with_list(found["actions"], found["action_factors"], "action_id", "factor_id")
    if known is None or found["objectives"] is not known.objectives:
        found["objectives"] = _with_list(found["objectives"], found["factor_objectives"], "objective_id", "factor_id")
    if known is None or found["strategy_instruments"] is not known.strategy_instruments:
        found["strategy_instruments"] = _with_list(
            found["strategy_instruments"], found["strategy_instrument_indicators"], "instrument_id", "indicator_id"
        )
    return PlanFrames(plan=plan, **found)


def instruments(connection: Connection, plan_id: str) -> pd.DataFrame:
    """The instruments of the strategy, with the list of the indicators that each gathers."""
    ties = _ties(connection, strategy_instrument_indicators, strategy_instruments, indicators, plan_id)
    return _with_list(elements(connection, "strategy_instruments", plan_id), ties, "instrument_id", "indicator_id")


def elements(connection: Connection, name: str, plan_id: str) -> pd.DataFrame:
    """The live rows of one table of the plan: id, version, position and its fields, in their order."""
    return _elements(connection, metadata.tables[name], plan_id)


def _elements(connection: Connection, table: Table, plan_id: str) -> pd.DataFrame:
    dtypes = element_dtypes(table.name)
    query = (
        select(*(table.c[name] for name in dtypes))
        .where(table.c.plan_id == plan_id, table.c.voided_at.is_(None))
        .order_by(table.c.position, table.c.created_at, table.c.id)
    )
    return read_frame(connection, query, dtypes)


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
