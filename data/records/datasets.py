"""The versions of each dataset: what was loaded, from which file, by whom, and what was withdrawn."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import func, select

from data.records import generations
from data.records.database import Database, Row, Unit
from data.records.schema.identity import users
from data.records.schema.measurements import dataset_versions
from procedure.errors import NotFoundError

COMMAND_LINE = "Línea de órdenes"
CLOSED_CUTOFF = "corte_cerrado"
"""The kind of the versions that closing a trimester publishes; the others come from files."""
_COUNTS = ["rows_new", "rows_changed", "rows_equal", "rows_rejected", "rows_outside"]
HISTORY_COLUMNS = [
    "id",
    "version",
    "dataset",
    "number",
    "kind",
    "file_name",
    "sha256",
    "size",
    "sheet",
    "source",
    "license",
    "cutoff",
    *_COUNTS,
    "findings",
    "confirmations",
    "created_at",
    "created_by",
    "withdrawn_at",
    "withdrawn_by",
    "withdrawn_reason",
]


def register(unit: Unit, values: Mapping[str, Any], *, note: str = "") -> Row:
    """Stores the next version of a dataset, audited; `values` are the columns of `dataset_versions` except number."""
    query = select(func.max(dataset_versions.c.number)).where(
        dataset_versions.c.entity_id == unit.actor.entity_id, dataset_versions.c.dataset == values["dataset"]
    )
    last = unit.connection.execute(query).scalar_one_or_none() or 0
    row = {**values, "number": last + 1}
    return unit.insert(dataset_versions, row, action="aceptar versión de datos", reason=note)


def withdraw(unit: Unit, row: Row, reason: str) -> Row:
    changes = {
        "withdrawn_at": unit.now,
        "withdrawn_by": unit.actor.user_id or unit.actor.name,
        "withdrawn_reason": reason,
    }
    return unit.update(
        dataset_versions, row["id"], row["version"], changes, action="retirar versión de datos", reason=reason
    )


def reinstate(unit: Unit, row: Row, reason: str) -> Row:
    changes = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": None}
    return unit.update(
        dataset_versions, row["id"], row["version"], changes, action="reponer versión de datos", reason=reason
    )


def get(database: Database, entity_id: str, version_id: str) -> Row:
    """One version, withdrawn or not. Raises NotFoundError."""
    query = select(dataset_versions).where(
        dataset_versions.c.entity_id == entity_id, dataset_versions.c.id == version_id
    )
    with database.read() as connection:
        row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError("Esa versión de datos no existe. Vuelva a abrir la historia de cargas.")
    return dict(row)


def find_by_sha(database: Database, entity_id: str, sha256: str, kind: str) -> Row | None:
    """The newest version of the same bytes read as the same kind that was not withdrawn, if any."""
    query = (
        select(dataset_versions)
        .where(
            dataset_versions.c.entity_id == entity_id,
            dataset_versions.c.sha256 == sha256,
            dataset_versions.c.kind == kind,
            dataset_versions.c.withdrawn_at.is_(None),
        )
        .order_by(dataset_versions.c.number.desc())
    )
    with database.read() as connection:
        row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def history(database: Database, entity_id: str) -> pd.DataFrame:
    """Every version, newest first: HISTORY_COLUMNS and `serving` (whether the warehouse carries it now).

    `created_by` and `withdrawn_by` are names; `findings` and `confirmations` are lists of dictionaries.
    """
    query = (
        select(dataset_versions)
        .where(dataset_versions.c.entity_id == entity_id)
        .order_by(dataset_versions.c.created_at.desc(), dataset_versions.c.number.desc())
    )
    with database.read() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
        named = select(users.c.id, users.c.name).where(users.c.entity_id == entity_id)
        names = {row.id: row.name for row in connection.execute(named)}
    serving = served_versions(database, entity_id)
    for row in rows:
        row["created_by"] = names.get(row["created_by"], COMMAND_LINE)
        row["withdrawn_by"] = names.get(row["withdrawn_by"], row["withdrawn_by"])
        row["serving"] = row["id"] in serving
    return pd.DataFrame(rows, columns=[*HISTORY_COLUMNS, "serving"])


def current_manifest(database: Database, entity_id: str) -> list[dict[str, Any]]:
    """The layers of the generation that serves, oldest first (see data.warehouse.manifest.Layer); [] before any."""
    generation = generations.current(database, entity_id)
    return [] if generation is None else list(generation["manifest"])


def served_versions(database: Database, entity_id: str) -> set[str]:
    return {entry["version_id"] for entry in current_manifest(database, entity_id)}
