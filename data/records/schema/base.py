"""The one MetaData, and the columns and types that every table of the records shares."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import JSON, Column, DateTime, ForeignKey, Integer, MetaData, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment, stored without its zone so that SQLite and PostgreSQL compare alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.replace(tzinfo=UTC)


Json = JSON(none_as_null=True)
SECRET = {"secret": True}  # of a column: its content never reaches the audit trail


def new_id() -> str:
    return uuid4().hex


def entity_column() -> Column[Any]:
    return Column("entity_id", Text, ForeignKey("entities.entity_id"), nullable=False, index=True)


def identity_columns() -> list[Column[Any]]:
    """`id`, `entity_id`, the optimistic `version`, and who made the row and when."""
    return [
        Column("id", Text, primary_key=True, default=new_id),
        entity_column(),
        Column("version", Integer, nullable=False, default=1),
        Column("created_at", UtcDateTime, nullable=False),
        Column("created_by", Text),
    ]


def voidable_columns() -> list[Column[Any]]:
    """Nothing is deleted: a row is voided, with a moment and a reason."""
    return [Column("voided_at", UtcDateTime), Column("void_reason", Text)]
