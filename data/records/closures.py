"""The closings of each trimester: which are closed now, and what was published of them."""

import pandas as pd
from sqlalchemy import Connection, select

from data.records.database import Database, Row
from data.records.schema.committee import trimester_closures
from data.records.typed_frames import read_frame
from procedure.errors import StateError

CLOSED, REOPENED = "cerrado", "reabierto"
_LISTED = {
    "id": "str",
    "version": "int64",
    "trimester": "int64",
    "number": "int64",
    "state": "str",
    "closed_at": "datetime64[us, UTC]",
    "closed_by": "str",
    "reopened_at": "datetime64[us, UTC]",
    "reopened_by": "str",
    "reopen_reason": "str",
    "dataset_version_id": "str",
    "figures": "object",
}


def last(connection: Connection, plan_id: str, trimester: int) -> Row | None:
    """The last closing of a trimester, reopened or not; None before the first."""
    columns = trimester_closures.c
    query = select(trimester_closures).where(columns.plan_id == plan_id, columns.trimester == trimester)
    row = connection.execute(query.order_by(columns.number.desc())).mappings().first()
    return None if row is None else dict(row)


def is_closed(connection: Connection, plan_id: str, trimester: int) -> bool:
    found = last(connection, plan_id, trimester)
    return found is not None and found["state"] == CLOSED


def check_open(connection: Connection, plan_id: str, trimester: int) -> None:
    """Raises StateError when the trimester is closed: nothing of it changes until it is reopened."""
    if is_closed(connection, plan_id, trimester):
        raise StateError(
            f"El trimestre {trimester} está cerrado y sus cifras no cambian. "
            "Pida al Líder de Calidad que lo reabra, con su motivo, en «Cierre del trimestre»."
        )


def listing(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """Every closing of the plan, the first first: trimester, number, state and the rest of the columns."""
    columns = trimester_closures.c
    query = select(trimester_closures).where(columns.entity_id == entity_id, columns.plan_id == plan_id)
    with database.read() as connection:
        return read_frame(connection, query.order_by(columns.trimester, columns.number), _LISTED)


def published(database: Database, entity_id: str, plan_id: str) -> dict[int, str]:
    """Trimester → version of the warehouse with its values, of those that are closed now."""
    found = listing(database, entity_id, plan_id)
    own = found[(found["state"] == CLOSED) & (found["dataset_version_id"] != "")].dropna(subset=["dataset_version_id"])
    return {
        int(trimester): str(version)
        for trimester, version in zip(own["trimester"], own["dataset_version_id"], strict=True)
    }
