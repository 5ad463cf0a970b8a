"""The plan as its workbook needs it: rows, names and numbers; and what changed since a workbook was downloaded.

A fixed number of queries, whatever the size of the plan.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data.records import audit, baselines, entities, plan_frames, priorities
from data.records.database import Database, Row
from data.records.links import LINKS
from data.records.schema import metadata, new_id
from data.records.schema.identity import users
from data.records.schema.ledger import audit_entries
from procedure.elements import ELEMENTS, PLAN_TABLES
from procedure.elements.base import REFERRED
from procedure.errors import StateError
from procedure.exchange.book import Book, Plan
from procedure.exchange.changes import Comparison
from procedure.exchange.comparison import compare as compared
from procedure.exchange.layout import PEOPLE, PLACES, title_of
from procedure.exchange.numbering import label, numbers
from procedure.roles import Actor
from procedure.states import EDITABLE_PLAN_STATES
from procedure.vocabulary import PLAN_STATES, SLICES

_KEY_LENGTH = len(new_id())
_BASELINES = ELEMENTS["indicator_slices"].label("baseline_choice_id")


@dataclass(frozen=True)
class Exchange:
    """`record` is the plan's row; `position`, that of the audit chain when all this was read."""

    record: Row
    entity: Row
    plan: Plan
    position: int

    @property
    def is_draft(self) -> bool:
        return self.record["state"] in EDITABLE_PLAN_STATES


def read(database: Database, entity_id: str, plan_id: str) -> Exchange:
    """The plan as it is now. Raises NotFoundError."""
    with database.read() as connection:  # before the rest: a change in between is told later, never lost
        position = audit.position(connection, entity_id)
    frames = plan_frames.frames(database, entity_id, plan_id)
    rows = {table: _rows(frames.table(table)) for table in PLAN_TABLES}
    places = numbers({table: found.values() for table, found in rows.items()})
    names = _names(database, entity_id, int(frames.plan["year"]), rows, places)
    plan = Plan(rows, names, places)
    return Exchange(frames.plan, entities.get(database, entity_id), plan, position)


def compare(database: Database, actor: Actor, plan_id: str, book: Book) -> Comparison:
    """What the workbook would change today. Raises StateError (another plan, or not a draft) and NotFoundError."""
    if book.plan_id != plan_id:
        raise StateError(_of_another_plan(database, actor, book.plan_id))
    here = read(database, actor.entity_id, plan_id)
    if not here.is_draft:
        raise StateError(
            f"El plan está en «{PLAN_STATES[here.record['state']]}» y solo se edita en borrador: no se importó nada. "
            "Pida que lo devuelvan o cree una versión nueva."
        )
    with database.read() as connection:
        keys = _keys(book) - {key for found in here.plan.rows.values() for key in found}
        gone, elsewhere = _missing(connection, actor.entity_id, plan_id, keys)
        earlier = _earlier(connection, actor.entity_id, book.position, here.plan.rows)
    known = here.plan
    return compared(book, Plan(known.rows, known.names, known.numbers, earlier, gone, elsewhere), actor)


def _of_another_plan(database: Database, actor: Actor, plan_id: str) -> str:
    plans = metadata.tables["plans"].c
    query = select(plans.year, plans.number, plans.name).where(plans.id == plan_id, plans.entity_id == actor.entity_id)
    with database.read() as connection:
        row = connection.execute(query).first()
    which = f"del plan de {row.year}, versión {row.number}, «{row.name}»" if row else "de un plan que aquí no existe"
    return f"Ese libro es {which}. Elija arriba ese plan, o descargue el libro de este y copie allí sus cambios."


def _rows(frame: pd.DataFrame) -> dict[str, Row]:
    return {str(row["id"]): row for row in _records(frame)}


