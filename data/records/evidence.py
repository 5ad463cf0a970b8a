"""Evidence of the reports: files kept by their hash, under the data folder; their names are only text."""

import hashlib
import os
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pandas as pd
from sqlalchemy import Connection, select

from data.records import closures, report_rows
from data.records.database import Database, Row, Unit
from data.records.report_rows import ATTACH
from data.records.schema.followup import evidence_files
from data.records.typed_frames import read_frame
from procedure import roles
from procedure.errors import InvalidValueError, NotFoundError, StateError
from procedure.roles import Actor, Permission
from procedure.states import EDITABLE_REPORT_STATES
from procedure.vocabulary import REPORT_STATES

MAX_BYTES = 25 * 1024 * 1024
_ZIP = (b"PK\x03\x04",)


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


ALLOWED_TYPES: dict[str, Callable[[bytes], bool]] = {
    "pdf": _starts(b"%PDF-"),
    "docx": _starts(*_ZIP),
    "xlsx": _starts(*_ZIP),
    "pptx": _starts(*_ZIP),
    "odt": _starts(*_ZIP),
    "ods": _starts(*_ZIP),
    "zip": _starts(*_ZIP),
    "jpg": _starts(b"\xff\xd8\xff"),
    "jpeg": _starts(b"\xff\xd8\xff"),
    "png": _starts(b"\x89PNG\r\n\x1a\n"),
    "csv": _is_text,
    "txt": _is_text,
}

_LISTED = {
    "id": "str",
    "version": "int64",
    "file_name": "str",
    "size": "int64",
    "sha256": "str",
    "created_at": "datetime64[us, UTC]",
    "created_by": "str",
}


def attach(database: Database, actor: Actor, folder: Path, report_id: str, file_name: str, content: bytes) -> Row:
    """The stored row. The file is on disk, whole and synced, before the row exists; the same file again is one row.

    Raises InvalidValueError (type, size, content), NotAllowedError, NotFoundError, and StateError (locked report).
    """
    name = clean_name(file_name)
    check_content(name, content)
    with database.read() as connection:  # nothing is written for whoever may not
        _check_may_attach(report_rows.live_report(connection, actor.entity_id, report_id), actor, connection)
    sha256 = hashlib.sha256(content).hexdigest()
    store(folder, sha256, content)
    with database.write(actor) as unit:
        report = report_rows.live_report(unit.connection, actor.entity_id, report_id)
        _check_may_attach(report, actor, unit.connection)
        return _same_file(unit, report_id, sha256) or _insert(unit, report_id, name, sha256, len(content))


