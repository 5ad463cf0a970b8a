"""The append-only audit chain and the keys that make a repeated request one record."""

from sqlalchemy import Column, ForeignKey, Integer, Table, Text

from data.records.schema.base import Json, UtcDateTime, metadata

audit_entries = Table(
    "audit_entries",
    metadata,
    Column("entity_id", Text, ForeignKey("entities.entity_id"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("user_id", Text),
    Column("user_name", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("subject_id", Text, nullable=False, index=True),
    Column("before", Json),
    Column("after", Json),
    Column("reason", Text, nullable=False, default=""),
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("entity_id", Text, ForeignKey("entities.entity_id"), primary_key=True),
    Column("sequence", Integer, nullable=False),
    Column("hash", Text, nullable=False),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("entity_id", Text, ForeignKey("entities.entity_id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("user_id", Text),
    Column("at", UtcDateTime, nullable=False),
    Column("result", Json),
)
