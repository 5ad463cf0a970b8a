"""The characterization and profile of the territory, year by year (manual, activity 1)."""

from sqlalchemy import Boolean, CheckConstraint, Column, Integer, Table, Text, UniqueConstraint

from data.records.schema.base import identity_columns, metadata, voidable_columns

profiles = Table(
    "profiles",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_year", Integer, nullable=False),
    Column("copied_from", Integer),
    Column("decision", Text),
    Column("decision_reason", Text, nullable=False, default=""),
    CheckConstraint("decision IN ('nuevo', 'ajuste', 'continuidad')", name="decision"),
    CheckConstraint("decision IS NULL OR decision_reason <> ''", name="decision_reason"),
    UniqueConstraint("entity_id", "plan_year"),
)

profile_texts = Table(
    "profile_texts",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_year", Integer, nullable=False),
    Column("topic", Text, nullable=False),
    Column("text", Text, nullable=False, default=""),
    UniqueConstraint("entity_id", "plan_year", "topic"),
)

profile_swot = Table(
    "profile_swot",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_year", Integer, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("position", Integer, nullable=False, default=0),
    CheckConstraint("kind IN ('debilidad', 'oportunidad', 'fortaleza', 'amenaza')", name="kind"),
)

profile_norms = Table(
    "profile_norms",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_year", Integer, nullable=False, index=True),
    Column("code", Text, nullable=False, default=""),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("subject", Text, nullable=False, default=""),
    Column("applies", Boolean, nullable=False, default=True),
    Column("not_applicable_reason", Text, nullable=False, default=""),
    Column("position", Integer, nullable=False, default=0),
)
