"""Follow-up: corrective actions, closed trimesters, decisions of the committee, dispatches, saved queries."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "accountability_periods",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("trimester", sa.Integer(), nullable=False),
        sa.Column("is_accountability", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("trimester BETWEEN 1 AND 4", name=op.f("ck_accountability_periods_trimester")),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entities.entity_id"], name=op.f("fk_accountability_periods_entity_id")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_accountability_periods_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accountability_periods")),
        sa.UniqueConstraint("plan_id", "trimester", name=op.f("uq_accountability_periods_plan_id_trimester")),
    )
    with op.batch_alter_table("accountability_periods", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accountability_periods_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_accountability_periods_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "committee_decisions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("trimester", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('decision', 'compromiso')", name=op.f("ck_committee_decisions_kind")),
        sa.CheckConstraint("trimester BETWEEN 1 AND 4", name=op.f("ck_committee_decisions_trimester")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_committee_decisions_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_committee_decisions_plan_id")),
        sa.ForeignKeyConstraint(["responsible_id"], ["users.id"], name=op.f("fk_committee_decisions_responsible_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_decisions")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_committee_decisions_plan_id_number")),
    )
    with op.batch_alter_table("committee_decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_committee_decisions_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_committee_decisions_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "improvement_actions",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("trimester", sa.Integer(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.Text(), nullable=False),
        sa.Column("slice", sa.Text(), nullable=False),
        sa.Column("deviation", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("correction", sa.Text(), nullable=False),
        sa.Column("whys", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("treatment", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("done_note", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.Column("done_by", sa.Text(), nullable=True),
        sa.Column("verification_trimester", sa.Integer(), nullable=True),
        sa.Column("verification_note", sa.Text(), nullable=False),
        sa.Column("verified_at", sa.DateTime(), nullable=True),
        sa.Column("verified_by", sa.Text(), nullable=True),
        sa.Column("previous_id", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN ('correctiva', 'preventiva')", name=op.f("ck_improvement_actions_kind")),
        sa.CheckConstraint(
            "state IN ('abierta', 'en_ejecucion', 'ejecutada', 'eficaz', 'no_eficaz')",
            name=op.f("ck_improvement_actions_state"),
        ),
        sa.CheckConstraint("subject_kind IN ('indicador', 'accion')", name=op.f("ck_improvement_actions_subject_kind")),
        sa.CheckConstraint("trimester BETWEEN 1 AND 4", name=op.f("ck_improvement_actions_trimester")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_improvement_actions_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_improvement_actions_plan_id")),
        sa.ForeignKeyConstraint(
            ["previous_id"], ["improvement_actions.id"], name=op.f("fk_improvement_actions_previous_id")
        ),
        sa.ForeignKeyConstraint(["responsible_id"], ["users.id"], name=op.f("fk_improvement_actions_responsible_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_actions")),
        sa.UniqueConstraint("plan_id", "number", name=op.f("uq_improvement_actions_plan_id_number")),
    )
    with op.batch_alter_table("improvement_actions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_actions_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_actions_plan_id"), ["plan_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_actions_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "report_dispatches",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("trimester", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.CheckConstraint("trimester BETWEEN 1 AND 4", name=op.f("ck_report_dispatches_trimester")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_report_dispatches_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_report_dispatches_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_dispatches")),
    )
    with op.batch_alter_table("report_dispatches", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_dispatches_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_dispatches_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "saved_queries",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("user_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("filters", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("is_shared", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_saved_queries_entity_id")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_saved_queries_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_queries")),
    )
    with op.batch_alter_table("saved_queries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_saved_queries_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_saved_queries_user_id"), ["user_id"], unique=False)

    op.create_table(
        "trimester_closures",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("plan_id", sa.Text(), nullable=False),
        sa.Column("trimester", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("reopened_at", sa.DateTime(), nullable=True),
        sa.Column("reopened_by", sa.Text(), nullable=True),
        sa.Column("reopen_reason", sa.Text(), nullable=False),
        sa.Column("dataset_version_id", sa.Text(), nullable=True),
        sa.Column("figures", sa.JSON(none_as_null=True), nullable=False),
        sa.CheckConstraint("state IN ('cerrado', 'reabierto')", name=op.f("ck_trimester_closures_state")),
        sa.CheckConstraint("trimester BETWEEN 1 AND 4", name=op.f("ck_trimester_closures_trimester")),
        sa.ForeignKeyConstraint(
            ["dataset_version_id"], ["dataset_versions.id"], name=op.f("fk_trimester_closures_dataset_version_id")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_trimester_closures_entity_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plans.id"], name=op.f("fk_trimester_closures_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trimester_closures")),
        sa.UniqueConstraint(
            "plan_id", "trimester", "number", name=op.f("uq_trimester_closures_plan_id_trimester_number")
        ),
    )
    with op.batch_alter_table("trimester_closures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trimester_closures_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trimester_closures_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "improvement_files",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("improvement_id", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_improvement_files_entity_id")),
        sa.ForeignKeyConstraint(
            ["improvement_id"], ["improvement_actions.id"], name=op.f("fk_improvement_files_improvement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_improvement_files")),
    )
    with op.batch_alter_table("improvement_files", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_improvement_files_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_improvement_files_improvement_id"), ["improvement_id"], unique=False)

    with op.batch_alter_table("indicator_slices", schema=None) as batch_op:
        batch_op.add_column(sa.Column("original_target", sa.Double(), nullable=True))
