"""What is done about each point of a nonconformity, until it is done (N01.02 and N01.03, producto no conforme)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data.records.database import Database, Row, Unit
from data.records.schema.conformity import plan_verifications, verification_treatments
from data.records.schema.identity import users
from data.records.typed_frames import read_frame
from procedure import roles
from procedure.conformity import checklist, decision
from procedure.conformity.rule import Finding
from procedure.errors import InvalidValueError, NotFoundError, StateError
from procedure.roles import Actor, Permission

_LONGEST = 2000
_LISTED = {
    "id": "str",
    "version": "int64",
    "verification_id": "str",
    "rule": "str",
    "treatment": "str",
    "responsible_id": "str",
    "responsible": "str",
    "due_date": "datetime64[s]",
    "done_at": "datetime64[us, UTC]",
    "created_at": "datetime64[us, UTC]",
}


def add(
    database: Database,
    actor: Actor,
    verification_id: str,
    rule: str,
    treatment: str,
    responsible_id: str,
    due_date: date | None,
    key: str | None = None,
) -> str:
    """The id of the treatment of one point of the last nonconformity of its plan, by whoever drafts the plan.

    Raises NotAllowedError, NotFoundError, StateError (it is not the last, or it was conforming) and InvalidValueError.
    """
    roles.check(actor, Permission.EDIT_PLAN)

    def work(unit: Unit) -> str:
        found = _open(unit, verification_id)
        values = {
            "verification_id": verification_id,
            "rule": _point(found, rule),
            "treatment": _text(treatment),
            "responsible_id": _person(unit, responsible_id),
            "due_date": _due(due_date),
        }
        return str(unit.insert(verification_treatments, values, action="registrar tratamiento")["id"])

    if key is not None:
        return str(database.once(actor, key, work))
    with database.write(actor) as unit:
        return work(unit)


def finish(database: Database, actor: Actor, treatment_id: str, version: int) -> Row:
    """The treatment, done. Raises NotAllowedError (neither drafts the plan nor is responsible for it), NotFoundError,
    StateError (it was done) and StaleVersionError."""
    with database.write(actor) as unit:
        row = unit.get(verification_treatments, treatment_id)
        if row["responsible_id"] != actor.user_id:
            roles.check(actor, Permission.EDIT_PLAN)
        _open(unit, row["verification_id"])
        if row["done_at"] is not None:
            raise StateError("Ese tratamiento ya está marcado como hecho.")
        changes = {"done_at": unit.now}
        return unit.update(verification_treatments, treatment_id, version, changes, action="terminar tratamiento")


def withdraw(database: Database, actor: Actor, treatment_id: str, version: int, reason: str) -> Row:
    """Takes back a treatment that was a mistake, with its reason. Raises as `finish`, and InvalidValueError."""
    roles.check(actor, Permission.EDIT_PLAN)
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se retira el tratamiento.", "reason")
    with database.write(actor) as unit:
        _open(unit, unit.get(verification_treatments, treatment_id)["verification_id"])
        return unit.void(
            verification_treatments, treatment_id, version, action="retirar tratamiento", reason=reason.strip()[:300]
        )


def listing(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """Of every verification of the plan, without what was withdrawn: id, version, verification_id, rule, treatment,
    responsible_id, responsible (name), due_date, done_at, created_at."""
    table = verification_treatments
    query = (
        select(table, users.c.name.label("responsible"))
        .join(plan_verifications, plan_verifications.c.id == table.c.verification_id)
        .outerjoin(users, users.c.id == table.c.responsible_id)
        .where(table.c.entity_id == entity_id, plan_verifications.c.plan_id == plan_id, table.c.voided_at.is_(None))
        .order_by(plan_verifications.c.number, table.c.rule, table.c.created_at)
    )
    with database.read() as connection:
        return read_frame(connection, query, _LISTED)


def pending(connection: Connection, plan_id: str) -> list[str]:
    """The points of the last verification, when it was not conforming, whose treatment is not done."""
    last = _last(connection, plan_id)
    if last is None or last["result"] != decision.NOT_CONFORMING:
        return []
    table = verification_treatments.c
    query = select(table.rule, table.done_at).where(table.verification_id == last["id"], table.voided_at.is_(None))
    done = [dict(row) for row in connection.execute(query).mappings()]
    return decision.untreated(points_of(last), done)


def points_of(verification: Mapping[str, Any]) -> list[str]:
    """The points of a stored verification that were not met."""
    findings = [Finding(**one) for one in verification["findings"]]
    return decision.points(findings, checklist.answers_from_json(verification["checklist"]))


def verification(connection: Connection, entity_id: str, verification_id: str) -> Row:
    table = plan_verifications
    query = select(table).where(table.c.id == verification_id, table.c.entity_id == entity_id)
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError("Esa verificación no existe en esta entidad. Vuelva a abrir la página.")
    return dict(row)


def _last(connection: Connection, plan_id: str) -> Row | None:
    query = select(plan_verifications).where(plan_verifications.c.plan_id == plan_id)
    row = connection.execute(query.order_by(plan_verifications.c.number.desc())).mappings().first()
    return None if row is None else dict(row)


def _open(unit: Unit, verification_id: str) -> Row:
    """The verification, while it may be treated: the last of its plan, and not conforming."""
    found = verification(unit.connection, unit.actor.entity_id, verification_id)
    last = _last(unit.connection, found["plan_id"])
    if found["result"] != decision.NOT_CONFORMING or last is None or last["id"] != verification_id:
        raise StateError("Solo se trata la última verificación, y cuando fue no conforme. Esa ya quedó como está.")
    return found


def _point(found: Row, rule: str) -> str:
    if rule not in points_of(found):
        raise InvalidValueError("Elija uno de los puntos que esa verificación encontró sin cumplir.", "rule")
    return rule


def _text(treatment: str) -> str:
    text = treatment.strip()
    if not text or len(text) > _LONGEST:
        raise InvalidValueError(f"Tratamiento: escriba qué se hará, en hasta {_LONGEST} caracteres.", "treatment")
    return text


def _person(unit: Unit, user_id: str) -> str:
    query = select(users.c.id).where(
        users.c.id == user_id, users.c.entity_id == unit.actor.entity_id, users.c.is_active
    )
    if unit.connection.execute(query).first() is None:
        raise InvalidValueError(
            "Responsable del tratamiento: elija a una persona con la cuenta activa.", "responsible_id"
        )
    return user_id


def _due(day: date | None) -> date:
    if day is None:
        raise InvalidValueError("Fecha límite del tratamiento: escriba para cuándo.", "due_date")
    return day
