"""The reports of a trimester as their workbook needs them; and what changed since a workbook was downloaded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data.records import audit, entities, follow_up, plans
from data.records.database import Database, Row
from data.records.report_frames import action_progress
from data.records.report_frames import items as reportable
from data.records.schema.ledger import audit_entries
from procedure.errors import StateError
from procedure.exchange.book import Book
from procedure.exchange.changes import Comparison
from procedure.exchange.report_comparison import Item, milestone_code
from procedure.exchange.report_comparison import compare as compared
from procedure.exchange.report_layout import TABLE, VALUE, key_of
from procedure.fields import is_missing
from procedure.follow_up_requests import Request, requests
from procedure.reporting import INDICATOR
from procedure.roles import Actor

_FIELDS = ("narrative", "physical", "committed", "obligated")


@dataclass(frozen=True)
class ReportExchange:
    """`items` is the frame of `reports.items` of whoever reports; `asked`, by subject; `position`, of the audit.

    `advances`: action → the physical advance last reported before this trimester.
    """

    record: Row
    entity: Row
    trimester: int
    items: pd.DataFrame
    asked: Mapping[str, Request]
    position: int
    advances: Mapping[str, float] = field(default_factory=dict)


def read(database: Database, actor: Actor, plan_id: str, trimester: int, responsible_id: str = "") -> ReportExchange:
    """What the actor may report, of one responsible if told. Raises NotFoundError and InvalidValueError."""
    with database.read() as connection:  # before the rest: a change in between is told later, never lost
        position = audit.position(connection, actor.entity_id)
    found = reportable(database, actor, plan_id, trimester)
    if responsible_id:
        found = found[found["responsible_id"] == responsible_id].reset_index(drop=True)
    asked = requests(follow_up.read(database, actor.entity_id, plan_id), [trimester])
    return ReportExchange(
        plans.get(database, actor.entity_id, plan_id),
        entities.get(database, actor.entity_id),
        trimester,
        found,
        {one.subject_id: one for one in asked},
        position,
        _advances(database, actor.entity_id, plan_id, trimester),
    )


def _advances(database: Database, entity_id: str, plan_id: str, trimester: int) -> dict[str, float]:
    found = action_progress(database, entity_id, plan_id)
    before = found[found["trimester"] < trimester].dropna(subset=["physical"]).sort_values("trimester")
    last = before.drop_duplicates("action_id", keep="last")
    return dict(zip(last["action_id"], last["physical"], strict=True))


def compare(database: Database, actor: Actor, plan_id: str, book: Book, of: int, trimester: int) -> Comparison:
    """What a workbook made for the trimester `of` would change today in the one on the screen.

    Raises StateError (another plan or trimester) and NotFoundError.
    """
    if book.plan_id != plan_id or of != trimester:
        which = f"del T{of} de este plan" if book.plan_id == plan_id else "de otro plan o de otra versión"
        raise StateError(f"Ese libro es {which}. Elija arriba ese plan y trimestre, o descargue el libro de este.")
    found = reportable(database, actor, plan_id, trimester)
    with database.read() as connection:
        earlier = _earlier(connection, actor.entity_id, book.position, set(found["report_id"].dropna()))
    return compared(book, items_of(found, earlier))


def items_of(found: pd.DataFrame, earlier: Mapping[str, Row | None]) -> dict[str, Item]:
    """Key of each row → what it says. `earlier`: report → its row before it changed, None when it was not begun."""
    items: dict[str, Item] = {}
    told: set[str] = set()
    for row in found.to_dict("records"):
        subject_id = str(row["subject_id"])
        key = key_of(str(row["subject_kind"]), subject_id, str(row["slice"]))
        items[key] = _item({str(name): value for name, value in row.items()}, earlier, subject_id not in told)
        told.add(subject_id)
    return items


def _item(row: Row, earlier: Mapping[str, Row | None], is_first: bool) -> Item:
    is_milestone = row["subject_kind"] == INDICATOR and row["accumulation"] == "hito"
    version = 0 if is_missing(row["report_version"]) else int(row["report_version"])
    now = {name: row[name] for name in (VALUE, *_FIELDS)}
    then, then_version = now, version
    if row["report_id"] in earlier:
        before = earlier[row["report_id"]] or {}
        values: Mapping[str, Any] = before.get("values", {row["slice"]: row[VALUE]}) if before else {}
        then = {name: before.get(name) for name in _FIELDS} | {VALUE: values.get(row["slice"])}
        then_version = int(before.get("version", 0))
    if is_milestone:
        now, then = ({**one, VALUE: milestone_code(one[VALUE])} for one in (now, then))
    title = f"{row['code']} · {row['name']}" if row["code"] and not is_missing(row["code"]) else str(row["name"])
    return Item(
        str(row["subject_kind"]),
        str(row["subject_id"]),
        str(row["slice"]),
        title,
        version,
        then_version,
        now,
        then,
        is_milestone,
        is_first,
    )


def _earlier(connection: Connection, entity_id: str, position: int, reports: set[str]) -> dict[str, Row | None]:
    """Of the reports that changed after that position of the audit, their row then with `values`; None: not begun."""
    columns = audit_entries.c
    query = (
        select(columns.subject_id, columns.before)
        .where(columns.entity_id == entity_id, columns.sequence > position, columns.subject == TABLE)
        .order_by(columns.sequence)
    )
    found: dict[str, Row | None] = {}
    for entry in connection.execute(query):
        if entry.subject_id not in reports:
            continue
        before = entry.before or None
        if entry.subject_id not in found:
            found[entry.subject_id] = before
        elif (kept := found[entry.subject_id]) is not None and before and "values" in before:
            kept.setdefault("values", before["values"])
    return found