def clean_name(file_name: str) -> str:
    """Only the last part of the name, without control or reserved characters, at most 150 long. It is never a path."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", file_name))[-1]
    visible = "".join(mark for mark in last if unicodedata.category(mark)[0] != "C")
    cleaned = re.sub(r'[<>:"|?*]', "_", visible).strip(" .")
    stem, dot, extension = cleaned.rpartition(".")
    return f"{stem[:140]}{dot}{extension}" if dot else cleaned[:140]


def check_content(name: str, content: bytes) -> None:
    """Raises InvalidValueError unless the file is of an allowed type, by name and by its first bytes, and fits."""
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if extension not in ALLOWED_TYPES:
        allowed = ", ".join(ALLOWED_TYPES)
        raise InvalidValueError(f"«{name}» no es de un tipo admitido ({allowed}). Conviértalo y vuelva.", "file")
    if not content:
        raise InvalidValueError(f"«{name}» está vacío (0 bytes). Revise el archivo original.", "file")
    if len(content) > MAX_BYTES:
        size = f"{len(content) / 2**20:.1f}".replace(".", ",")
        raise InvalidValueError(f"«{name}» pesa {size} MB y caben 25. Comprímalo o divídalo.", "file")
    if not ALLOWED_TYPES[extension](content):
        raise InvalidValueError(
            f"«{name}» dice ser {extension.upper()} pero su contenido no lo es. Ábralo y guárdelo en ese formato.",
            "file",
        )


def _check_may_attach(report: Row, actor: Actor, connection: Connection) -> None:
    report_rows.check_mine(actor, report_rows.subject_of(connection, report))
    closures.check_open(connection, report["plan_id"], report["trimester"])
    if report["state"] not in EDITABLE_REPORT_STATES:
        raise StateError(
            f"El reporte está en «{REPORT_STATES[report['state']]}»: ya no admite cambios en la evidencia. "
            "Pida al Líder de Calidad que lo devuelva o lo reabra."
        )


def stored_path(folder: Path, sha256: str) -> Path:
    return folder / sha256[:2] / sha256


def store(folder: Path, sha256: str, content: bytes) -> None:
    """Writes beside, syncs, and renames into place: a file under its hash is always whole."""
    target = stored_path(folder, sha256)
    if target.exists() and target.stat().st_size == len(content):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{sha256}.{uuid4().hex}.part")
    try:
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Makes the rename itself durable, where folders can be synced (not on Windows)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _same_file(unit: Unit, report_id: str, sha256: str) -> Row | None:
    columns = evidence_files.c
    query = select(evidence_files).where(
        columns.report_id == report_id, columns.sha256 == sha256, columns.voided_at.is_(None)
    )
    row = unit.connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def _insert(unit: Unit, report_id: str, name: str, sha256: str, size: int) -> Row:
    values = {"report_id": report_id, "file_name": name, "sha256": sha256, "size": size}
    row = unit.insert(evidence_files, values, action=ATTACH)
    unit.log(ATTACH, "trimester_reports", report_id, after={"evidence_id": row["id"], "file_name": name})
    return row


def listing(database: Database, entity_id: str, report_id: str) -> pd.DataFrame:
    """id, version, file_name, size (bytes), sha256, created_at (UTC), created_by; oldest first."""
    columns = evidence_files.c
    query = (
        select(evidence_files)
        .where(columns.entity_id == entity_id, columns.report_id == report_id, columns.voided_at.is_(None))
        .order_by(columns.created_at, columns.id)
    )
    with database.read() as connection:
        return read_frame(connection, query, _LISTED)


def open_for(database: Database, actor: Actor, folder: Path, evidence_id: str) -> tuple[Path, str]:
    """Where the file is and the name to offer it with. A responsible opens only that of their own reports.

    Raises NotAllowedError, and NotFoundError when it is not here, was voided, or its file is gone.
    """
    roles.check(actor, Permission.READ)
    with database.read() as connection:
        row = _live(connection, actor.entity_id, evidence_id)
        if not actor.roles - {roles.Role.RESPONSIBLE}:
            report = report_rows.live_report(connection, actor.entity_id, row["report_id"])
            report_rows.check_mine(actor, report_rows.subject_of(connection, report))
    path = stored_path(folder, row["sha256"])
    if not path.is_file() or path.stat().st_size != row["size"]:
        raise NotFoundError(
            f"El archivo «{row['file_name']}» no está completo en el disco. Avise a Administración para restaurarlo."
        )
    return path, row["file_name"]


def void(database: Database, actor: Actor, evidence_id: str, version: int, reason: str) -> Row:
    """Takes the evidence off an open report, with its reason; the file itself is kept.

    Raises InvalidValueError (no reason), NotAllowedError, NotFoundError, StateError and StaleVersionError.
    """
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se retira la evidencia.", "reason")
    with database.write(actor) as unit:
        row = _live(unit.connection, actor.entity_id, evidence_id)
        report = report_rows.live_report(unit.connection, actor.entity_id, row["report_id"])
        _check_may_attach(report, actor, unit.connection)
        return unit.void(evidence_files, evidence_id, version, action="retirar evidencia", reason=reason.strip())


def _live(connection: Connection, entity_id: str, evidence_id: str) -> Row:
    columns = evidence_files.c
    query = select(evidence_files).where(
        columns.id == evidence_id, columns.entity_id == entity_id, columns.voided_at.is_(None)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError("Esa evidencia no existe o fue retirada.")
    return dict(row)
