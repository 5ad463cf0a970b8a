"""Opportunities for improvement, their factors and the scores that order them (manual, activity 2)."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, Text, UniqueConstraint

from data.records.schema.base import Json, UtcDateTime, entity_column, identity_columns, metadata, voidable_columns

opportunities = Table(
    "opportunities",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_year", Integer, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("component_code", Text, nullable=False, default=""),
    Column("evidence", Json, nullable=False),
    Column("position", Integer, nullable=False, default=0),
)

factors = Table(
    "factors",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_year", Integer, nullable=False, index=True),
    Column("opportunity_id", Text, ForeignKey("opportunities.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("tie_note", Text, nullable=False, default=""),
    Column("discussion", Text, nullable=False, default=""),
    Column("position", Integer, nullable=False, default=0),
    CheckConstraint("origin IN ('interno', 'externo')", name="origin"),
)

factor_scores = Table(
    "factor_scores",
    metadata,
    *identity_columns(),
    Column("factor_id", Text, ForeignKey("factors.id"), nullable=False, index=True),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    Column("round_number", Integer, nullable=False, default=1),
    Column("trend", Integer, CheckConstraint("trend BETWEEN 1 AND 5", name="trend"), nullable=False),
    Column("urgency", Integer, CheckConstraint("urgency BETWEEN 1 AND 5", name="urgency"), nullable=False),
    Column("impact", Integer, CheckConstraint("impact BETWEEN 1 AND 5", name="impact"), nullable=False),
    UniqueConstraint("factor_id", "user_id", "round_number"),
)

# One scoring of a year: while it is open nobody sees the scores of others; closed, nobody scores. A later round starts
# blank and the earlier ones stay as they were.
voting_rounds = Table(
    "voting_rounds",
    metadata,
    *identity_columns(),
    Column("plan_year", Integer, nullable=False),
    Column("number", Integer, nullable=False, default=1),
    Column("state", Text, nullable=False, default="abierta"),
    Column("closed_at", UtcDateTime),
    Column("closed_by", Text),
    Column("note", Text, nullable=False, default=""),
    UniqueConstraint("entity_id", "plan_year", "number"),
    CheckConstraint("state IN ('abierta', 'cerrada')", name="state"),
)

factor_objectives = Table(
    "factor_objectives",
    metadata,
    entity_column(),
    Column("factor_id", Text, ForeignKey("factors.id"), primary_key=True),
    Column("objective_id", Text, ForeignKey("objectives.id"), primary_key=True),
)
