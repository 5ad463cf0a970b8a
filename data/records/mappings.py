"""The column mappings that an entity remembers: one per shape of headers, versioned and audited."""

from typing import Any

from sqlalchemy import Connection, select

from data.intake.mapping import ColumnMapping, from_json, problems
from data.intake.recall import Remembered
from data.records.database import Database, Row, Unit
from data.records.schema.ledger import audit_entries
from data.records.schema.mappings import column_mappings
from procedure.errors import InvalidValueError
from procedure.roles import Actor, Permission, check

_TABLE = column_mappings


def remembered(database: Database, entity_id: str) -> list[Remembered]:
    """Those that were not forgotten, by name; `by` and `at` say who saved each one last and when."""
    query = select(_TABLE).where(_TABLE.c.entity_id == entity_id, _TABLE.c.voided_at.is_(None)).order_by(_TABLE.c.name)
    with database.read() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
        return [_remembered(connection, row) for row in rows]


def _remembered(connection: Connection, row: Row) -> Remembered:
    """The row with the last person who saved it, which is in its audit trail."""
    last = (
        select(audit_entries.c.user_name, audit_entries.c.at)
        .where(
            audit_entries.c.entity_id == row["entity_id"],
            audit_entries.c.subject == _TABLE.name,
            audit_entries.c.subject_id == row["id"],
        )
        .order_by(audit_entries.c.sequence.desc())
        .limit(1)
    )
    name, at = connection.execute(last).one()
    return Remembered(row["id"], row["version"], from_json(row["mapping"]), name, at)


def remember(database: Database, actor: Actor, mapping: ColumnMapping) -> Row:
    """Keeps the mapping for the next file of its shape, over the one that the shape had, if any.

    Raises NotAllowedError, and InvalidValueError when the mapping could not be used.
    """
    check(actor, Permission.LOAD_DATA)
    values = _values(mapping)
    with database.write(actor) as unit:
        same = _of_shape(unit, mapping.fingerprint)
        if same is None:
            return unit.insert(_TABLE, values, action="recordar emparejamiento")
        if same["mapping"] == values["mapping"]:
            return same
        return unit.update(_TABLE, same["id"], same["version"], values, action="cambiar emparejamiento")


def edit(database: Database, actor: Actor, mapping_id: str, version: int, mapping: ColumnMapping) -> Row:
    """Changes a remembered mapping. Raises NotAllowedError, NotFoundError, StaleVersionError, InvalidValueError."""
    check(actor, Permission.LOAD_DATA)
    values = _values(mapping)
    with database.write(actor) as unit:
        unit.get(_TABLE, mapping_id)
        return unit.update(_TABLE, mapping_id, version, values, action="cambiar emparejamiento")


def forget(database: Database, actor: Actor, mapping_id: str, version: int, *, reason: str) -> Row:
    """No file is recognized by it any more; what was loaded with it stays.

    Raises NotAllowedError, NotFoundError, StaleVersionError, and InvalidValueError without a reason.
    """
    check(actor, Permission.LOAD_DATA)
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se elimina este emparejamiento; queda en la bitácora.", field="reason")
    with database.write(actor) as unit:
        unit.get(_TABLE, mapping_id)
        return unit.void(_TABLE, mapping_id, version, reason=reason.strip(), action="eliminar emparejamiento")


def _values(mapping: ColumnMapping) -> dict[str, Any]:
    wrong = problems(mapping)
    if wrong:
        raise InvalidValueError(" ".join(wrong), field="mapping")
    return {"fingerprint": mapping.fingerprint, "name": mapping.name.strip(), "mapping": mapping.as_json()}


def _of_shape(unit: Unit, fingerprint: str) -> Row | None:
    query = select(_TABLE).where(
        _TABLE.c.entity_id == unit.actor.entity_id, _TABLE.c.fingerprint == fingerprint, _TABLE.c.voided_at.is_(None)
    )
    row = unit.connection.execute(query).mappings().first()
    return None if row is None else dict(row)
