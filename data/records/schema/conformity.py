"""What the committee found viable and what the leader verified, each kept (manual, activities 5 and 6)."""

from sqlalchemy import Boolean, CheckConstraint, Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint

from data.records.schema.base import Json, UtcDateTime, identity_columns, metadata, voidable_columns

plan_viabilities = Table(
    "plan_viabilities",
    metadata,
    *identity_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("transition_id", Text, ForeignKey("plan_transitions.id"), nullable=False),
    Column("aspect", Text, nullable=False),
    Column("is_viable", Boolean, nullable=False),
    Column("conditions", Text, nullable=False, default=""),
    UniqueConstraint("transition_id", "aspect"),
    CheckConstraint("aspect IN ('financiera', 'tecnica', 'administrativa')", name="aspect"),
)

# `plan_stamp` is the hash of the plan that was verified; `findings` and `checklist`, what was found of it then.
plan_verifications = Table(
    "plan_verifications",
    metadata,
    *identity_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("plan_stamp", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("findings", Json, nullable=False),
    Column("checklist", Json, nullable=False),
    Column("note", Text, nullable=False, default=""),
    UniqueConstraint("plan_id", "number"),
    CheckConstraint("result IN ('conforme', 'no_conforme')", name="result"),
)

# What is done about a nonconformity (N01.02 and N01.03, producto no conforme).
verification_treatments = Table(
    "verification_treatments",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("verification_id", Text, ForeignKey("plan_verifications.id"), nullable=False, index=True),
    Column("rule", Text, nullable=False),
    Column("treatment", Text, nullable=False),
    Column("responsible_id", Text, ForeignKey("users.id")),
    Column("due_date", Date),
    Column("done_at", UtcDateTime),
)

# When no leader is free of edits, the admin names who verifies that version.
verifier_designations = Table(
    "verifier_designations",
    metadata,
    *identity_columns(),
    *voidable_columns(),
    Column("plan_id", Text, ForeignKey("plans.id"), nullable=False, index=True),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False),
    Column("reason", Text, nullable=False),
)
