"""The versions of a hoja de vida, from the audit: each save of a plan that changed an indicator is a version of it."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, or_, select

from data.records.database import Database, Row
from data.records.schema.ledger import audit_entries
from data.records.schema.plan import indicator_slices, indicator_variables, indicators, plan_edits
from data.records.typed_frames import typed

_PARTS = (indicator_variables, indicator_slices)
_COLUMNS = {
    "indicator_id": "str",
    "number": "int64",
    "kind": "str",
    "at": "datetime64[us, UTC]",
    "user": "str",
    "undone": "bool",
    "undoes": "int64",
    "table": "str",
    "row_id": "str",
    "before": "object",
    "after": "object",
}


def entries(database: Database, entity_id: str, plan_id: str, indicator_id: str | None = None) -> pd.DataFrame:
    """Every audited change of the indicators of a plan (or of one), of their variables and slices; oldest first.

    indicator_id; number: the version it made, from 1; kind: edicion, deshacer or copia; at (UTC); user (name);
    undone: a later save took it back; undoes: the version that this one took back, or 0; table, row_id; before and
    after: the row as JSON (before is None for what was added). A plan that was copied begins with its copy, of table
    «plans». Three queries, whatever the size.
    """
    with database.read() as connection:
        saves = _saves(connection, entity_id, plan_id)
        changes = list(_changes(connection, entity_id, plan_id, indicator_id))
        copied = _born_with(connection, entity_id, plan_id, indicator_id, saves)
    return typed(list(_numbered([*copied, *_with_save(changes, saves)])), _COLUMNS)


def _saves(connection: Connection, entity_id: str, plan_id: str) -> list[Row]:
    columns = plan_edits.c
    query = select(plan_edits).where(columns.entity_id == entity_id, columns.plan_id == plan_id)
    return [dict(row) for row in connection.execute(query.order_by(columns.first_sequence)).mappings()]


def _changes(connection: Connection, entity_id: str, plan_id: str, indicator_id: str | None) -> Iterator[Row]:
    """The audit of the indicators and of what is part of them, each with the indicator it belongs to."""
    columns = audit_entries.c
    own = select(indicators.c.id).where(_of(indicators.c, entity_id, plan_id))
    wanted = [_about("indicators", own if indicator_id is None else own.where(indicators.c.id == indicator_id))]
    for table in _PARTS:
        rows = select(table.c.id).where(_of(table.c, entity_id, plan_id))
        if indicator_id is not None:
            rows = rows.where(table.c.indicator_id == indicator_id)
        wanted.append(_about(table.name, rows))
    names = (columns.sequence, columns.at, columns.user_name, columns.subject, columns.subject_id)
    query = select(*names, columns.before, columns.after).where(columns.entity_id == entity_id, or_(*wanted))
    for row in connection.execute(query.order_by(columns.sequence)).mappings():
        whole = row["subject"] == "indicators"
        yield {**row, "indicator_id": row["subject_id"] if whole else row["after"]["indicator_id"]}


def _of(columns: Any, entity_id: str, plan_id: str) -> ColumnElement[bool]:
    own: ColumnElement[bool] = (columns.entity_id == entity_id) & (columns.plan_id == plan_id)
    return own


def _about(subject: str, ids: Select[Any]) -> ColumnElement[bool]:
    return (audit_entries.c.subject == subject) & audit_entries.c.subject_id.in_(ids)


def _born_with(
    connection: Connection, entity_id: str, plan_id: str, indicator_id: str | None, saves: list[Row]
) -> list[Row]:
    """For the indicators that came in a copy of another plan, the copy: their rows have no audit of their own."""
    copies = {save["created_at"]: save for save in saves if save["kind"] == "copia"}
    if not copies:
        return []
    query = select(indicators.c.id, indicators.c.created_at).where(_of(indicators.c, entity_id, plan_id))
    if indicator_id is not None:
        query = query.where(indicators.c.id == indicator_id)
    born = [(row.id, copies[row.created_at]) for row in connection.execute(query) if row.created_at in copies]
    audited = select(audit_entries.c.sequence, audit_entries.c.user_name).where(
        audit_entries.c.entity_id == entity_id,
        audit_entries.c.sequence.in_([save["last_sequence"] for save in copies.values()]),
    )
    names = {row.sequence: row.user_name for row in connection.execute(audited)}
    return [_copy(one, save, names[save["last_sequence"]]) for one, save in born]


def _copy(indicator_id: str, save: Row, user: str) -> Row:
    made = {"at": save["created_at"], "user_name": user, "subject": "plans", "subject_id": save["plan_id"]}
    return {**made, "indicator_id": indicator_id, "before": None, "after": {}, "save": save}


def _with_save(changes: Iterable[Row], saves: list[Row]) -> Iterator[Row]:
    """Each change with the save that wrote it, found by its place in the chain; what no save wrote is not of a plan."""
    starts = [save["first_sequence"] for save in saves]
    for change in changes:
        place = bisect_right(starts, change["sequence"]) - 1
        if place >= 0 and change["sequence"] <= saves[place]["last_sequence"]:
            yield {**change, "save": saves[place]}


def _numbered(changes: list[Row]) -> Iterator[Row]:
    """The rows of the answer: the saves that touched an indicator are its versions, in their order."""
    versions: dict[str, dict[str, int]] = {}
    taken_back: dict[tuple[str, datetime], int] = {}
    for change in changes:
        save, own = change["save"], versions.setdefault(change["indicator_id"], {})
        number = own.setdefault(save["id"], len(own) + 1)
        if save["undone_at"] is not None:
            taken_back[change["indicator_id"], save["undone_at"]] = number
        undoes = taken_back.get((change["indicator_id"], save["created_at"]), 0)
        yield {
            "indicator_id": change["indicator_id"],
            "number": number,
            "kind": save["kind"],
            "at": change["at"],
            "user": change["user_name"],
            "undone": save["undone_at"] is not None,
            "undoes": undoes if save["kind"] == "deshacer" else 0,
            "table": change["subject"],
            "row_id": change["subject_id"],
            "before": change["before"],
            "after": change["after"],
        }
