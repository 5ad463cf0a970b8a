"""Which generation of the warehouse serves: the pointer, moved only from the generation one has seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from data.records.database import Database, Row, Unit
from data.records.schema.base import new_id
from data.records.schema.measurements import dataset_versions, warehouse_generations, warehouse_pointer


class PointerMovedError(Exception):
    """Another process published first: the generation is built again over the one it left. Never shown."""


def current_id(database: Database, entity_id: str) -> str | None:
    """The id of the generation that serves, None before the first import. One look-up by key."""
    query = select(warehouse_pointer.c.generation_id).where(warehouse_pointer.c.entity_id == entity_id)
    with database.read() as connection:
        return connection.execute(query).scalar_one_or_none()


def current(database: Database, entity_id: str) -> Row | None:
    """The row of `warehouse_generations` that serves, None before the first import."""
    query = (
        select(warehouse_generations)
        .join(warehouse_pointer, warehouse_pointer.c.generation_id == warehouse_generations.c.id)
        .where(warehouse_pointer.c.entity_id == entity_id)
    )
    with database.read() as connection:
        row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def publish(unit: Unit, base_id: str | None, values: dict[str, Any]) -> str:
    """Registers a generation (number, file_name, sha256, manifest) and makes it the one that serves; answers its id.

    Raises PointerMovedError unless `base_id` is still the generation that serves; a twin first import, or one that
    took the same number, fails with IntegrityError.
    """
    generation_id = new_id()
    entity_id = unit.actor.entity_id
    row = {"id": generation_id, "entity_id": entity_id, "created_at": unit.now, **values}
    unit.connection.execute(insert(warehouse_generations).values(**row))
    _move_pointer(unit.connection, entity_id, base_id, generation_id)
    return generation_id


def _move_pointer(connection: Connection, entity_id: str, base_id: str | None, generation_id: str) -> None:
    if base_id is None:
        connection.execute(insert(warehouse_pointer).values(entity_id=entity_id, generation_id=generation_id))
        return
    statement = update(warehouse_pointer).where(
        warehouse_pointer.c.entity_id == entity_id, warehouse_pointer.c.generation_id == base_id
    )
    if connection.execute(statement.values(generation_id=generation_id)).rowcount != 1:
        raise PointerMovedError(entity_id)


def last_entry(database: Database, entity_id: str, version_id: str) -> dict[str, Any] | None:
    """The manifest entry of a version in the newest generation that carried it, None when none ever did."""
    query = (
        select(warehouse_generations.c.manifest)
        .where(warehouse_generations.c.entity_id == entity_id)
        .order_by(warehouse_generations.c.number.desc())
    )
    with database.read() as connection:
        for manifest in connection.execute(query).scalars():
            for entry in manifest:
                if entry["version_id"] == version_id:
                    return dict(entry)
    return None


def manifest_of(database: Database, entity_id: str, number: int) -> list[dict[str, Any]]:
    """The manifest that the generation of that number was published with; [] when there was none."""
    query = select(warehouse_generations.c.manifest).where(
        warehouse_generations.c.entity_id == entity_id, warehouse_generations.c.number == number
    )
    with database.read() as connection:
        return list(connection.execute(query).scalar_one_or_none() or [])


def manifest_at(database: Database, entity_id: str, moment: datetime) -> list[dict[str, Any]]:
    """The manifest of the generation that served at that moment; [] before the first one."""
    query = (
        select(warehouse_generations.c.manifest)
        .where(warehouse_generations.c.entity_id == entity_id, warehouse_generations.c.created_at <= moment)
        .order_by(warehouse_generations.c.number.desc())
        .limit(1)
    )
    with database.read() as connection:
        return list(connection.execute(query).scalar_one_or_none() or [])


def referenced(database: Database) -> tuple[set[str], set[str]]:
    """What the records need of the warehouse's folder, of every entity: file names that serve, ids of versions."""
    files = select(warehouse_generations.c.file_name).join(
        warehouse_pointer, warehouse_pointer.c.generation_id == warehouse_generations.c.id
    )
    with database.read() as connection:
        return (
            set(connection.execute(files).scalars()),
            set(connection.execute(select(dataset_versions.c.id)).scalars()),
        )
