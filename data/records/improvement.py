"""Corrective and preventive actions: opened from a deviation, planned, carried out, verified (N01.02 and N01.03)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import select

from data.records import closures, improvement_rows, report_rows
from data.records.database import Database, Row, Unit
from data.records.schema.identity import users
from data.records.schema.improvement import improvement_actions
from data.records.typed_frames import read_frame
from procedure import improvement, roles, workflow
from procedure.errors import InvalidValueError, StateError
from procedure.reporting import check_trimester
from procedure.roles import Actor, Permission
from procedure.states import IMPROVEMENT_TRANSITIONS, Transition

_LISTED = {
    "id": "str",
    "version": "int64",
    "number": "int64",
    "kind": "str",
    "trimester": "int64",
    "subject_kind": "str",
    "subject_id": "str",
    "slice": "str",
    "deviation": "object",
    "state": "str",
    "correction": "str",
    "whys": "object",
    "cause": "str",
    "treatment": "str",
    "responsible_id": "str",
    "responsible": "str",
    "due_date": "datetime64[s]",
    "done_note": "str",
    "done_at": "datetime64[us, UTC]",
    "verification_trimester": "float64",
    "verification_note": "str",
    "verified_at": "datetime64[us, UTC]",
    "verified_by": "str",
    "previous_id": "str",
    "created_at": "datetime64[us, UTC]",
    "created_by": "str",
}


def open_action(
    database: Database,
    actor: Actor,
    plan_id: str,
    trimester: int,
    subject_kind: str,
    subject_id: str,
    kind: str,
    deviation: Mapping[str, Any],
    *,
    correction: str = "",
    key: str | None = None,
) -> str:
    """The id of an action upon a deviation. `deviation` keeps what was known then, as plain JSON (improvement.FACTS).

    `correction`: what was done at once about the effect. Raises NotAllowedError, NotFoundError, StateError (the plan is
    not running, or the deviation has such an action) and InvalidValueError.
    """
    roles.check(actor, Permission.MANAGE_IMPROVEMENT)
    improvement.clean_kind(kind)
    check_trimester(trimester)
    text = improvement.clean_text(correction, "Corrección inmediata", "correction", required=False)

    def work(unit: Unit) -> str:
        improvement_rows.running(unit, plan_id)
        report_rows.subject(unit.connection, actor.entity_id, plan_id, subject_kind, subject_id)
        _refuse_twin(unit, plan_id, trimester, subject_id, kind)
        about = {"trimester": trimester, "subject_kind": subject_kind, "subject_id": subject_id, "kind": kind}
        return str(_insert(unit, plan_id, {**about, "deviation": dict(deviation), "correction": text})["id"])

    return str(_once(database, actor, key, work))


def plan_action(
    database: Database,
    actor: Actor,
    action_id: str,
    version: int,
    *,
    whys: Sequence[str],
    cause: str,
    treatment: str,
    responsible_id: str,
    due_date: date | None,
    correction: str = "",
) -> Row:
    """The action with its cause (5 porqués), plan, responsible and due date; again, while it is being carried out.

    Raises NotAllowedError, NotFoundError, StateError, StaleVersionError, and InvalidValueError by field.
    """
    roles.check(actor, Permission.MANAGE_IMPROVEMENT)
    with database.write(actor) as unit:
        action = improvement_rows.live(unit.connection, actor.entity_id, action_id)
        plan = improvement_rows.running(unit, action["plan_id"])
        if action["state"] != improvement.PLANNED:
            workflow.decide(IMPROVEMENT_TRANSITIONS, action["state"], improvement.PLANNED, actor, workflow.Standing())
        changes = {
            "state": improvement.PLANNED,
            "correction": improvement.clean_text(correction, "Corrección inmediata", "correction", required=False),
            "whys": improvement.clean_whys(whys),
            "cause": improvement.clean_text(cause, "Causa raíz", "cause"),
            "treatment": improvement.clean_text(treatment, "Plan de acción", "treatment"),
            "responsible_id": improvement_rows.person(unit, responsible_id),
            "due_date": improvement.clean_due(due_date, int(plan["year"]), int(action["trimester"])),
        }
        return unit.update(improvement_actions, action_id, version, changes, action=improvement_rows.PLAN)


def finish(database: Database, actor: Actor, action_id: str, version: int, note: str) -> Row:
    """The action, carried out: what was done. Raises NotAllowedError (neither manages them nor is in charge),
    NotFoundError, StateError, InvalidValueError (no note) and StaleVersionError."""
    with database.write(actor) as unit:
        action = improvement_rows.live(unit.connection, actor.entity_id, action_id)
        improvement_rows.check_mine(actor, action)
        text = improvement.clean_text(note, "Qué se hizo", "done_note")
        extra = {"done_note": text, "done_at": unit.now, "done_by": actor.user_id}
        return _move(unit, action, version, improvement.DONE, text, extra, improvement_rows.FINISH)


def resume(database: Database, actor: Actor, action_id: str, version: int, reason: str) -> Row:
    """Back to execution: what was registered as done was not. Raises as `finish`."""
    with database.write(actor) as unit:
        action = improvement_rows.live(unit.connection, actor.entity_id, action_id)
        extra = {"done_at": None, "done_by": None}
        return _move(unit, action, version, improvement.PLANNED, reason, extra, "devolver acción a ejecución")


def verify(
    database: Database, actor: Actor, action_id: str, version: int, note: str, today: date, *, effective: bool
) -> Row:
    """The action, judged with what happened the trimester after; when not effective, a new one takes it up again.

    Raises NotAllowedError, OwnWorkError (opened, planned or carried it out), NotFoundError, StateError (not done, or
    its trimester is not over), InvalidValueError (no note) and StaleVersionError.
    """
    with database.write(actor) as unit:
        action = improvement_rows.live(unit.connection, actor.entity_id, action_id)
        plan = improvement_rows.running(unit, action["plan_id"])
        since = improvement.verifiable_from(int(plan["year"]), int(action["trimester"]))
        if today <= since:
            raise StateError(f"La eficacia se verifica el trimestre siguiente: después del {since:%d/%m/%Y}.")
        extra = {
            "verification_trimester": improvement.verification_trimester(action["trimester"]),
            "verification_note": note.strip(),
            "verified_at": unit.now,
            "verified_by": actor.user_id,
        }
        state = improvement.EFFECTIVE if effective else improvement.NOT_EFFECTIVE
        verified = _move(unit, action, version, state, note, extra, "verificar eficacia de acción")
        if not effective:
            _reopen(unit, verified)
        return verified


def _reopen(unit: Unit, action: Row) -> None:
    """The deviation goes on: a new action of the next trimester, with all that was known and why it was not enough."""
    kept = ("kind", "subject_kind", "subject_id", "slice", "correction", "responsible_id")
    deviation = {
        **action["deviation"],
        "previous_number": action["number"],
        "previous_note": action["verification_note"],
    }
    values = {name: action[name] for name in kept}
    trimester = min(action["trimester"] + 1, 4)
    about = {"trimester": trimester, "previous_id": action["id"], "deviation": deviation}
    _insert(unit, action["plan_id"], {**values, **about}, "reabrir acción no eficaz")


def withdraw(database: Database, actor: Actor, action_id: str, version: int, reason: str) -> Row:
    """Takes back an action that was opened by mistake. Raises as `finish`; StateError when it was carried out, takes up
    one that was not effective, or holds up a trimester that is closed."""
    roles.check(actor, Permission.MANAGE_IMPROVEMENT)
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se retira la acción.", "reason")
    with database.write(actor) as unit:
        action = improvement_rows.live(unit.connection, actor.entity_id, action_id)
        closures.check_open(unit.connection, action["plan_id"], action["trimester"])
        if action["state"] not in (improvement.OPEN, improvement.PLANNED) or action["previous_id"]:
            raise StateError("Solo se retira una acción que no se ha ejecutado ni retoma otra que no fue eficaz.")
        return unit.void(improvement_actions, action_id, version, action="retirar acción", reason=reason.strip()[:300])


def available(database: Database, actor: Actor, action_id: str) -> list[Transition]:
    """What this actor may do with the action now; the page offers only these."""
    with database.read() as connection:
        action = improvement_rows.live(connection, actor.entity_id, action_id)
        standing = improvement_rows.standing(connection, action)
    offered = workflow.allowed(IMPROVEMENT_TRANSITIONS, action["state"], actor, standing)
    mine = roles.can(actor, Permission.MANAGE_IMPROVEMENT) or action["responsible_id"] == actor.user_id
    return [one for one in offered if mine or one.to_state != improvement.DONE]


def listing(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """The live actions of the plan by number: the columns of the table and responsible (name)."""
    table = improvement_actions
    query = (
        select(table, users.c.name.label("responsible"))
        .outerjoin(users, users.c.id == table.c.responsible_id)
        .where(table.c.entity_id == entity_id, table.c.plan_id == plan_id, table.c.voided_at.is_(None))
        .order_by(table.c.number)
    )
    with database.read() as connection:
        return read_frame(connection, query, _LISTED)


def _insert(unit: Unit, plan_id: str, values: Mapping[str, Any], action: str = improvement_rows.OPEN) -> Row:
    numbered = {"plan_id": plan_id, "number": improvement_rows.next_number(unit.connection, plan_id), **values}
    return unit.insert(improvement_actions, numbered, action=action)


def _refuse_twin(unit: Unit, plan_id: str, trimester: int, subject_id: str, kind: str) -> None:
    for one in improvement_rows.of_trimester(unit.connection, plan_id, trimester):
        if (one["subject_id"], one["kind"]) == (subject_id, kind) and one["state"] != improvement.NOT_EFFECTIVE:
            raise StateError(f"Esa desviación ya tiene la acción {kind} n.º {one['number']}. Ábrala en la lista.")


def _move(unit: Unit, action: Row, version: int, to_state: str, note: str, extra: Mapping[str, Any], named: str) -> Row:
    """Raises NotAllowedError, OwnWorkError, StateError, InvalidValueError and StaleVersionError."""
    improvement_rows.running(unit, action["plan_id"])
    standing = improvement_rows.standing(unit.connection, action)
    change = workflow.decide(IMPROVEMENT_TRANSITIONS, action["state"], to_state, unit.actor, standing, note=note)
    changes = {"state": change.to_state, **extra}
    return unit.update(improvement_actions, action["id"], version, changes, action=named, reason=change.note[:300])


def _once(database: Database, actor: Actor, key: str | None, work: Callable[[Unit], str]) -> str:
    if key is not None:
        return database.once(actor, key, work)
    with database.write(actor) as unit:
        return work(unit)
