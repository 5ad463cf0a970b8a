"""Editing the elements of a draft plan: many rows at once, one at a time, in and out of the bin, and their order."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import select

from data.records import element_edits, element_rows
from data.records.database import Database, Row, Unit
from data.records.element_rows import Scope
from data.records.errors import StaleVersionError
from data.records.plan_edits import draft_plan, saving
from data.records.schema import metadata
from data.records.typed_frames import typed
from procedure import roles
from procedure.edits import Change, Edit, New, Outcome, Void, outcome_from_json
from procedure.elements import ELEMENTS, PLAN_TABLES
from procedure.errors import InvalidValueError
from procedure.roles import Actor, Permission

_VOIDED = {
    "table": "str",
    "id": "str",
    "label": "str",
    "voided_at": "datetime64[us, UTC]",
    "reason": "str",
}


def apply_edits(
    database: Database, actor: Actor, plan_id: str, table: str, edits: Sequence[Edit], key: str | None = None
) -> Outcome:
    """Saves every good row in one transaction and answers the rest: conflicts, problems by field, warnings.

    A repeated `key` saves nothing again and answers what the first time answered. Raises NotFoundError (plan or row of
    another entity), StateError (not a draft) and NotAllowedError; then nothing is saved.
    """

    def work(unit: Unit) -> dict[str, Any]:
        with saving(unit, plan_id):
            return element_edits.apply(_scope(unit, plan_id), table, edits).as_json()

    return outcome_from_json(_run(database, actor, key, work))


def add(
    database: Database, actor: Actor, plan_id: str, table: str, values: Mapping[str, Any], key: str | None = None
) -> Row:
    """The new row. Raises InvalidValueError with the first problem, besides what `apply_edits` raises."""
    outcome = apply_edits(database, actor, plan_id, table, [New(values)], key)
    _raise_problem(outcome)
    return _fetch(database, table, outcome.saved[0])


def change(
    database: Database,
    actor: Actor,
    plan_id: str,
    table: str,
    row_id: str,
    version: int,
    changes: Mapping[str, Any],
) -> Row:
    """The row after the change. Raises InvalidValueError and StaleVersionError, besides what `apply_edits` raises."""
    outcome = apply_edits(database, actor, plan_id, table, [Change(row_id, version, changes)])
    _raise_problem(outcome)
    return _fetch(database, table, row_id)


def mend_indicator(
    database: Database, actor: Actor, plan_id: str, change: Change, slices: Sequence[Edit] = (), key: str | None = None
) -> Outcome:
    """What an indicator declares and the figures of its slices, changed together: each is judged with the other as it
    will be, and it is one save. All or nothing; answers what became of the slices.

    Raises InvalidValueError (they still contradict each other), StaleVersionError, and what `apply_edits` raises.
    """

    def work(unit: Unit) -> dict[str, Any]:
        scope = _scope(unit, plan_id)
        with saving(unit, plan_id):
            outcome = element_edits.apply(scope, "indicator_slices", slices, {change.row_id: dict(change.changes)})
            _raise_problem(outcome)
            _raise_problem(element_edits.apply(scope, "indicators", [change], {}))
        return outcome.as_json()

    return outcome_from_json(_run(database, actor, key, work))


def void(
    database: Database, actor: Actor, plan_id: str, table: str, row_id: str, version: int, reason: str = ""
) -> None:
    """Voids a row with all that hangs below it. Raises StaleVersionError, besides what `apply_edits` raises."""
    _raise_problem(apply_edits(database, actor, plan_id, table, [Void(row_id, version, reason)]))


def restore(database: Database, actor: Actor, plan_id: str, table: str, row_id: str) -> int:
    """Brings back a row and what was voided with it; answers how many rows. Raises StateError when it cannot stand."""
    with database.write(actor) as unit:
        scope = _scope(unit, plan_id)
        element_edits.check_permission(table, actor, [Void(row_id, 0)])
        row = element_rows.stored(scope, table, [row_id])[row_id]
        with saving(unit, plan_id):
            return element_rows.restore_tree(scope, table, row)


def reorder(database: Database, actor: Actor, plan_id: str, table: str, ids: Sequence[str]) -> None:
    """Puts those rows in that order, in the places they occupy among them. Versions do not change: order is no content.

    Raises NotAllowedError, NotFoundError and StateError.
    """
    roles.check(actor, Permission.EDIT_PLAN)
    with database.write(actor) as unit:
        scope = _scope(unit, plan_id)
        element_rows.stored(scope, table, ids)
        with saving(unit, plan_id):
            element_rows.set_order(scope, table, ids)


def voided(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """The bin: table, id, label, voided_at (UTC), reason; what was retired last comes first."""
    rows: list[dict[str, Any]] = []
    with database.read() as connection:
        for name in PLAN_TABLES:
            columns = metadata.tables[name].c
            query = select(
                columns.id, columns[ELEMENTS[name].title_field].label("label"), columns.voided_at, columns.void_reason
            ).where(columns.entity_id == entity_id, columns.plan_id == plan_id, columns.voided_at.is_not(None))
            found = connection.execute(query).mappings()
            rows += [{**row, "table": name, "reason": row["void_reason"]} for row in found]
    return typed(sorted(rows, key=lambda row: row["voided_at"], reverse=True), _VOIDED)


def _fetch(database: Database, table: str, row_id: str) -> Row:
    stored_table = metadata.tables[table]
    with database.read() as connection:
        return dict(connection.execute(select(stored_table).where(stored_table.c.id == row_id)).mappings().one())


def _scope(unit: Unit, plan_id: str) -> Scope:
    return Scope(unit, draft_plan(unit, plan_id)["year"], plan_id)


def _run(database: Database, actor: Actor, key: str | None, work: Callable[[Unit], dict[str, Any]]) -> dict[str, Any]:
    if key is not None:
        return database.once(actor, key, work)
    with database.write(actor) as unit:
        return work(unit)


def _raise_problem(outcome: Outcome) -> None:
    for problem in outcome.problems:
        raise InvalidValueError(problem.message, problem.field)
    for conflict in outcome.conflicts:
        raise StaleVersionError(
            conflict.message, row_id=conflict.row_id, current=conflict.current, attempted=conflict.attempted
        )
