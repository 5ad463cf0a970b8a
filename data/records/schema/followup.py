"""What is reported each trimester, with its evidence (manual, activity 10)."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Double, ForeignKey, Integer, Table, Text, UniqueConstraint

from data.records.schema.base import UtcDateTime, entity_column, identity_columns, metadata, voidable_columns

trimester_reports = Table(
    "trimester_reports",
    metadata,
    *identity_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", Text, nullable=False, index=True),
    Column("trimester", Integer, nullable=False),
    Column("state", Text, nullable=False, default="borrador"),
    Column("narrative", Text, nullable=False, default=""),
    Column("physical", Double),
    Column("committed", BigInteger),
    Column("obligated", BigInteger),
    Column("submitted_by", Text),
    Column("submitted_at", UtcDateTime),
    Column("reviewed_by", Text),
    Column("reviewed_at", UtcDateTime),
    Column("review_note", Text, nullable=False, default=""),
    UniqueConstraint("plan_id", "subject_kind", "subject_id", "trimester"),
    CheckConstraint("subject_kind IN ('indicador', 'accion')", name="subject_kind"),
    CheckConstraint("trimester BETWEEN 1 AND 4", name="trimester"),
)

report_values = Table(
    "report_values",
    metadata,
    entity_column(),
    Column("report_id", Text, ForeignKey("trimester_reports.id"), primary_key=True),
    Column("slice", Text, primary_key=True),
    Column("value", Double),
)

evidence_files = Table(
    "evidence_files",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("report_id", Text, ForeignKey("trimester_reports.id"), nullable=False, index=True),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
)
