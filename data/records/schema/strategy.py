"""The follow-up strategy of a plan (manual, activity 4)."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Table, Text, UniqueConstraint

from data.records.schema.base import Json, entity_column, metadata
from data.records.schema.plan import element_columns

strategies = Table(
    "strategies",
    metadata,
    *element_columns(),
    Column("periodicity", Text),
    Column("indicators_criterion", Text, nullable=False, default=""),
    Column("presentation", Text, nullable=False, default=""),
    UniqueConstraint("plan_id"),
)

strategy_team = Table(
    "strategy_team",
    metadata,
    *element_columns(),
    Column("name", Text, nullable=False),
    Column("responsible_id", Text, ForeignKey("users.id")),
    Column("duties", Json, nullable=False, default=list),
    Column("note", Text, nullable=False, default=""),
)

strategy_instruments = Table(
    "strategy_instruments",
    metadata,
    *element_columns(),
    Column("name", Text, nullable=False),
    Column("purpose", Text, nullable=False, default=""),
    Column("periodicity", Text),
    Column("responsible_id", Text, ForeignKey("users.id")),
)

# Which indicators an instrument gathers; an instrument without any gathers whatever no other does.
strategy_instrument_indicators = Table(
    "strategy_instrument_indicators",
    metadata,
    entity_column(),
    Column("instrument_id", Text, ForeignKey("strategy_instruments.id"), primary_key=True),
    Column("indicator_id", Text, ForeignKey("indicators.id"), primary_key=True),
)

strategy_spaces = Table(
    "strategy_spaces",
    metadata,
    *element_columns(),
    Column("name", Text, nullable=False),
    Column("purpose", Text),
    Column("periodicity", Text),
    Column("first_date", Date),
    Column("participants", Text, nullable=False, default=""),
    Column("responsible_id", Text, ForeignKey("users.id")),
    CheckConstraint("purpose IN ('socializacion', 'decision', 'ambas')", name="purpose"),
)
