"""Finding a report with all that it is about: its subject, its slices, its values, its evidence, its authors."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from data.records.database import Row
from data.records.plan_edits import live_plan
from data.records.schema.followup import evidence_files, report_values, trimester_reports
from data.records.schema.ledger import audit_entries
from data.records.schema.plan import action_resources, actions, indicator_slices, indicators
from procedure import roles
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError
from procedure.reporting import ACTION, INDICATOR
from procedure.roles import Actor, Permission
from procedure.vocabulary import PLAN_STATES
from procedure.workflow import Standing

SAVE = "guardar reporte"
ATTACH = "adjuntar evidencia"
_SUBJECTS = {INDICATOR: indicators, ACTION: actions}


@dataclass(frozen=True)
class Subject:
    """What is reported: the row of the indicator (with its live slices) or of the action (with its money)."""

    kind: str
    row: Row
    plan: Row
    slices: list[Row]
    appropriated: int


def subject(connection: Connection, entity_id: str, plan_id: str, kind: str, subject_id: str) -> Subject:
    """Raises InvalidValueError (kind), NotFoundError (another plan or entity, or voided)."""
    plan = live_plan(connection, entity_id, plan_id)
    if kind not in _SUBJECTS:
        raise InvalidValueError(f"No se reportan elementos de tipo «{kind}».", "subject_kind")
    table = _SUBJECTS[kind]
    own = (table.c.id == subject_id) & (table.c.plan_id == plan_id) & table.c.voided_at.is_(None)
    row = connection.execute(select(table).where(own)).mappings().first()
    if row is None:
        raise NotFoundError("Eso no está en el plan que se reporta. Elíjalo de la lista.")
    slices, money = indicator_slices.c, action_resources.c
    parts = select(indicator_slices).where(slices.indicator_id == subject_id, slices.voided_at.is_(None))
    amount = select(func.sum(money.amount)).where(money.action_id == subject_id, money.voided_at.is_(None))
    return Subject(
        kind,
        dict(row),
        plan,
        [dict(one) for one in connection.execute(parts.order_by(slices.position)).mappings()],
        int(connection.execute(amount).scalar() or 0),
    )


def check_running(plan: Row) -> None:
    if plan["state"] != "en_ejecucion":
        raise StateError(f"El plan está en «{PLAN_STATES[plan['state']]}»: solo se reporta un plan en ejecución.")


def check_mine(actor: Actor, found: Subject) -> None:
    """Raises NotAllowedError unless the actor reports anything, or this is assigned to them."""
    if roles.can(actor, Permission.REPORT_ANY):
        return
    roles.check(actor, Permission.REPORT_ASSIGNED)
    if found.row["responsible_id"] is None or found.row["responsible_id"] != actor.user_id:
        what = "Ese indicador" if found.kind == INDICATOR else "Esa acción"
        raise NotAllowedError(f"{what} no está a su cargo; lo reporta su responsable. Lo que escribió no se guardó.")


def find(connection: Connection, plan_id: str, kind: str, subject_id: str, trimester: int) -> Row | None:
    """The report of one subject and trimester, or None before the first draft."""
    columns = trimester_reports.c
    query = select(trimester_reports).where(
        columns.plan_id == plan_id,
        columns.subject_kind == kind,
        columns.subject_id == subject_id,
        columns.trimester == trimester,
    )
    row = connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def live_report(connection: Connection, entity_id: str, report_id: str) -> Row:
    """The report's row. Raises NotFoundError when this entity has no such report."""
    columns = trimester_reports.c
    query = select(trimester_reports).where(columns.id == report_id, columns.entity_id == entity_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError("Ese reporte no existe en esta entidad. Vuelva a abrir la página.")
    return dict(row)


def subject_of(connection: Connection, report: Row) -> Subject:
    return subject(connection, report["entity_id"], report["plan_id"], report["subject_kind"], report["subject_id"])


def stored_values(connection: Connection, report_id: str) -> dict[str, float | None]:
    query = select(report_values.c.slice, report_values.c.value).where(report_values.c.report_id == report_id)
    return {row.slice: row.value for row in connection.execute(query)}


def evidence_count(connection: Connection, report_id: str) -> int:
    live = (evidence_files.c.report_id == report_id) & evidence_files.c.voided_at.is_(None)
    return int(connection.execute(select(func.count()).where(live)).scalar_one())


def standing(connection: Connection, report: Row) -> Standing:
    """The authors of a report: whoever saved it or attached evidence, as the audit has it, and whoever sent it."""
    columns = audit_entries.c
    query: Any = (
        select(columns.user_id)
        .distinct()
        .where(columns.entity_id == report["entity_id"], columns.subject == "trimester_reports")
        .where(columns.subject_id == report["id"], columns.action.in_([SAVE, ATTACH]))
    )
    found = {row.user_id for row in connection.execute(query)} | {report["submitted_by"]}
    return Standing(authors=frozenset(found - {None}))
