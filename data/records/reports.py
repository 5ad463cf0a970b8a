"""Trimester reports: saved, sent, returned, approved, closed and reopened, each by whoever may (activity 10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert

from data.records import closures, report_rows
from data.records.database import Database, Row, Unit
from data.records.errors import StaleVersionError
from data.records.plan_edits import live_plan
from data.records.report_frames import action_progress, items, listing, values
from data.records.report_rows import SAVE, Subject
from data.records.schema.followup import report_values, trimester_reports
from procedure import reporting, workflow
from procedure.calendar import trimester_bounds
from procedure.errors import NotAllowedError, StateError
from procedure.reporting import INDICATOR
from procedure.roles import Actor
from procedure.states import EDITABLE_REPORT_STATES, REPORT_TRANSITIONS, Transition
from procedure.vocabulary import REPORT_STATES

__all__ = [
    "Given",
    "SavedReport",
    "action_progress",
    "approve",
    "available_transitions",
    "close",
    "get",
    "items",
    "listing",
    "reopen",
    "return_with_note",
    "save_draft",
    "save_in",
    "submit",
    "values",
]


@dataclass(frozen=True)
class SavedReport:
    """The stored report, and what whoever reports should look at again."""

    report: Row
    warnings: list[str]


@dataclass(frozen=True)
class Given:
    """What a draft says: the values of the slices that are given (the rest stay), and all the other fields."""

    values: Mapping[str, Any]
    narrative: str = ""
    physical: Any = None
    committed: Any = None
    obligated: Any = None


def get(database: Database, entity_id: str, report_id: str) -> Row:
    """The report's row with `values` (slice → value). Raises NotFoundError."""
    with database.read() as connection:
        report = report_rows.live_report(connection, entity_id, report_id)
        return {**report, "values": report_rows.stored_values(connection, report_id)}


def save_draft(
    database: Database,
    actor: Actor,
    plan_id: str,
    subject_kind: str,
    subject_id: str,
    trimester: int,
    version: int | None,
    *,
    values: Mapping[str, Any],
    narrative: str = "",
    physical: Any = None,
    committed: Any = None,
    obligated: Any = None,
) -> SavedReport:
    """Keeps what was typed. `version` is the one that was read, None for the first save; slices not given stay.

    Raises InvalidValueError by field, NotAllowedError (not theirs), StateError (locked, or the plan is not running),
    NotFoundError and StaleVersionError, whose `current` and `attempted` carry `values` too.
    """
    given = Given(values, narrative, physical, committed, obligated)
    with database.write(actor) as unit:
        return save_in(unit, plan_id, subject_kind, subject_id, trimester, version, given)


def save_in(
    unit: Unit, plan_id: str, subject_kind: str, subject_id: str, trimester: int, version: int | None, given: Given
) -> SavedReport:
    """`save_draft` within a transaction; raises the same."""
    found = report_rows.subject(unit.connection, unit.actor.entity_id, plan_id, subject_kind, subject_id)
    report_rows.check_running(found.plan)
    report_rows.check_mine(unit.actor, found)
    reporting.check_trimester(trimester)
    closures.check_open(unit.connection, plan_id, trimester)
    fields = reporting.clean_fields(subject_kind, given.narrative, given.physical, given.committed, given.obligated)
    cleaned = reporting.clean_values(found.row, found.slices, given.values) if subject_kind == INDICATOR else {}
    report = report_rows.find(unit.connection, plan_id, subject_kind, subject_id, trimester)
    _check_version(unit, report, version, {**fields, "values": cleaned})
    if report is None:
        about = {"subject_kind": subject_kind, "subject_id": subject_id, "trimester": trimester}
        report = unit.insert(trimester_reports, {"plan_id": plan_id, **about, **fields}, action=SAVE)
    else:
        report = unit.update(trimester_reports, report["id"], report["version"], fields, action=SAVE)
    _keep_values(unit, report["id"], cleaned)
    return SavedReport(report, _warnings(unit, found, report))


def _check_version(unit: Unit, report: Row | None, version: int | None, attempted: dict[str, Any]) -> None:
    if report is not None and report["state"] not in EDITABLE_REPORT_STATES:
        raise StateError(
            f"El reporte está en «{REPORT_STATES[report['state']]}» y no se puede cambiar. "
            "Pida al Líder de Calidad que lo devuelva o lo reabra."
        )
    if (report is None and version is None) or (report is not None and report["version"] == version):
        return
    current = None
    if report is not None:
        current = {**report, "values": report_rows.stored_values(unit.connection, report["id"])}
    raise StaleVersionError(
        "Otra persona guardó este reporte mientras usted lo escribía. Compare las dos versiones y elija.",
        row_id="" if report is None else report["id"],
        current=current,
        attempted=attempted,
    )


