"""The audit chain: each entry carries the hash of the one before it (RELIABILITY.md)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from data.records.errors import AuditBrokenError
from data.records.schema.ledger import audit_entries, audit_heads
from procedure.roles import Actor

GENESIS = "0" * 64


def plain(value: Any) -> Any:
    """The JSON form of a stored value: dates and moments as ISO text, the rest as it is."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def plain_row(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    return None if row is None else {key: plain(value) for key, value in row.items()}


def entry_hash(entry: Mapping[str, Any]) -> str:
    """SHA-256 over every column of the entry except the hash itself, as canonical JSON."""
    content = {key: plain(value) for key, value in entry.items() if key != "hash"}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def append(
    connection: Connection,
    actor: Actor,
    *,
    at: datetime,
    action: str,
    subject: str,
    subject_id: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Adds one entry to the entity's chain, whose head this transaction locked. `before` and `after` must be JSON."""
    sequence, previous = lock(connection, actor.entity_id)
    entry = {
        "entity_id": actor.entity_id,
        "sequence": sequence + 1,
        "at": at,
        "user_id": actor.user_id,
        "user_name": actor.name,
        "action": action,
        "subject": subject,
        "subject_id": subject_id,
        "before": plain_row(before),
        "after": plain_row(after),
        "reason": reason,
        "previous_hash": previous,
    }
    entry["hash"] = entry_hash(entry)
    connection.execute(insert(audit_entries).values(**entry))
    connection.execute(
        update(audit_heads)
        .where(audit_heads.c.entity_id == actor.entity_id)
        .values(sequence=sequence + 1, hash=entry["hash"])
    )


def begin(connection: Connection, entity_id: str) -> None:
    """Starts the chain of a new entity."""
    connection.execute(insert(audit_heads).values(entity_id=entity_id, sequence=0, hash=GENESIS))


def lock(connection: Connection, entity_id: str) -> tuple[int, str]:
    """Sequence and hash of the last entry, held until the transaction ends: writers of one entity take turns."""
    query = select(audit_heads.c.sequence, audit_heads.c.hash).where(audit_heads.c.entity_id == entity_id)
    head = connection.execute(query.with_for_update()).first()
    if head is None:
        raise AuditBrokenError("Falta la cabecera de la bitácora de la entidad. Restaure la última copia.")
    return head.sequence, head.hash


def position(connection: Connection, entity_id: str) -> int:
    """How many entries the chain has: it grows with every change, so it is the key of anything computed from them."""
    query = select(audit_heads.c.sequence).where(audit_heads.c.entity_id == entity_id)
    return connection.execute(query).scalar_one_or_none() or 0


def head(connection: Connection, entity_id: str) -> tuple[int, str]:
    """Position and hash of the last entry; 0 and the first link for an entity without a chain."""
    query = select(audit_heads.c.sequence, audit_heads.c.hash).where(audit_heads.c.entity_id == entity_id)
    found = connection.execute(query).first()
    return (found.sequence, found.hash) if found is not None else (0, GENESIS)


def fields_changed(connection: Connection, entity_id: str, row_id: str, version: int) -> set[str]:
    """The fields of a row, its ties included, that changed since it had that version; empty when the chain cannot say.

    A tie has an entry of its own, after that of the row whose version it moved.
    """
    columns = audit_entries.c
    query = select(columns.before, columns.after).where(columns.entity_id == entity_id, columns.subject_id == row_id)
    changed: set[str] = set()
    later = False
    for entry in connection.execute(query.order_by(columns.sequence)):
        before, after = entry.before or {}, entry.after or {}
        later = later or after.get("version", 0) > version
        if later:
            changed |= {name for name, value in after.items() if before.get(name) != value}
    return changed - {"version"}


def verify(connection: Connection, entity_id: str) -> int:
    """Number of entries in the chain; raises AuditBrokenError at the first that does not follow."""
    previous, count = GENESIS, 0
    query = select(audit_entries).where(audit_entries.c.entity_id == entity_id).order_by(audit_entries.c.sequence)
    for row in connection.execute(query).mappings():
        entry = dict(row)
        count += 1
        if entry["sequence"] != count or entry["previous_hash"] != previous or entry["hash"] != entry_hash(entry):
            raise AuditBrokenError(
                f"La bitácora no es íntegra en el registro {count}. No siga trabajando: restaure la última copia."
            )
        previous = entry["hash"]
    query_head = select(audit_heads.c.sequence, audit_heads.c.hash).where(audit_heads.c.entity_id == entity_id)
    head = connection.execute(query_head).first()
    if head is None or (head.sequence, head.hash) != (count, previous):
        raise AuditBrokenError("A la bitácora le faltan registros al final. Restaure la última copia.")
    return count
