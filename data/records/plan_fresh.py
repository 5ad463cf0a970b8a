"""A plan kept in memory and brought up to date from the audit: after an edit only the tables it touched are read."""

from collections.abc import Set
from dataclasses import dataclass

from sqlalchemy import Connection, select

from data.records import audit, plan_frames
from data.records.database import Database
from data.records.plan_frames import PlanFrames
from data.records.schema.ledger import audit_entries

_MOST = 400  # entries since then; past these, reading the plan again costs less than asking what changed


@dataclass(frozen=True)
class Kept:
    """The frames as they were when the audit chain was at `position`, whose last entry had that `hash`."""

    frames: PlanFrames
    position: int
    hash: str


def current(database: Database, entity_id: str, plan_id: str, kept: Kept | None = None) -> Kept:
    """The plan of this moment, in one consistent view; what did not change since `kept` is shared with it.

    Raises NotFoundError. The chain says what changed because every write to a plan leaves its entry, whose subject is
    the table. A chain that is not the continuation of the one that was kept (a copy was restored) starts it over.
    """
    with database.read() as connection:
        position, last = audit.head(connection, entity_id)
        if kept is not None and (position, last) == (kept.position, kept.hash):
            return kept
        changed = None if kept is None else _changed(connection, entity_id, kept, position)
        known = kept.frames if kept is not None and changed is not None else None
        found = plan_frames.read(connection, entity_id, plan_id, known, changed or frozenset())
    return Kept(found, position, last)


def _changed(connection: Connection, entity_id: str, kept: Kept, position: int) -> Set[str] | None:
    """The tables written since; None when the only safe answer is to read it all."""
    if not 0 < kept.position <= position or position - kept.position > _MOST:
        return None
    columns = audit_entries.c
    query = select(columns.sequence, columns.hash, columns.subject).where(
        columns.entity_id == entity_id, columns.sequence >= kept.position
    )
    entries = connection.execute(query).all()
    same = any(one.sequence == kept.position and one.hash == kept.hash for one in entries)
    return frozenset(one.subject for one in entries if one.sequence > kept.position) if same else None
