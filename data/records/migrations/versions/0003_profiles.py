"""profiles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profile_norms",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_year", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("applies", sa.Boolean(), nullable=False),
        sa.Column("not_applicable_reason", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_profile_norms_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_norms")),
    )
    with op.batch_alter_table("profile_norms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_norms_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_norms_plan_year"), ["plan_year"], unique=False)

    op.create_table(
        "profile_swot",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('debilidad', 'oportunidad', 'fortaleza', 'amenaza')", name=op.f("ck_profile_swot_kind")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_profile_swot_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_swot")),
    )
    with op.batch_alter_table("profile_swot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_swot_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_profile_swot_plan_year"), ["plan_year"], unique=False)

    op.create_table(
        "profile_texts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_year", sa.Integer(), nullable=False),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_profile_texts_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_texts")),
        sa.UniqueConstraint("entity_id", "plan_year", "topic", name=op.f("uq_profile_texts_entity_id_plan_year_topic")),
    )
    with op.batch_alter_table("profile_texts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profile_texts_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "profiles",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("plan_year", sa.Integer(), nullable=False),
        sa.Column("copied_from", sa.Integer(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("decision IN ('nuevo', 'ajuste', 'continuidad')", name=op.f("ck_profiles_decision")),
        sa.CheckConstraint("decision IS NULL OR decision_reason <> ''", name=op.f("ck_profiles_decision_reason")),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.entity_id"], name=op.f("fk_profiles_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profiles")),
        sa.UniqueConstraint("entity_id", "plan_year", name=op.f("uq_profiles_entity_id_plan_year")),
    )
    with op.batch_alter_table("profiles", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_profiles_entity_id"), ["entity_id"], unique=False)
