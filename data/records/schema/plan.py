"""The plan and its elements (manual, activity 3): component → objective → goal → indicator, and actions."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy import UniqueConstraint as Unique

from data.records.schema.base import Json, UtcDateTime, entity_column, identity_columns, metadata, voidable_columns


def element_columns() -> list[Column[object]]:
    """What every element of a plan carries: identity, voiding, its plan and its place among its siblings."""
    return [
        *identity_columns(),
        *voidable_columns(),
        Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
        Column("position", Integer, nullable=False, default=0),
    ]


def one_live_row(name: str, *columns: str) -> Index:
    """At most one row per key among those not voided: what was voided does not stand in the way of a new one."""
    live = text("voided_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=live, postgresql_where=live)


plans = Table(
    "plans",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False, default=1),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False, default="borrador"),
    Column("previous_id", Text, ForeignKey("plans.id")),
    Unique("entity_id", "year", "number"),
)

plan_transitions = Table(
    "plan_transitions",
    metadata,
    *identity_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("from_state", Text, nullable=False),
    Column("to_state", Text, nullable=False),
    Column("user_id", Text, nullable=False),
    Column("note", Text, nullable=False, default=""),
    Column("acta", Text, nullable=False, default=""),
    Column("at", UtcDateTime, nullable=False),
)

# One row per save of the editor: the entries of the audit it wrote, hence who is an author and what may be undone.
plan_edits = Table(
    "plan_edits",
    metadata,
    *identity_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("first_sequence", Integer, nullable=False),
    Column("last_sequence", Integer, nullable=False),
    Column("undone_at", UtcDateTime),
    CheckConstraint("kind IN ('edicion', 'deshacer', 'copia')", name="kind"),
)
components = Table(
    "components",
    metadata,
    *element_columns(),
    Column("code", Text, nullable=False, default=""),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False, default=""),
    Column("pmi_areas", Json, nullable=False, default=list),
    Column("weight", Double, nullable=False, default=0),
)

objectives = Table(
    "objectives",
    metadata,
    *element_columns(),
    Column("component_id", Text, ForeignKey("components.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("favourable_conditions", Text, nullable=False, default=""),
    Column("risks", Text, nullable=False, default=""),  # until 0.1; now each is a row of objective_risks
    Column("alignment", Text, nullable=False, default=""),
    Column("responsible_id", Text, ForeignKey("users.id")),
    Column("weight", Double, nullable=False, default=0),
)

objective_risks = Table(
    "objective_risks",
    metadata,
    *element_columns(),
    Column("objective_id", Text, ForeignKey("objectives.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("likelihood", Text),
    Column("severity", Text),
    Column("control", Text, nullable=False, default=""),
    Column("responsible_id", Text, ForeignKey("users.id")),
    CheckConstraint("likelihood IN ('baja', 'media', 'alta')", name="likelihood"),
    CheckConstraint("severity IN ('baja', 'media', 'alta')", name="severity"),
)

goals = Table(
    "goals",
    metadata,
    *element_columns(),
    Column("objective_id", Text, ForeignKey("objectives.id"), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("unit", Text, nullable=False, default=""),
    Column("due_date", Date),
    Column("sector_goal", Text, nullable=False, default=""),
    Column("pmi_areas", Json, nullable=False, default=list),
    Column("weight", Double, nullable=False, default=0),
)

goal_slices = Table(
    "goal_slices",
    metadata,
    *element_columns(),
    Column("goal_id", Text, ForeignKey("goals.id"), nullable=False, index=True),
    Column("slice", Text, nullable=False),
    Column("applies", Boolean, nullable=False, default=True),
    Column("not_applicable_reason", Text, nullable=False, default=""),
    Column("target", Double),
    one_live_row("uq_goal_slices_live", "goal_id", "slice"),
)

indicators = Table(
    "indicators",
    metadata,
    *element_columns(),
    Column("goal_id", Text, ForeignKey("goals.id"), nullable=False, index=True),
    Column("code", Text, nullable=False, default=""),
    Column("name", Text, nullable=False),
    Column("nature", Text, nullable=False, default="resultado"),
    Column("kind", Text, nullable=False, default="cuantitativo"),
    Column("unit", Text, nullable=False, default=""),
    Column("accumulation", Text, nullable=False, default="nivel"),
    Column("sense", Text, nullable=False, default="aumento"),
    Column("basis", Text, nullable=False, default="brecha"),
    Column("levels", Text, nullable=False, default=""),
    Column("formula", Text, nullable=False, default=""),
    Column("source", Text, nullable=False, default=""),
    Column("catalog_code", Text, nullable=False, default=""),
    Column("purpose", Text, nullable=False, default=""),
    Column("process", Text, nullable=False, default=""),
    Column("definition", Text, nullable=False, default=""),
    Column("periodicity", Text, nullable=False, default="trimestral"),
    Column("reporting_day", Integer),
    Column("source_lag_days", Integer),
    Column("measured_by_id", Text, ForeignKey("users.id")),
    Column("analysed_by_id", Text, ForeignKey("users.id")),
    Column("approved_by_id", Text, ForeignKey("users.id")),
    Column("verification_means", Text, nullable=False, default=""),
    Column("limits", Text, nullable=False, default=""),
    Column("responsible_id", Text, ForeignKey("users.id")),
    Column("low", Double, nullable=False, default=70),
    Column("high", Double, nullable=False, default=90),
    Column("action_low", Text, nullable=False, default=""),
    Column("action_middle", Text, nullable=False, default=""),
    Column("action_high", Text, nullable=False, default=""),
    Column("is_followed", Boolean, nullable=False, default=True),
    Column("weight", Double, nullable=False, default=0),
    CheckConstraint("nature IN ('proceso', 'resultado')", name="nature"),
    CheckConstraint("kind IN ('cuantitativo', 'cualitativo')", name="kind"),
    CheckConstraint("accumulation IN ('suma', 'nivel', 'flujo', 'escala', 'hito')", name="accumulation"),
    CheckConstraint("sense IN ('aumento', 'reduccion', 'mantener_min', 'mantener_max')", name="sense"),
    CheckConstraint("basis IN ('brecha', 'directo')", name="basis"),
)

indicator_variables = Table(
    "indicator_variables",
    metadata,
    *element_columns(),
    Column("indicator_id", Text, ForeignKey("indicators.id"), nullable=False, index=True),
    Column("symbol", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False, default=""),
    Column("source", Text, nullable=False, default=""),
)

indicator_slices = Table(
    "indicator_slices",
    metadata,
    *element_columns(),
    Column("indicator_id", Text, ForeignKey("indicators.id"), nullable=False, index=True),
    Column("slice", Text, nullable=False),
    Column("applies", Boolean, nullable=False, default=True),
    Column("not_applicable_reason", Text, nullable=False, default=""),
    Column("baseline", Double),
    Column("baseline_year", Integer),
    Column("baseline_source", Text, nullable=False, default=""),
    Column("baseline_choice_id", Text, ForeignKey("baseline_choices.id")),
    Column("baseline_due", Date),
    Column("target", Double),
    Column("original_target", Double),
    Column("t1", Double),
    Column("t2", Double),
    Column("t3", Double),
    Column("t4", Double),
    one_live_row("uq_indicator_slices_live", "indicator_id", "slice"),
)

actions = Table(
    "actions",
    metadata,
    *element_columns(),
    Column("component_id", Text, ForeignKey("components.id"), nullable=False, index=True),
    Column("goal_id", Text, ForeignKey("goals.id")),
    Column("text", Text, nullable=False),
    Column("start_date", Date),
    Column("end_date", Date),
    Column("location", Text, nullable=False, default="ambas"),
    Column("municipalities", Json, nullable=False, default=list),
    Column("schools", Json, nullable=False, default=list),
    Column("audience", Json, nullable=False),
    Column("responsible_id", Text, ForeignKey("users.id")),
    Column("cost", BigInteger),
    Column("technical_resources", Text, nullable=False, default=""),
    Column("quality_strategy", Text, nullable=False, default=""),
    Column("men_project", Text, nullable=False, default=""),
    Column("is_accompaniment", Boolean, nullable=False, default=False),
    Column("weight", Double, nullable=False, default=1),
    CheckConstraint("location IN ('urbana', 'rural', 'ambas')", name="location"),
)

action_objectives = Table(
    "action_objectives",
    metadata,
    entity_column(),
    Column("action_id", Text, ForeignKey("actions.id"), primary_key=True),
    Column("objective_id", Text, ForeignKey("objectives.id"), primary_key=True),
)

action_factors = Table(
    "action_factors",
    metadata,
    entity_column(),
    Column("action_id", Text, ForeignKey("actions.id"), primary_key=True),
    Column("factor_id", Text, ForeignKey("factors.id"), primary_key=True),
)

poai_lines = Table(
    "poai_lines",
    metadata,
    *element_columns(),
    Column("code", Text, nullable=False, default=""),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("ceiling", BigInteger, nullable=False),
)

action_resources = Table(
    "action_resources",
    metadata,
    *element_columns(),
    Column("action_id", Text, ForeignKey("actions.id"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("poai_line_id", Text, ForeignKey("poai_lines.id")),
    Column("men_percentage", Double),
    Column("men_project", Text, nullable=False, default=""),
)
