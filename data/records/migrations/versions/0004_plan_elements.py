"""The rest of the plan: risks with controls, hojas de vida, POAI lines, follow-up strategy, votes, verifications.

The risks that were a text of each objective become rows of their own; each plan gets its empty strategy.
"""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BORN = ("entity_id", "plan_id", "created_at", "created_by")
_OWN = ("id", "version", "position", "voided_at", "void_reason")


def upgrade() -> None:
    op.create_table(
        "voting_rounds",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("plan_year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("state IN ('abierta', 'cerrada')", name=op.f("ck_voting_rounds_state")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_voting_rounds_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voting_rounds")),
        sa.UniqueConstraint(
            "entity_id", "plan_year", "number", name=op.f("uq_voting_rounds_entity_id_plan_year_number")
        ),
    )
    with op.batch_alter_table("voting_rounds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voting_rounds_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "plan_verifications",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("plan_stamp", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("checklist", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("result IN ('conforme', 'no_conforme')", name=op.f("ck_plan_verifications_result")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_plan_verifications_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_verifications_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_verifications")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_plan_verifications_plan_id_number")),
    )
    with op.batch_alter_table("plan_verifications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_verifications_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_verifications_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "poai_lines",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ceiling", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_poai_lines_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_poai_lines_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poai_lines")),
    )
    with op.batch_alter_table("poai_lines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poai_lines_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_poai_lines_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "strategies",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("periodicity", sa.Text(), nullable=True),
        sa.Column("indicators_criterion", sa.Text(), nullable=False),
        sa.Column("presentation", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_strategies_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_strategies_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategies")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_strategies_plan_id")),
    )
    with op.batch_alter_table("strategies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategies_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strategies_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "strategy_instruments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("periodicity", sa.Text(), nullable=True),
        sa.Column("responsible_id", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_strategy_instruments_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_strategy_instruments_plan_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["users.id"], name=op.f("fk_strategy_instruments_responsible_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_instruments")),
    )
    with op.batch_alter_table("strategy_instruments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_instruments_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strategy_instruments_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "strategy_instrument_indicators",
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("instrument_id", sa.Text(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.entity_id"], name=op.f("fk_strategy_instrument_indicators_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicators.id"], name=op.f("fk_strategy_instrument_indicators_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["instrument_id"],
            ["strategy_instruments.id"],
            name=op.f("fk_strategy_instrument_indicators_instrument_id"),
        ),
        sa.PrimaryKeyConstraint("instrument_id", "indicator_id", name=op.f("pk_strategy_instrument_indicators")),
    )
    with op.batch_alter_table("strategy_instrument_indicators", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_instrument_indicators_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "strategy_spaces",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("periodicity", sa.Text(), nullable=True),
        sa.Column("first_date", sa.Date(), nullable=True),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "purpose IN ('socializacion', 'decision', 'ambas')", name=op.f("ck_strategy_spaces_purpose")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_strategy_spaces_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_strategy_spaces_plan_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["users.id"], name=op.f("fk_strategy_spaces_responsible_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_spaces")),
    )
    with op.batch_alter_table("strategy_spaces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_spaces_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strategy_spaces_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "strategy_team",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Text(), nullable=True),
        sa.Column("duties", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_strategy_team_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_strategy_team_plan_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["users.id"], name=op.f("fk_strategy_team_responsible_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strategy_team")),
    )
    with op.batch_alter_table("strategy_team", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_strategy_team_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_strategy_team_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "verifier_designations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_verifier_designations_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_verifier_designations_plan_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_verifier_designations_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifier_designations")),
    )
    with op.batch_alter_table("verifier_designations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verifier_designations_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_verifier_designations_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_viabilities",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("transition_id", sa.Text(), nullable=False),
        sa.Column("aspect", sa.Text(), nullable=False),
        sa.Column("is_viable", sa.Boolean(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "aspect IN ('financiera', 'tecnica', 'administrativa')", name=op.f("ck_plan_viabilities_aspect")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_plan_viabilities_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_plan_viabilities_plan_id")),
        sa.ForeignKeyConstraint(
            ["transition_id"], ["plan_transitions.id"], name=op.f("fk_plan_viabilities_transition_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_viabilities")),
        sa.UniqueConstraint("transition_id", "aspect", name=op.f("uq_plan_viabilities_transition_id_aspect")),
    )
    with op.batch_alter_table("plan_viabilities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_viabilities_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_plan_viabilities_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "verification_treatments",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("verification_id", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.entity_id"], name=op.f("fk_verification_treatments_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"], ["users.id"], name=op.f("fk_verification_treatments_responsible_id")
        ),
        sa.ForeignKeyConstraint(
            ["verification_id"], ["plan_verifications.id"], name=op.f("fk_verification_treatments_verification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verification_treatments")),
    )
    with op.batch_alter_table("verification_treatments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_verification_treatments_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_verification_treatments_verification_id"), ["verification_id"], unique=False
        )

    op.create_table(
        "objective_risks",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("objective_id", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("likelihood", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("control", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Text(), nullable=True),
        sa.CheckConstraint("likelihood IN ('baja', 'media', 'alta')", name=op.f("ck_objective_risks_likelihood")),
        sa.CheckConstraint("severity IN ('baja', 'media', 'alta')", name=op.f("ck_objective_risks_severity")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_objective_risks_entity_id")),
        sa.ForeignKeyConstraint(["objective_id"], ["objectives.id"], name=op.f("fk_objective_risks_objective_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_objective_risks_plan_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["users.id"], name=op.f("fk_objective_risks_responsible_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective_risks")),
    )
    with op.batch_alter_table("objective_risks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_objective_risks_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objective_risks_objective_id"), ["objective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_objective_risks_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "indicator_variables",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_indicator_variables_entity_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicators.id"], name=op.f("fk_indicator_variables_indicator_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_indicator_variables_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_variables")),
    )
    with op.batch_alter_table("indicator_variables", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_variables_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_variables_indicator_id"), ["indicator_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_indicator_variables_plan_id"), ["plan_id"], unique=False)

    with op.batch_alter_table("action_resources", schema=None) as batch_op:
        batch_op.add_column(sa.Column("poai_line_id", sa.Text(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_action_resources_poai_line_id"), "poai_lines", ["poai_line_id"], ["id"]
        )

    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("municipalities", sa.JSON(none_as_null=True), nullable=False, server_default="[]")
        )
        batch_op.add_column(sa.Column("schools", sa.JSON(none_as_null=True), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("cost", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("is_accompaniment", sa.Boolean(), nullable=False, server_default=sa.false()))

    with op.batch_alter_table("components", schema=None) as batch_op:
        batch_op.add_column(sa.Column("pmi_areas", sa.JSON(none_as_null=True), nullable=False, server_default="[]"))

    with op.batch_alter_table("factor_scores", schema=None) as batch_op:
        batch_op.add_column(sa.Column("round_number", sa.Integer(), nullable=False, server_default="1"))
        batch_op.drop_constraint(batch_op.f("uq_factor_scores_factor_id_user_id"), type_="unique")
        batch_op.create_unique_constraint(
            batch_op.f("uq_factor_scores_factor_id_user_id_round_number"), ["factor_id", "user_id", "round_number"]
        )

    with op.batch_alter_table("factors", schema=None) as batch_op:
        batch_op.add_column(sa.Column("discussion", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("goals", schema=None) as batch_op:
        batch_op.add_column(sa.Column("sector_goal", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("pmi_areas", sa.JSON(none_as_null=True), nullable=False, server_default="[]"))

    with op.batch_alter_table("indicator_slices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("baseline_due", sa.Date(), nullable=True))

    with op.batch_alter_table("indicators", schema=None) as batch_op:
        batch_op.add_column(sa.Column("purpose", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("process", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("definition", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("levels", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("periodicity", sa.Text(), nullable=False, server_default="trimestral"))
        batch_op.add_column(sa.Column("reporting_day", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("source_lag_days", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("measured_by_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("analysed_by_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("approved_by_id", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("verification_means", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("limits", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("action_low", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("action_middle", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("action_high", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("is_followed", sa.Boolean(), nullable=False, server_default=sa.true()))
        batch_op.create_foreign_key(batch_op.f("fk_indicators_measured_by_id"), "users", ["measured_by_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_indicators_analysed_by_id"), "users", ["analysed_by_id"], ["id"])
        batch_op.create_foreign_key(batch_op.f("fk_indicators_approved_by_id"), "users", ["approved_by_id"], ["id"])
    _move_risks()
    _open_strategies()
    _close_old_votes()


def _move_risks() -> None:
    """The old text stays where it was, unused; a voided objective keeps its risk voided with it."""
    connection = op.get_bind()
    objectives = sa.table("objectives", *map(sa.column, (*_BORN, "id", "risks", "voided_at", "void_reason")))
    risks = sa.table("objective_risks", *map(sa.column, (*_BORN, *_OWN, "objective_id", "text", "control")))
    for row in connection.execute(sa.select(objectives).where(objectives.c.risks != "")).mappings():
        born = {name: row[name] for name in (*_BORN, "voided_at", "void_reason")}
        new = {"id": uuid4().hex, "version": 1, "position": 1, "objective_id": row["id"], "control": ""}
        connection.execute(sa.insert(risks).values(**born, **new, text=row["risks"]))


def _open_strategies() -> None:
    connection, now = op.get_bind(), datetime.now(UTC).replace(tzinfo=None)
    plans = sa.table("plans", sa.column("id"), sa.column("entity_id"))
    strategies = sa.table("strategies", *map(sa.column, (*_BORN, *_OWN, "indicators_criterion", "presentation")))
    for row in connection.execute(sa.select(plans)).mappings():
        new = {"id": uuid4().hex, "version": 1, "position": 0, "indicators_criterion": "", "presentation": ""}
        made = {"entity_id": row["entity_id"], "plan_id": row["id"], "created_at": now}
        connection.execute(sa.insert(strategies).values(**made, **new))


def _close_old_votes() -> None:
    """The scores given before there were rounds are a first round, already closed: their order stays in sight."""
    connection = op.get_bind()
    factors = sa.table("factors", *map(sa.column, ("id", "plan_year")))
    scores = sa.table("factor_scores", *map(sa.column, ("entity_id", "factor_id", "created_at")))
    given = (
        sa.select(scores.c.entity_id, factors.c.plan_year, sa.func.max(scores.c.created_at).label("closed_at"))
        .join(factors, factors.c.id == scores.c.factor_id)
        .group_by(scores.c.entity_id, factors.c.plan_year)
    )
    names = ("id", "entity_id", "version", "created_at", "plan_year", "number", "state", "closed_at", "note")
    rounds = sa.table("voting_rounds", *map(sa.column, names))
    for row in connection.execute(given).mappings():
        new = {"id": uuid4().hex, "version": 1, "number": 1, "state": "cerrada", "created_at": row["closed_at"]}
        connection.execute(sa.insert(rounds).values(**row, **new, note="Calificación anterior a las rondas."))
