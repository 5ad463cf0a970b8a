"""Corrective and preventive actions (N01.02, N01.03) and the files that prove them (manual, section 5)."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from data.records.schema.base import Json, UtcDateTime, identity_columns, metadata, voidable_columns

# `deviation` is what was known when it was opened (figures and their explanation); `whys`, the chain of the 5 porqués.
# `previous_id`: the one that was not effective and that this one takes up again.
improvement_actions = Table(
    "improvement_actions",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("trimester", Integer, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False, index=True),
    Column("slice", Text, nullable=False, default="total"),
    Column("deviation", Json, nullable=False),
    Column("state", Text, nullable=False, default="abierta"),
    Column("correction", Text, nullable=False, default=""),
    Column("whys", Json, nullable=False, default=list),
    Column("cause", Text, nullable=False, default=""),
    Column("treatment", Text, nullable=False, default=""),
    Column("responsible_id", Text, ForeignKey("users.id")),
    Column("due_date", Date),
    Column("done_note", Text, nullable=False, default=""),
    Column("done_at", UtcDateTime),
    Column("done_by", Text),
    Column("verification_trimester", Integer),
    Column("verification_note", Text, nullable=False, default=""),
    Column("verified_at", UtcDateTime),
    Column("verified_by", Text),
    Column("previous_id", Text, ForeignKey("improvement_actions.id")),
    UniqueConstraint("plan_id", "number"),
    CheckConstraint("kind IN ('correctiva', 'preventiva')", name="kind"),
    CheckConstraint("subject_kind IN ('indicador', 'accion')", name="subject_kind"),
    CheckConstraint("trimester BETWEEN 1 AND 4", name="trimester"),
    CheckConstraint("state IN ('abierta', 'en_ejecucion', 'ejecutada', 'eficaz', 'no_eficaz')", name="state"),
)

improvement_files = Table(
    "improvement_files",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("improvement_id", Text, ForeignKey("improvement_actions.id"), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
)
