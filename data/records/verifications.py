"""The formal verification of a plan: decided with its rules and its checklist, each kept (manual, activity 6)."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
from sqlalchemy import Connection, func, select

from data.records import conformity, plan_edits, plans, treatments
from data.records.database import Database, Row, Unit
from data.records.plan_edits import live_plan
from data.records.schema.conformity import plan_verifications
from data.records.schema.identity import users
from data.records.typed_frames import read_frame
from procedure import workflow
from procedure.conformity import checklist, decision
from procedure.conformity.checklist import Answer
from procedure.conformity.review import review
from procedure.errors import StateError
from procedure.roles import Actor
from procedure.states import PLAN_TRANSITIONS, VERIFYING
from procedure.vocabulary import PLAN_STATES

_KEPT = {
    "id": "str",
    "number": "int64",
    "plan_stamp": "str",
    "result": "str",
    "findings": "object",
    "checklist": "object",
    "note": "str",
    "created_by": "str",
    "user": "str",
    "created_at": "datetime64[us, UTC]",
}


def verify(
    database: Database,
    actor: Actor,
    plan_id: str,
    version: int,
    result: str,
    answers: Sequence[Answer],
    note: str = "",
    *,
    rural_share: float | None = None,
    key: str | None = None,
) -> str:
    """Declares the plan `conforme` or `no_conforme` and answers the id of the verification, kept with what was found.

    The rules are run here, over what is stored at this moment. Raises StateError (it is not being verified, or
    something keeps it from being conforming), NotAllowedError, OwnWorkError, InvalidValueError and StaleVersionError;
    nothing is kept then. A repeated `key` verifies nothing again.
    """

    def work(unit: Unit) -> str:
        return _verify(database, unit, plan_id, version, result, answers, note.strip(), rural_share)

    if key is not None:
        return str(database.once(actor, key, work))
    with database.write(actor) as unit:
        return work(unit)


def _verify(
    database: Database,
    unit: Unit,
    plan_id: str,
    version: int,
    result: str,
    answers: Sequence[Answer],
    note: str,
    rural_share: float | None,
) -> str:
    """Nobody of the entity writes while this unit does, so what other connections read is what is being verified."""
    state = live_plan(unit.connection, unit.actor.entity_id, plan_id)["state"]
    if state != VERIFYING:
        raise StateError(
            f"El plan está en «{PLAN_STATES[state]}»: se verifica cuando el líder lo envía a verificación."
        )
    standing = plan_edits.standing(unit.connection, unit.actor.entity_id, plan_id)
    workflow.check(workflow.find(PLAN_TRANSITIONS, state, result), unit.actor, standing)
    answered = checklist.checked(answers)
    plan = conformity.read(database, unit.actor.entity_id, plan_id, rural_share)
    findings = review(plan)
    decision.check(result, findings, answered, treatments.pending(unit.connection, plan_id))
    plans.move(unit, plan_id, version, result, note)
    values: dict[str, Any] = {
        "plan_id": plan_id,
        "number": _last_number(unit.connection, plan_id) + 1,
        "plan_stamp": plan.stamp,
        "result": result,
        "findings": [asdict(one) for one in findings],
        "checklist": [one.as_json() for one in answered],
        "note": note,
    }
    return str(unit.insert(plan_verifications, values, action="verificar conformidad", reason=note)["id"])


def _last_number(connection: Connection, plan_id: str) -> int:
    query = select(func.max(plan_verifications.c.number)).where(plan_verifications.c.plan_id == plan_id)
    return int(connection.execute(query).scalar() or 0)


def history(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """Every verification of the plan, the first first: id, number, plan_stamp, result, findings and checklist (lists of
    dicts), note, created_by, user (name), created_at (UTC)."""
    query = (
        select(plan_verifications, users.c.name.label("user"))
        .outerjoin(users, users.c.id == plan_verifications.c.created_by)
        .where(plan_verifications.c.entity_id == entity_id, plan_verifications.c.plan_id == plan_id)
        .order_by(plan_verifications.c.number)
    )
    with database.read() as connection:
        return read_frame(connection, query, _KEPT)


def get(database: Database, entity_id: str, verification_id: str) -> Row:
    """One verification. Raises NotFoundError."""
    with database.read() as connection:
        return treatments.verification(connection, entity_id, verification_id)
