"""The territorial entity that the installation serves, and its municipalities as the official list had them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from data import catalog
from data.records import audit
from data.records.database import Database
from data.records.schema.identity import entities, entity_municipalities, users
from data.settings import Settings
from procedure import inclusion_scale
from procedure.errors import InvalidValueError, NotFoundError
from procedure.roles import Actor

DEFAULT_SETTINGS: dict[str, Any] = {"low": 70, "high": 90}


def get(database: Database, entity_id: str) -> dict[str, Any]:
    """entity_id, name, department_code, is_demonstration, settings, version, created_at. Raises NotFoundError."""
    with database.read() as connection:
        row = connection.execute(select(entities).where(entities.c.entity_id == entity_id)).mappings().first()
    if row is None:
        raise NotFoundError(f"La entidad {entity_id} no está en esta instalación.")
    return dict(row)


def levels(database: Database, entity_id: str) -> dict[str, dict[str, float]]:
    """Kind of a source of intake → the scale of its answers in this entity. Raises InvalidValueError, NotFoundError."""
    return {"inclusion_index": inclusion_scale.scale(get(database, entity_id)["settings"])}


def municipalities(database: Database, entity_id: str) -> pd.DataFrame:
    """Columns code and name, in the alphabetical order of the names."""
    query = (
        select(entity_municipalities.c.municipality_code.label("code"), entity_municipalities.c.name)
        .where(entity_municipalities.c.entity_id == entity_id)
        .order_by(entity_municipalities.c.name)
    )
    with database.read() as connection:
        rows = connection.execute(query).all()
    return pd.DataFrame(rows, columns=["code", "name"], dtype="str")


def ensure(database: Database, entity_id: str) -> None:
    """Stores the entity of the catalog and its municipalities unless they are there. Raises InvalidValueError."""
    with database.read() as connection:
        if _exists(connection, entity_id):
            return
    try:
        with database.engine.begin() as connection:
            if not _exists(connection, entity_id):
                _insert(connection, entity_id)
    except IntegrityError:  # another process stored it between the question and the answer
        get(database, entity_id)


def _exists(connection: Connection, entity_id: str) -> bool:
    return connection.execute(select(entities.c.entity_id).where(entities.c.entity_id == entity_id)).first() is not None


def _insert(connection: Connection, entity_id: str) -> None:
    listed = catalog.entities()
    found = listed[listed["entity_id"] == entity_id]
    if found.empty:
        raise InvalidValueError(
            f"No hay una entidad territorial certificada con el código «{entity_id}». Use el código del departamento "
            "(47: Magdalena) o el del municipio certificado (47001: Santa Marta).",
            field="entity_id",
        )
    entity = found.iloc[0]
    connection.execute(
        insert(entities).values(
            entity_id=entity_id,
            name=entity["name"],
            department_code=entity["department_code"],
            is_demonstration=False,
            settings=DEFAULT_SETTINGS,
            version=1,
            created_at=datetime.now(UTC),
        )
    )
    everyone = catalog.municipalities()
    own = everyone[everyone["entity_id"] == entity_id]
    rows = [
        {"entity_id": entity_id, "municipality_code": code, "name": name}
        for code, name in zip(own["code"], own["name"], strict=True)
    ]
    connection.execute(insert(entity_municipalities), rows)
    audit.begin(connection, entity_id)


def mark_demonstration(database: Database, actor: Actor) -> None:
    """From here on every page says that the figures are invented. There is no way back in the same data folder."""
    with database.write(actor) as unit:
        before = unit.connection.execute(select(entities).where(entities.c.entity_id == actor.entity_id)).mappings()
        row = dict(before.one())
        statement = update(entities).where(entities.c.entity_id == actor.entity_id)
        unit.connection.execute(statement.values(is_demonstration=True, version=row["version"] + 1))
        after = {**row, "is_demonstration": True, "version": row["version"] + 1}
        unit.log("marcar demostración", "entities", actor.entity_id, before=row, after=after)


def served(database: Database, settings: Settings) -> Settings:
    """The settings with the entity this installation serves: the one in `PAM_ENTITY`, or the one chosen at first start.

    The chosen entity is the one that has accounts; with none yet, the default of the settings stands.
    """
    if settings.entity_given:
        return settings
    with database.read() as connection:
        first = connection.execute(select(users.c.entity_id).order_by(users.c.created_at).limit(1)).first()
    return settings if first is None else replace(settings, entity_id=first.entity_id)
