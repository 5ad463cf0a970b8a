"""How the columns of files that no known source describes were matched, remembered by the shape of their headers."""

from sqlalchemy import Column, Table, Text

from data.records.schema.base import Json, identity_columns, metadata, voidable_columns

column_mappings = Table(
    "column_mappings",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("fingerprint", Text, nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("mapping", Json, nullable=False),
)
