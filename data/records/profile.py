"""The characterization and profile of a year: its narratives, DOFA, normograma and decision (manual, activity 1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Table, func, or_, select

from data import catalog
from data.records import element_edits, element_rows
from data.records.database import Database, Row, Unit
from data.records.element_rows import Scope
from data.records.schema import metadata
from data.records.schema.ledger import audit_entries
from data.records.schema.profile import profile_norms, profile_swot, profile_texts, profiles
from data.records.typed_frames import element_dtypes, read_frame, typed
from procedure import roles
from procedure.edits import Edit, Outcome, Void, outcome_from_json
from procedure.elements import ELEMENTS, PROFILE_TABLES
from procedure.errors import StateError
from procedure.profile import TOPICS
from procedure.roles import Actor, Permission

_LISTS = (profile_swot, profile_norms)
_TEXT = {"id": "str", "version": "int64", "topic": "str", "text": "str"}
_VOIDED = {"table": "str", "id": "str", "label": "str", "voided_at": "datetime64[us, UTC]"}


@dataclass(frozen=True)
class Profile:
    """What is written of one year, without what was voided.

    `profile`: the row with the decision; texts: id, version, topic, text, in the order of procedure.profile.TOPICS;
    swot and norms: id, version, position and the fields of procedure.elements. `changes` counts what was saved since
    it was begun: two copies with the same number say the same.
    """

    profile: Row
    texts: pd.DataFrame
    swot: pd.DataFrame
    norms: pd.DataFrame
    changes: int
    changed_at: datetime
    changed_by: str

    def text(self, topic: str) -> str:
        """What is written of a topic, "" when nothing is."""
        found = self.texts.loc[self.texts["topic"] == topic, "text"]
        return str(found.iloc[0]) if len(found) else ""


def years(database: Database, entity_id: str) -> list[int]:
    """The years with a profile, the last first."""
    query = select(profiles.c.plan_year).where(profiles.c.entity_id == entity_id).order_by(profiles.c.plan_year.desc())
    with database.read() as connection:
        return list(connection.execute(query).scalars())


def get(database: Database, entity_id: str, plan_year: int) -> Profile | None:
    """The profile of a year in one consistent view; None when it was not begun."""
    with database.read() as connection:
        row = _row(connection, entity_id, plan_year)
        if row is None:
            return None
        texts = read_frame(connection, select(profile_texts).where(_of(profile_texts, entity_id, plan_year)), _TEXT)
        swot, norms = (_live(connection, table, entity_id, plan_year) for table in _LISTS)
        changes, at, by = _last_change(connection, entity_id, plan_year)
    order = {topic.code: place for place, topic in enumerate(TOPICS)}
    texts = texts.sort_values("topic", key=lambda topics: topics.map(order), ignore_index=True)
    return Profile(row, texts, swot, norms, changes, at, by)


def begin(database: Database, actor: Actor, plan_year: int, *, copy_from: int | None = None) -> Row:
    """Opens the profile of a year; opening it twice is opening it once.

    Its normograma is the catalogue's, unless `copy_from` names an earlier profile: then its norms, narratives and DOFA
    are the starting point; the decision is always taken anew. Raises NotAllowedError, StateError (nothing to copy).
    """
    roles.check(actor, Permission.EDIT_PROFILE)
    with database.write(actor) as unit:
        found = _row(unit.connection, actor.entity_id, plan_year)
        if found is not None:
            return found
        if copy_from is not None and _row(unit.connection, actor.entity_id, copy_from) is None:
            raise StateError(f"No hay un perfil de {copy_from} del cual partir.")
        made = {"plan_year": plan_year, "copied_from": copy_from}
        row = unit.insert(profiles, made, action="comenzar el perfil territorial")
        _fill(unit, plan_year, copy_from)
        return row


def apply_edits(
    database: Database, actor: Actor, plan_year: int, table: str, edits: Sequence[Edit], key: str | None = None
) -> Outcome:
    """Saves every good row of one of PROFILE_TABLES, as plan_elements.apply_edits does with those of a plan.

    Raises NotAllowedError, NotFoundError and StateError (the profile was not begun); then nothing is saved.
    """

    def work(unit: Unit) -> dict[str, Any]:
        return element_edits.apply(_scope(unit, plan_year), table, edits).as_json()

    if key is not None:
        return outcome_from_json(database.once(actor, key, work))
    with database.write(actor) as unit:
        return outcome_from_json(work(unit))


def reorder(database: Database, actor: Actor, plan_year: int, table: str, ids: Sequence[str]) -> None:
    """Puts those rows of a list in that order, in the places they hold. Raises NotAllowedError, NotFoundError."""
    roles.check(actor, Permission.EDIT_PROFILE)
    with database.write(actor) as unit:
        scope = _scope(unit, plan_year)
        element_rows.stored(scope, table, ids)
        element_rows.set_order(scope, table, ids)


def voided(database: Database, entity_id: str, plan_year: int) -> pd.DataFrame:
    """What was retired from the lists, last first: table, id, label, voided_at (UTC)."""
    rows: list[dict[str, Any]] = []
    with database.read() as connection:
        for table in _LISTS:
            label = table.c[ELEMENTS[table.name].title_field].label("label")
            query = select(table.c.id, label, table.c.voided_at).where(
                table.c.entity_id == entity_id, table.c.plan_year == plan_year, table.c.voided_at.is_not(None)
            )
            rows += [{**row, "table": table.name} for row in connection.execute(query).mappings()]
    return typed(sorted(rows, key=lambda row: row["voided_at"], reverse=True), _VOIDED)


def restore(database: Database, actor: Actor, plan_year: int, table: str, row_id: str) -> None:
    """Brings a retired row back to its list. Raises NotAllowedError and NotFoundError."""
    with database.write(actor) as unit:
        scope = _scope(unit, plan_year)
        element_edits.check_permission(table, actor, [Void(row_id, 0)])
        element_rows.restore_tree(scope, table, element_rows.stored(scope, table, [row_id])[row_id])


def _scope(unit: Unit, plan_year: int) -> Scope:
    if _row(unit.connection, unit.actor.entity_id, plan_year) is None:
        raise StateError(f"El perfil de {plan_year} no se ha comenzado. Comiéncelo antes de escribir en él.")
    return Scope(unit, plan_year)


def _row(connection: Connection, entity_id: str, plan_year: int) -> Row | None:
    query = select(profiles).where(profiles.c.entity_id == entity_id, profiles.c.plan_year == plan_year)
    found = connection.execute(query).mappings().first()
    return None if found is None else dict(found)


def _of(table: Table, entity_id: str, plan_year: int) -> ColumnElement[bool]:
    return (table.c.entity_id == entity_id) & (table.c.plan_year == plan_year) & table.c.voided_at.is_(None)


def _live(connection: Connection, table: Table, entity_id: str, plan_year: int) -> pd.DataFrame:
    query = select(table).where(_of(table, entity_id, plan_year))
    order = (table.c.position, table.c.created_at, table.c.id)
    return read_frame(connection, query.order_by(*order), element_dtypes(table.name))


def _fill(unit: Unit, plan_year: int, copy_from: int | None) -> None:
    """Every topic, and the lists to start from."""
    before = {} if copy_from is None else _texts(unit, copy_from)
    for topic in TOPICS:
        values = {"plan_year": plan_year, "topic": topic.code, "text": before.get(topic.code, "")}
        unit.insert(profile_texts, values, action="comenzar texto del perfil")
    norms = _norms_of_the_catalogue() if copy_from is None else _copies(unit, profile_norms, copy_from)
    swot = [] if copy_from is None else _copies(unit, profile_swot, copy_from)
    for table, rows in ((profile_norms, norms), (profile_swot, swot)):
        for position, values in enumerate(rows, start=1):
            row = {**values, "plan_year": plan_year, "position": position}
            unit.insert(table, row, action=f"agregar {ELEMENTS[table.name].noun}")


def _texts(unit: Unit, plan_year: int) -> dict[str, str]:
    query = select(profile_texts.c.topic, profile_texts.c.text).where(
        _of(profile_texts, unit.actor.entity_id, plan_year)
    )
    return {row.topic: row.text for row in unit.connection.execute(query)}


def _norms_of_the_catalogue() -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in catalog.norms().to_dict("records")]


def _copies(unit: Unit, table: Table, plan_year: int) -> list[dict[str, Any]]:
    """The content of the live rows of an earlier year, in their order."""
    names = [field.name for field in ELEMENTS[table.name].columns] + (["code"] if "code" in table.c else [])
    query = select(*(table.c[name] for name in names)).where(_of(table, unit.actor.entity_id, plan_year))
    return [dict(row) for row in unit.connection.execute(query.order_by(table.c.position, table.c.id)).mappings()]


def _last_change(connection: Connection, entity_id: str, plan_year: int) -> tuple[int, datetime, str]:
    """How many changes the audit keeps of the profile, and when and by whom the last was made."""
    columns = audit_entries.c
    rows = [
        select(table.c.id).where(table.c.entity_id == entity_id, table.c.plan_year == plan_year)
        for table in (metadata.tables[name] for name in PROFILE_TABLES)
    ]
    mine = or_(*(columns.subject_id.in_(query) for query in rows), columns.subject_id == str(plan_year))
    of_profile = (columns.entity_id == entity_id) & columns.subject.in_(PROFILE_TABLES) & mine
    count = connection.execute(select(func.count()).where(of_profile)).scalar_one()
    last = connection.execute(
        select(columns.at, columns.user_name).where(of_profile).order_by(columns.sequence.desc()).limit(1)
    ).one()
    return int(count), last.at, str(last.user_name)