def _keep_values(unit: Unit, report_id: str, cleaned: Mapping[str, float | None]) -> None:
    before = report_rows.stored_values(unit.connection, report_id)
    changed = {name: value for name, value in cleaned.items() if name not in before or before[name] != value}
    if not changed:
        return
    own = (report_values.c.report_id == report_id) & report_values.c.slice.in_(sorted(changed))
    unit.connection.execute(delete(report_values).where(own))
    rows = [
        {"entity_id": unit.actor.entity_id, "report_id": report_id, "slice": name, "value": value}
        for name, value in changed.items()
    ]
    unit.connection.execute(insert(report_values), rows)
    after = {**before, **changed}
    unit.log(SAVE, "trimester_reports", report_id, before={"values": before}, after={"values": after})


def _warnings(unit: Unit, found: Subject, report: Row) -> list[str]:
    evidence = report_rows.evidence_count(unit.connection, report["id"])
    if found.kind == INDICATOR:
        stored = report_rows.stored_values(unit.connection, report["id"])
        return reporting.indicator_warnings(found.row, found.slices, stored, report["trimester"], evidence)
    bounds = trimester_bounds(found.plan["year"], report["trimester"])
    return reporting.action_warnings(found.row, report, bounds, found.appropriated, evidence)


def submit(database: Database, actor: Actor, report_id: str, version: int) -> SavedReport:
    """Sends the report to be reviewed. Raises InvalidValueError when it is empty, or a milestone without evidence."""
    with database.write(actor) as unit:
        report = report_rows.live_report(unit.connection, actor.entity_id, report_id)
        found = report_rows.subject_of(unit.connection, report)
        report_rows.check_mine(actor, found)
        stored = report_rows.stored_values(unit.connection, report_id)
        evidence = report_rows.evidence_count(unit.connection, report_id)
        reporting.check_complete(found.kind, found.row, report, stored, evidence)
        extra = {"submitted_by": actor.user_id, "submitted_at": unit.now}
        sent = _move(unit, report, version, "enviado", extra)
        return SavedReport(sent, _warnings(unit, found, sent))


def return_with_note(database: Database, actor: Actor, report_id: str, version: int, note: str) -> Row:
    """Sends the report back to whoever wrote it, saying what to mend."""
    return _review(database, actor, report_id, version, "devuelto", note)


def approve(database: Database, actor: Actor, report_id: str, version: int) -> Row:
    """Makes the report official.

    Raises OwnWorkError for whoever wrote or sent it, InvalidValueError when the total cannot be that of its parts.
    """
    return _review(database, actor, report_id, version, "aprobado", "")


def close(database: Database, actor: Actor, report_id: str, version: int) -> Row:
    """Locks an approved report."""
    with database.write(actor) as unit:
        report = report_rows.live_report(unit.connection, actor.entity_id, report_id)
        return _move(unit, report, version, "cerrado", {})


def reopen(database: Database, actor: Actor, report_id: str, version: int, reason: str) -> Row:
    """Unlocks a closed report, which stops being official until it is approved again."""
    return _review(database, actor, report_id, version, "reabierto", reason)


def _review(database: Database, actor: Actor, report_id: str, version: int, to_state: str, note: str) -> Row:
    with database.write(actor) as unit:
        report = report_rows.live_report(unit.connection, actor.entity_id, report_id)
        extra = {"reviewed_by": actor.user_id, "reviewed_at": unit.now, "review_note": note.strip()}
        moved = _move(unit, report, version, to_state, extra)
        if to_state == "aprobado":
            found = report_rows.subject_of(unit.connection, report)
            reporting.check_parts(found.kind, found.row, report_rows.stored_values(unit.connection, report_id))
        return moved


def _move(unit: Unit, report: Row, version: int, to_state: str, extra: Mapping[str, Any]) -> Row:
    """Raises StateError, NotAllowedError, OwnWorkError, InvalidValueError and StaleVersionError."""
    report_rows.check_running(live_plan(unit.connection, unit.actor.entity_id, report["plan_id"]))
    closures.check_open(unit.connection, report["plan_id"], report["trimester"])
    standing = report_rows.standing(unit.connection, report)
    note = str(extra.get("review_note", ""))
    change = workflow.decide(REPORT_TRANSITIONS, report["state"], to_state, unit.actor, standing, note=note)
    changes = {"state": change.to_state, **extra}
    return unit.update(trimester_reports, report["id"], version, changes, action=change.action, reason=change.note)


def available_transitions(database: Database, actor: Actor, report_id: str) -> list[Transition]:
    """What this actor may do with the report now; the page offers only these."""
    with database.read() as connection:
        report = report_rows.live_report(connection, actor.entity_id, report_id)
        found = report_rows.subject_of(connection, report)
        standing = report_rows.standing(connection, report)
        is_closed = closures.is_closed(connection, report["plan_id"], report["trimester"])
    offered = workflow.allowed(REPORT_TRANSITIONS, report["state"], actor, standing)
    try:
        report_rows.check_mine(actor, found)
    except NotAllowedError:
        offered = [one for one in offered if one.to_state != "enviado"]
    return offered if found.plan["state"] == "en_ejecucion" and not is_closed else []
