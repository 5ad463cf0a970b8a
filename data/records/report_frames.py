"""Trimester reports as frames: what may be reported, what was, and the values by slice."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from data.records.database import Database
from data.records.plan_edits import live_plan
from data.records.plan_frames import PlanFrames, frames
from data.records.schema.followup import evidence_files, report_values, trimester_reports
from data.records.typed_frames import read_frame
from procedure import roles
from procedure.reporting import ACTION, INDICATOR, check_trimester, scheduled
from procedure.roles import Actor, Permission
from procedure.states import APPROVED_REPORT_STATES
from procedure.vocabulary import TRIMESTERS

_REPORTS = {
    "id": "str",
    "version": "int64",
    "subject_kind": "str",
    "subject_id": "str",
    "trimester": "int64",
    "state": "str",
    "narrative": "str",
    "physical": "float64",
    "committed": "float64",
    "obligated": "float64",
    "submitted_by": "str",
    "submitted_at": "datetime64[us, UTC]",
    "reviewed_by": "str",
    "reviewed_at": "datetime64[us, UTC]",
    "review_note": "str",
}
_SCHEDULE = [f"t{number}" for number in TRIMESTERS]
_ITEM = [
    "subject_kind",
    "subject_id",
    "code",
    "name",
    "component",
    "goal",
    "responsible_id",
    "nature",
    "unit",
    "accumulation",
    "sense",
    "basis",
    "slice",
    "baseline",
    "target",
    "scheduled",
    "schedule_assumed",
    "is_scheduled",
    "last_value",
    "last_trimester",
    "value",
    "physical",
    "committed",
    "obligated",
    "appropriated",
    "start_date",
    "end_date",
    "report_id",
    "report_version",
    "state",
    "narrative",
    "review_note",
    "submitted_by",
    "evidence_count",
    "is_followed",
]


def listing(database: Database, entity_id: str, plan_id: str, trimester: int | None = None) -> pd.DataFrame:
    """The reports of a plan (of one trimester, or of all). Raises NotFoundError."""
    with database.read() as connection:
        live_plan(connection, entity_id, plan_id)
        found = _reports(connection, plan_id)
    return found if trimester is None else found[found["trimester"] == trimester].reset_index(drop=True)


def values(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """indicator_id, slice, trimester, value (NaN = not reported), approved, state. Raises NotFoundError."""
    with database.read() as connection:
        live_plan(connection, entity_id, plan_id)
        reports, found = _reports(connection, plan_id), _values(connection, plan_id)
    own = reports[["id", "subject_id", "trimester", "state"]].rename(columns={"subject_id": "indicator_id"})
    merged = found.merge(own, left_on="report_id", right_on="id")
    merged["approved"] = merged["state"].isin(APPROVED_REPORT_STATES)
    return merged[["indicator_id", "slice", "trimester", "value", "approved", "state"]]


def action_progress(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """action_id, trimester, physical (0–100), committed, obligated (COP to date), approved, state."""
    reports = listing(database, entity_id, plan_id)
    own = reports[reports["subject_kind"] == ACTION].rename(columns={"subject_id": "action_id"})
    own = own.assign(approved=own["state"].isin(APPROVED_REPORT_STATES)).reset_index(drop=True)
    return own[["action_id", "trimester", "physical", "committed", "obligated", "approved", "state"]]


def items(database: Database, actor: Actor, plan_id: str, trimester: int) -> pd.DataFrame:
    """What this actor may report of a trimester: one row per indicator × applying slice, and one per action.

    Columns: those of `_ITEM`. `scheduled` is the position for the cut-off (`flujo`: the period's own), linear when
    none was declared (`schedule_assumed`). `last_value` is that of the last trimester before with a value.
    Raises NotFoundError and InvalidValueError.
    """
    check_trimester(trimester)
    plan = frames(database, actor.entity_id, plan_id)
    with database.read() as connection:
        reports, stored = _reports(connection, plan_id), _values(connection, plan_id)
        evidence = _evidence(connection, plan_id)
    subjects = pd.concat([_indicator_items(plan, trimester), _action_items(plan)], ignore_index=True)
    found = _with_reports(_assigned(subjects, actor), reports, evidence, trimester)
    found = _with_values(found, reports, stored, trimester)
    return found.reindex(columns=_ITEM)


def _reports(connection: Connection, plan_id: str) -> pd.DataFrame:
    query = select(trimester_reports).where(trimester_reports.c.plan_id == plan_id)
    return read_frame(connection, query.order_by(trimester_reports.c.trimester), _REPORTS)


def _values(connection: Connection, plan_id: str) -> pd.DataFrame:
    query = (
        select(report_values)
        .join(trimester_reports, trimester_reports.c.id == report_values.c.report_id)
        .where(trimester_reports.c.plan_id == plan_id, trimester_reports.c.subject_kind == INDICATOR)
    )
    return read_frame(connection, query, {"report_id": "str", "slice": "str", "value": "float64"})


def _evidence(connection: Connection, plan_id: str) -> pd.DataFrame:
    query = (
        select(evidence_files.c.report_id, func.count().label("evidence_count"))
        .join(trimester_reports, trimester_reports.c.id == evidence_files.c.report_id)
        .where(trimester_reports.c.plan_id == plan_id, evidence_files.c.voided_at.is_(None))
        .group_by(evidence_files.c.report_id)
    )
    return read_frame(connection, query, {"report_id": "str", "evidence_count": "int64"})


def _indicator_items(plan: PlanFrames, trimester: int) -> pd.DataFrame:
    goals = plan.goals[["id", "objective_id", "text"]].rename(columns={"id": "goal_id", "text": "goal"})
    objectives = plan.objectives[["id", "component_id"]].rename(columns={"id": "objective_id"})
    slices = plan.indicator_slices[plan.indicator_slices["applies"]]
    found = (
        plan.indicators.merge(goals, on="goal_id")
        .merge(objectives, on="objective_id")
        .merge(_components(plan), on="component_id")
        .rename(columns={"id": "subject_id"})
        .merge(
            slices[["indicator_id", "slice", "baseline", "target", *_SCHEDULE]],
            left_on="subject_id",
            right_on="indicator_id",
        )
    )
    return _with_schedule(found.assign(subject_kind=INDICATOR), trimester)


def _with_schedule(found: pd.DataFrame, trimester: int) -> pd.DataFrame:
    rows: list[dict[str, Any]] = found.to_dict("records")  # type: ignore[assignment]  # column names are text
    positions = [scheduled(row, row, trimester) for row in rows]
    return found.assign(
        scheduled=pd.Series([one.value for one in positions], index=found.index, dtype="float64"),
        schedule_assumed=pd.Series([one.assumed for one in positions], index=found.index, dtype="bool"),
        is_scheduled=pd.Series([one.is_scheduled for one in positions], index=found.index, dtype="bool"),
    )


def _action_items(plan: PlanFrames) -> pd.DataFrame:
    goals = plan.goals[["id", "text"]].rename(columns={"id": "goal_id", "text": "goal"})
    money = plan.action_resources.groupby("action_id")["amount"].sum().rename("appropriated").reset_index()
    found = (
        plan.actions.merge(_components(plan), on="component_id")
        .merge(goals, on="goal_id", how="left")
        .merge(money, left_on="id", right_on="action_id", how="left")
        .rename(columns={"id": "subject_id", "text": "name"})
    )
    fixed: Mapping[str, Any] = {"subject_kind": ACTION, "slice": "total", "schedule_assumed": False}
    return found.assign(**fixed, is_scheduled=True, appropriated=found["appropriated"].fillna(0.0))


def _components(plan: PlanFrames) -> pd.DataFrame:
    return plan.components[["id", "name"]].rename(columns={"id": "component_id", "name": "component"})


def _assigned(subjects: pd.DataFrame, actor: Actor) -> pd.DataFrame:
    """Everything for whoever reports anything; one's own for a responsible; nothing for the rest."""
    if roles.can(actor, Permission.REPORT_ANY):
        return subjects
    mine = roles.can(actor, Permission.REPORT_ASSIGNED) and actor.user_id is not None
    return subjects[(subjects["responsible_id"] == actor.user_id) & mine].reset_index(drop=True)


def _with_reports(found: pd.DataFrame, reports: pd.DataFrame, evidence: pd.DataFrame, trimester: int) -> pd.DataFrame:
    own = reports[reports["trimester"] == trimester].rename(columns={"id": "report_id", "version": "report_version"})
    merged = found.merge(own.drop(columns="trimester"), on=["subject_kind", "subject_id"], how="left")
    merged = merged.merge(evidence, on="report_id", how="left")
    texts = {name: merged[name].fillna("") for name in ("state", "narrative", "review_note")}
    return merged.assign(**texts, evidence_count=merged["evidence_count"].fillna(0).astype("int64"))


def _with_values(found: pd.DataFrame, reports: pd.DataFrame, stored: pd.DataFrame, trimester: int) -> pd.DataFrame:
    known = stored.dropna(subset=["value"]).merge(
        reports[["id", "subject_id", "trimester"]], left_on="report_id", right_on="id"
    )
    keys = ["subject_id", "slice"]
    now = known[known["trimester"] == trimester][[*keys, "value"]]
    before = known[known["trimester"] < trimester].sort_values("trimester").drop_duplicates(keys, keep="last")
    last = before[[*keys, "value", "trimester"]].rename(columns={"value": "last_value", "trimester": "last_trimester"})
    return found.merge(now, on=keys, how="left").merge(last, on=keys, how="left")
