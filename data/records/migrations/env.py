"""Alembic's environment: the connection comes from `data.records.migrations`, with its transaction already open."""

from typing import Any, Literal

from alembic import context

from data.records.schema import metadata
from data.records.schema.base import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Revisions must keep meaning what they meant, so they name only SQLAlchemy's types, never ours."""
    return "sa.DateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    render_item=render_item,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
