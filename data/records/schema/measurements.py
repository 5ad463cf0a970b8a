"""What the warehouse serves: dataset versions, generations, the pointer to the current one; chosen baselines."""

from sqlalchemy import BigInteger, Column, Date, Double, ForeignKey, Integer, Table, Text, UniqueConstraint

from data.records.schema.base import Json, UtcDateTime, entity_column, identity_columns, metadata

dataset_versions = Table(
    "dataset_versions",
    metadata,
    *identity_columns(),
    Column("dataset", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("size", BigInteger, nullable=False),
    Column("sheet", Text),
    Column("source", Text, nullable=False),
    Column("license", Text, nullable=False, default=""),
    Column("cutoff", Date),
    Column("rows_new", Integer, nullable=False),
    Column("rows_changed", Integer, nullable=False),
    Column("rows_equal", Integer, nullable=False),
    Column("rows_rejected", Integer, nullable=False),
    Column("rows_outside", Integer, nullable=False),
    Column("findings", Json, nullable=False),
    Column("confirmations", Json, nullable=False),
    Column("withdrawn_at", UtcDateTime),
    Column("withdrawn_by", Text),
    Column("withdrawn_reason", Text),
    UniqueConstraint("entity_id", "dataset", "number"),
)

warehouse_generations = Table(
    "warehouse_generations",
    metadata,
    Column("id", Text, primary_key=True),
    entity_column(),
    Column("number", Integer, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("manifest", Json, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    UniqueConstraint("entity_id", "number"),
)

warehouse_pointer = Table(
    "warehouse_pointer",
    metadata,
    Column("entity_id", Text, ForeignKey("entities.entity_id"), primary_key=True),
    Column("generation_id", Text, ForeignKey("warehouse_generations.id"), nullable=False),
)

baseline_choices = Table(
    "baseline_choices",
    metadata,
    *identity_columns(),
    Column("plan_year", Integer, nullable=False),
    Column("indicator_code", Text, nullable=False),
    Column("slice", Text, nullable=False),
    Column("municipality_code", Text, nullable=False, default=""),
    Column("year", Integer, nullable=False),
    Column("statistic", Text, nullable=False),
    Column("value", Double, nullable=False),
    Column("unit", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("dataset_version_id", Text, ForeignKey("dataset_versions.id")),
    Column("frozen_at", UtcDateTime),
    Column("frozen_by", Text),
    Column("note", Text, nullable=False, default=""),
    UniqueConstraint("entity_id", "plan_year", "indicator_code", "slice", "municipality_code"),
)
