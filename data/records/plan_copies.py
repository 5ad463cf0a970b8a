"""Starting a year's plan from the structure of an earlier one."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select

from data.records import plans
from data.records.database import Database, Row, Unit
from data.records.plan_edits import live_plan, saving
from data.records.schema import metadata, new_id
from data.records.schema.plan import action_objectives
from data.records.schema.strategy import strategy_instrument_indicators
from procedure import roles
from procedure.elements import ELEMENTS
from procedure.roles import Actor, Permission

_COPIED = (
    "components",
    "objectives",
    "objective_risks",
    "goals",
    "goal_slices",
    "indicators",
    "indicator_variables",
    "indicator_slices",
    "actions",
    "strategies",
    "strategy_team",
    "strategy_instruments",
    "strategy_spaces",
)
_TIES = (
    (action_objectives, "action_id", "objective_id"),
    (strategy_instrument_indicators, "instrument_id", "indicator_id"),
)
_CLEARED: dict[str, dict[str, Any]] = {
    "goals": {"due_date": None},
    "goal_slices": {"target": None},
    "indicator_slices": {
        **dict.fromkeys(
            ("baseline", "baseline_year", "baseline_choice_id", "baseline_due", "target", "t1", "t2", "t3", "t4")
        ),
        "baseline_source": "",
    },
    "actions": {"start_date": None, "end_date": None, "cost": None},
    "strategy_spaces": {"first_date": None},
}


def duplicate(database: Database, actor: Actor, plan_id: str, name: str = "", key: str | None = None) -> Row:
    """A draft for the following year with the same components, objectives, goals, indicators, slices, actions and
    follow-up strategy.

    Figures, dates and money are cleared, and factors are not carried over: they belong to the new year's analysis.
    One audit entry says what was copied from where; whoever copies counts as an author. Raises NotFoundError.
    """
    roles.check(actor, Permission.EDIT_PLAN)

    def work(unit: Unit) -> Row:
        source = live_plan(unit.connection, actor.entity_id, plan_id)
        year = source["year"] + 1
        plan = plans.insert_draft(unit, year, name.strip() or f"Plan de Apoyo al Mejoramiento {year}", source["id"])
        with saving(unit, plan["id"], "copia"):
            counts = _copy(unit, source["id"], plan["id"])
            unit.log("copiar plan", "plans", plan["id"], before={"plan_id": source["id"]}, after=counts)
        return plan

    return plans.run_once(database, actor, key, work)


def _copy(unit: Unit, source_id: str, plan_id: str) -> dict[str, int]:
    """Number of rows copied per table."""
    renamed: dict[str, str] = {}
    counts = {}
    for table in _COPIED:
        rows = _live_rows(unit, table, source_id, renamed)
        renamed |= {row["id"]: new_id() for row in rows}
        _insert(unit, table, [_copied(unit, table, row, plan_id, renamed) for row in rows])
        counts[table] = len(rows)
    _copy_ties(unit, renamed)
    return counts


def _live_rows(unit: Unit, table: str, plan_id: str, renamed: Mapping[str, str]) -> list[Row]:
    stored, parent = metadata.tables[table], ELEMENTS[table].parent_field
    query = select(stored).where(stored.c.plan_id == plan_id, stored.c.voided_at.is_(None))
    rows = [dict(row) for row in unit.connection.execute(query).mappings()]
    return [row for row in rows if not parent or row[parent] in renamed]


def _copied(unit: Unit, table: str, row: Row, plan_id: str, renamed: Mapping[str, str]) -> Row:
    parent = ELEMENTS[table].parent_field
    own = {"id": renamed[row["id"]], "plan_id": plan_id, "version": 1}
    made = {"created_at": unit.now, "created_by": unit.actor.user_id}
    above = {parent: renamed[row[parent]]} if parent else {}
    goal = {"goal_id": renamed.get(str(row["goal_id"]))} if table == "actions" else {}
    return {**row, **own, **made, **above, **goal, **_CLEARED.get(table, {})}


def _copy_ties(unit: Unit, renamed: Mapping[str, str]) -> None:
    for table, one, other in _TIES:
        ties = unit.connection.execute(select(table).where(table.c.entity_id == unit.actor.entity_id)).mappings()
        rows = [
            {"entity_id": tie["entity_id"], one: renamed[tie[one]], other: renamed[tie[other]]}
            for tie in ties
            if tie[one] in renamed and tie[other] in renamed
        ]
        _insert(unit, table.name, rows)


def _insert(unit: Unit, table: str, rows: list[Row]) -> None:
    if rows:
        unit.connection.execute(insert(metadata.tables[table]), rows)
