"""Who verifies a plan when every leader has written in it: the admin names somebody, and it is kept (activity 6)."""

import pandas as pd
from sqlalchemy import Connection, select

from data.records import plan_edits
from data.records.database import Database, Row, Unit
from data.records.plan_edits import live_plan
from data.records.schema.conformity import verifier_designations
from data.records.schema.identity import user_roles, users
from data.records.typed_frames import read_frame
from procedure import roles
from procedure.errors import InvalidValueError, OwnWorkError, StateError
from procedure.roles import Actor, Permission, Role
from procedure.states import has_reached
from procedure.vocabulary import PLAN_STATES

_LISTED = {
    "id": "str",
    "version": "int64",
    "user_id": "str",
    "user": "str",
    "reason": "str",
    "created_at": "datetime64[us, UTC]",
    "voided_at": "datetime64[us, UTC]",
    "void_reason": "str",
}


def free_leaders(database: Database, entity_id: str, plan_id: str) -> list[str]:
    """Names of the active leaders without an edit of the plan: any of them may verify it."""
    with database.read() as connection:
        return _free_leaders(connection, entity_id, plan_id)


def candidates(database: Database, entity_id: str, plan_id: str) -> dict[str, str]:
    """Name by id of the active accounts without an edit of the plan."""
    with database.read() as connection:
        authors = plan_edits.standing(connection, entity_id, plan_id).authors
        query = select(users.c.id, users.c.name).where(users.c.entity_id == entity_id, users.c.is_active)
        rows = connection.execute(query.order_by(users.c.name)).all()
    return {row.id: row.name for row in rows if row.id not in authors}


def listing(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """Every designation, the first first; at most one is not voided.

    id, version, user_id, user (name), reason, created_at, voided_at, void_reason.
    """
    table = verifier_designations
    query = (
        select(table, users.c.name.label("user"))
        .join(users, users.c.id == table.c.user_id)
        .where(table.c.entity_id == entity_id, table.c.plan_id == plan_id)
        .order_by(table.c.created_at)
    )
    with database.read() as connection:
        return read_frame(connection, query, _LISTED)


def designate(database: Database, actor: Actor, plan_id: str, user_id: str, reason: str) -> Row:
    """The designation; it takes the place of the one before.

    Raises NotAllowedError, NotFoundError, StateError (a leader is free, or it was verified), OwnWorkError (who is named
    wrote in the plan) and InvalidValueError.
    """
    roles.check(actor, Permission.NAME_VERIFIER)
    if not reason.strip():
        raise InvalidValueError("Escriba por qué verifica esa persona: quedará en el registro.", "reason")
    with database.write(actor) as unit:
        _check(unit, plan_id, user_id)
        for row in _live(unit, plan_id):
            because = {"action": "retirar designación", "reason": "Se designó a otra persona"}
            unit.void(verifier_designations, row["id"], row["version"], **because)
        values = {"plan_id": plan_id, "user_id": user_id, "reason": reason.strip()[:1000]}
        return unit.insert(verifier_designations, values, action="designar verificador", reason=values["reason"])


def withdraw(database: Database, actor: Actor, designation_id: str, version: int, reason: str) -> Row:
    """The designation, taken back. Raises NotAllowedError, NotFoundError, InvalidValueError, StaleVersionError."""
    roles.check(actor, Permission.NAME_VERIFIER)
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se retira la designación.", "reason")
    with database.write(actor) as unit:
        because = {"action": "retirar designación", "reason": reason.strip()[:300]}
        return unit.void(verifier_designations, designation_id, version, **because)


def _check(unit: Unit, plan_id: str, user_id: str) -> None:
    entity_id = unit.actor.entity_id
    state = live_plan(unit.connection, entity_id, plan_id)["state"]
    if has_reached(state, "conforme"):
        raise StateError(f"El plan está en «{PLAN_STATES[state]}»: ya se verificó.")
    free = _free_leaders(unit.connection, entity_id, plan_id)
    if free:
        raise StateError(
            f"No hace falta designar a nadie: {', '.join(free)} no ha escrito en el plan y puede verificarlo."
        )
    active = select(users.c.id).where(users.c.id == user_id, users.c.entity_id == entity_id, users.c.is_active)
    if unit.connection.execute(active).first() is None:
        raise InvalidValueError("Elija a una persona con la cuenta activa.", "user_id")
    if user_id in plan_edits.standing(unit.connection, entity_id, plan_id).authors:
        raise OwnWorkError("Esa persona escribió en el plan y no puede verificarlo. Designe a otra.")


def _live(unit: Unit, plan_id: str) -> list[Row]:
    table = verifier_designations
    query = select(table).where(
        table.c.plan_id == plan_id, table.c.entity_id == unit.actor.entity_id, table.c.voided_at.is_(None)
    )
    return [dict(row) for row in unit.connection.execute(query).mappings()]


def _free_leaders(connection: Connection, entity_id: str, plan_id: str) -> list[str]:
    authors = plan_edits.standing(connection, entity_id, plan_id).authors
    query = (
        select(users.c.id, users.c.name)
        .join(user_roles, user_roles.c.user_id == users.c.id)
        .where(users.c.entity_id == entity_id, users.c.is_active, user_roles.c.role == Role.LEADER.value)
        .order_by(users.c.name)
    )
    return [row.name for row in connection.execute(query) if row.id not in authors]
