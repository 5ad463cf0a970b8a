"""Entities, accounts, roles and sessions."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from data.records.schema.base import SECRET, Json, UtcDateTime, entity_column, identity_columns, metadata

entities = Table(
    "entities",
    metadata,
    Column("entity_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("department_code", Text, nullable=False),
    Column("is_demonstration", Boolean, nullable=False, default=False),
    Column("settings", Json, nullable=False),
    Column("version", Integer, nullable=False, default=1),
    Column("created_at", UtcDateTime, nullable=False),
)

entity_municipalities = Table(
    "entity_municipalities",
    metadata,
    Column("entity_id", Text, ForeignKey("entities.entity_id"), primary_key=True),
    Column("municipality_code", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

users = Table(
    "users",
    metadata,
    *identity_columns(),
    Column("email", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("job_title", Text, nullable=False, default=""),
    Column("password_hash", Text, nullable=False, info=SECRET),
    Column("is_active", Boolean, nullable=False, default=True),
    UniqueConstraint("entity_id", "email"),
)

user_roles = Table(
    "user_roles",
    metadata,
    entity_column(),
    Column("user_id", Text, ForeignKey("users.id"), primary_key=True),
    Column("role", Text, primary_key=True),
)

user_sessions = Table(
    "user_sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),
    entity_column(),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False, index=True),
    Column("created_at", UtcDateTime, nullable=False),
    Column("last_seen_at", UtcDateTime, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
)

login_attempts = Table(
    "login_attempts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    entity_column(),
    Column("email", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("succeeded", Boolean, nullable=False),
    Index(None, "email", "at"),
    Index(None, "address", "at"),
)

setup_codes = Table(
    "setup_codes",
    metadata,
    Column("code_hash", Text, primary_key=True),
    entity_column(),
    Column("created_at", UtcDateTime, nullable=False),
    Column("used_at", UtcDateTime),
)
