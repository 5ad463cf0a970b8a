"""What proves that a corrective or preventive action was carried out: files kept by their hash, as the evidence is."""

import hashlib
from pathlib import Path

import pandas as pd
from sqlalchemy import Connection, select

from data.records import improvement_rows
from data.records.database import Database, Row, Unit
from data.records.evidence import check_content, clean_name, store, stored_path
from data.records.schema.improvement import improvement_actions, improvement_files
from data.records.typed_frames import read_frame
from procedure import improvement, roles
from procedure.errors import InvalidValueError, NotFoundError, StateError
from procedure.roles import Actor, Permission

_LISTED = {
    "id": "str",
    "version": "int64",
    "improvement_id": "str",
    "file_name": "str",
    "size": "int64",
    "sha256": "str",
    "created_at": "datetime64[us, UTC]",
    "created_by": "str",
}


def attach(database: Database, actor: Actor, folder: Path, action_id: str, file_name: str, content: bytes) -> Row:
    """The stored row; the file is on disk, whole, before it exists, and the same file again is one row.

    Raises InvalidValueError (type, size, content), NotAllowedError, NotFoundError and StateError (it was verified).
    """
    name = clean_name(file_name)
    check_content(name, content)
    with database.read() as connection:  # nothing is written for whoever may not
        _check_may_attach(connection, actor, action_id)
    sha256 = hashlib.sha256(content).hexdigest()
    store(folder, sha256, content)
    with database.write(actor) as unit:
        _check_may_attach(unit.connection, actor, action_id)
        values = {"improvement_id": action_id, "file_name": name, "sha256": sha256, "size": len(content)}
        return _same_file(unit, action_id, sha256) or _insert(unit, values)


def void(database: Database, actor: Actor, file_id: str, version: int, reason: str) -> Row:
    """Takes a file off an action that is not verified, with its reason; the file itself is kept. Raises as `attach`."""
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se retira el soporte.", "reason")
    with database.write(actor) as unit:
        row = _live(unit.connection, actor.entity_id, file_id)
        _check_may_attach(unit.connection, actor, row["improvement_id"])
        return unit.void(improvement_files, file_id, version, action="retirar soporte", reason=reason.strip()[:300])


def listing(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """The files of every action of the plan, oldest first: id, version, improvement_id, file_name, size, created_at."""
    files = improvement_files.c
    query = (
        select(improvement_files)
        .join(improvement_actions, improvement_actions.c.id == files.improvement_id)
        .where(files.entity_id == entity_id, improvement_actions.c.plan_id == plan_id, files.voided_at.is_(None))
        .order_by(files.created_at, files.id)
    )
    with database.read() as connection:
        return read_frame(connection, query, _LISTED)


def open_for(database: Database, actor: Actor, folder: Path, file_id: str) -> tuple[Path, str]:
    """Where the file is and the name to offer it with. A responsible opens only those of their own actions.

    Raises NotAllowedError, and NotFoundError when it is not here, was withdrawn, or its file is gone.
    """
    roles.check(actor, Permission.READ)
    with database.read() as connection:
        row = _live(connection, actor.entity_id, file_id)
        if not actor.roles - {roles.Role.RESPONSIBLE}:
            action = improvement_rows.live(connection, actor.entity_id, row["improvement_id"])
            improvement_rows.check_mine(actor, action)
    path = stored_path(folder, row["sha256"])
    if not path.is_file() or path.stat().st_size != row["size"]:
        raise NotFoundError(
            f"El archivo «{row['file_name']}» no está completo en el disco. Avise a Administración para restaurarlo."
        )
    return path, row["file_name"]


def _check_may_attach(connection: Connection, actor: Actor, action_id: str) -> None:
    action = improvement_rows.live(connection, actor.entity_id, action_id)
    improvement_rows.check_mine(actor, action)
    if action["state"] not in improvement.UNVERIFIED:
        raise StateError("La acción ya fue verificada: sus soportes no cambian.")


def _same_file(unit: Unit, action_id: str, sha256: str) -> Row | None:
    columns = improvement_files.c
    query = select(improvement_files).where(
        columns.improvement_id == action_id, columns.sha256 == sha256, columns.voided_at.is_(None)
    )
    row = unit.connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def _insert(unit: Unit, values: dict[str, object]) -> Row:
    row = unit.insert(improvement_files, values, action=improvement_rows.ATTACH)
    after = {"file_id": row["id"], "file_name": row["file_name"]}
    unit.log(improvement_rows.ATTACH, "improvement_actions", row["improvement_id"], after=after)
    return row


def _live(connection: Connection, entity_id: str, file_id: str) -> Row:
    columns = improvement_files.c
    query = select(improvement_files).where(
        columns.id == file_id, columns.entity_id == entity_id, columns.voided_at.is_(None)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError("Ese soporte no existe o fue retirado.")
    return dict(row)
