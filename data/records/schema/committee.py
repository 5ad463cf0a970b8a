"""What closes a trimester and what the committee decides on it (manual, activities 10 and 11)."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from data.records.schema.base import Json, UtcDateTime, identity_columns, metadata, voidable_columns

# One row per closing: reopening marks the row, closing again makes the next number. `dataset_version_id` is the version
# of the warehouse with the values of the cut-off; `figures`, the headline as it was published.
trimester_closures = Table(
    "trimester_closures",
    metadata,
    *identity_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("trimester", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False, default="cerrado"),
    Column("closed_at", UtcDateTime, nullable=False),
    Column("closed_by", Text),
    Column("reopened_at", UtcDateTime),
    Column("reopened_by", Text),
    Column("reopen_reason", Text, nullable=False, default=""),
    Column("dataset_version_id", Text, ForeignKey("dataset_versions.id")),
    Column("figures", Json, nullable=False),
    UniqueConstraint("plan_id", "trimester", "number"),
    CheckConstraint("trimester BETWEEN 1 AND 4", name="trimester"),
    CheckConstraint("state IN ('cerrado', 'reabierto')", name="state"),
)

# «¿Este trimestre coincide con la rendición de cuentas?», answered once per trimester by the committee.
accountability_periods = Table(
    "accountability_periods",
    metadata,
    *identity_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("trimester", Integer, nullable=False),
    Column("is_accountability", Boolean, nullable=False),
    Column("note", Text, nullable=False, default=""),
    UniqueConstraint("plan_id", "trimester"),
    CheckConstraint("trimester BETWEEN 1 AND 4", name="trimester"),
)

committee_decisions = Table(
    "committee_decisions",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("trimester", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("subject_kind", Text, nullable=False, default=""),
    Column("subject_id", Text, nullable=False, default=""),
    Column("responsible_id", Text, ForeignKey("users.id")),
    Column("due_date", Date),
    Column("done_at", UtcDateTime),
    Column("done_note", Text, nullable=False, default=""),
    UniqueConstraint("plan_id", "number"),
    CheckConstraint("kind IN ('decision', 'compromiso')", name="kind"),
    CheckConstraint("trimester BETWEEN 1 AND 4", name="trimester"),
)

# To whom a report was sent, when and which version (the hash of the file that was handed over).
report_dispatches = Table(
    "report_dispatches",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("trimester", Integer, nullable=False),
    Column("document", Text, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("channel", Text, nullable=False, default=""),
    Column("sent_on", Date, nullable=False),
    Column("sha256", Text, nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
    CheckConstraint("trimester BETWEEN 1 AND 4", name="trimester"),
)

# A question of the consulta integral that somebody wants to ask again.
saved_queries = Table(
    "saved_queries",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("filters", Json, nullable=False),
    Column("is_shared", Boolean, nullable=False, default=False),
)