def _records(frame: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def _names(
    database: Database, entity_id: str, year: int, rows: Mapping[str, Mapping[str, Row]], places: Mapping[str, Any]
) -> dict[str, dict[str, str]]:
    """List → id → label, for every list of the workbook whose names are rows."""
    found = {
        title_of(table): {
            row_id: label(places[table][row_id], row[ELEMENTS[table].title_field] or "")
            for row_id, row in rows[table].items()
        }
        for table in rows
        if table in REFERRED.values()
    }
    towns = entities.municipalities(database, entity_id)
    found[PLACES] = _unlike(zip(towns["code"], towns["name"], strict=True))
    found[title_of("factors")] = _factors(database, entity_id, year)
    found[_BASELINES] = _baselines(baselines.listing(database, entity_id, year), found[PLACES])
    with database.read() as connection:
        query = select(users.c.id, users.c.name, users.c.is_active).where(users.c.entity_id == entity_id)
        people = connection.execute(query.order_by(users.c.is_active.desc(), users.c.name, users.c.id)).all()
    found[PEOPLE] = _unlike((one.id, one.name if one.is_active else f"{one.name} (cuenta cerrada)") for one in people)
    return found


def _factors(database: Database, entity_id: str, year: int) -> dict[str, str]:
    found = priorities.frames(database, entity_id, year)
    tables = {"opportunities": _records(found.opportunities), "factors": _records(found.factors)}
    places = numbers(tables)["factors"]
    return {row["id"]: label(places[row["id"]], row["text"]) for row in tables["factors"]}


def _baselines(listing: pd.DataFrame, towns: Mapping[str, str]) -> dict[str, str]:
    def words(row: Any) -> str:
        place = towns.get(row.municipality_code, row.municipality_code)
        parts = (row.indicator_code, SLICES.get(row.slice, row.slice), place, str(row.year))
        return ", ".join(part for part in parts if part)

    return _unlike((str(row.id), words(row)) for row in listing.itertuples())


def _unlike(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The labels with no two alike, and none with the semicolon that separates them in a cell."""
    labels: dict[str, str] = {}
    used: set[str] = set()
    for row_id, text in pairs:
        base = " ".join(text.replace(";", ",").split())
        one, number = base, 2
        while one.casefold() in used:
            one, number = f"{base} ({number})", number + 1
        used.add(one.casefold())
        labels[row_id] = one
    return labels


def _keys(book: Book) -> set[str]:
    """Whatever may be a key, wherever its column stands."""
    cells = (cell for grid in book.grids.values() for _, cells in grid.rows for cell in cells)
    return {cell for cell in cells if cell and len(cell) == _KEY_LENGTH}


def _missing(
    connection: Connection, entity_id: str, plan_id: str, keys: set[str]
) -> tuple[dict[tuple[str, str], Row], frozenset[str]]:
    """Of those keys, the rows of this plan that were retired, and the ids that are of another plan of the entity."""
    gone: dict[tuple[str, str], Row] = {}
    elsewhere: set[str] = set()
    for name in PLAN_TABLES if keys else ():
        table = metadata.tables[name]
        retired = select(table).where(
            table.c.entity_id == entity_id, table.c.plan_id == plan_id, table.c.voided_at.is_not(None)
        )
        gone |= {(name, row["id"]): dict(row) for row in connection.execute(retired).mappings() if row["id"] in keys}
        others = select(table.c.id).where(table.c.entity_id == entity_id, table.c.plan_id != plan_id)
        elsewhere |= keys & set(connection.execute(others).scalars())
    return gone, frozenset(elsewhere)


def _earlier(
    connection: Connection, entity_id: str, position: int, rows: Mapping[str, Mapping[str, Mapping[str, Any]]]
) -> dict[tuple[str, str], Row]:
    """The rows that changed after that position of the audit, as they were then: what the audit kept of each before."""
    columns = audit_entries.c
    query = (
        select(columns.subject, columns.subject_id, columns.before)
        .where(columns.entity_id == entity_id, columns.sequence > position, columns.subject.in_(PLAN_TABLES))
        .order_by(columns.sequence)
    )
    earlier: dict[tuple[str, str], Row] = {}
    seen: set[tuple[str, str, str]] = set()
    for entry in connection.execute(query):
        key = (entry.subject, entry.subject_id)
        today = rows.get(entry.subject, {}).get(entry.subject_id)
        if today is None or not entry.before or "order" in entry.before:
            continue
        field = next(iter(entry.before)) if (entry.subject, next(iter(entry.before))) in LINKS else ""
        if (*key, field) not in seen:
            seen.add((*key, field))
            earlier[key] = {**earlier.get(key, today), **entry.before}
    return earlier
