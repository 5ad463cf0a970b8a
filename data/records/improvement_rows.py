"""Finding a corrective or preventive action with what decides on it: its plan, its authors, its responsible."""

from typing import Any

from sqlalchemy import Connection, func, select

from data.records.database import Row, Unit
from data.records.plan_edits import live_plan
from data.records.report_rows import check_running
from data.records.schema.identity import users
from data.records.schema.improvement import improvement_actions
from data.records.schema.ledger import audit_entries
from procedure import roles
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError
from procedure.roles import Actor, Permission
from procedure.workflow import Standing

OPEN, PLAN, FINISH, ATTACH = "abrir acción", "formular acción", "registrar ejecución de acción", "adjuntar soporte"
_AUTHORED = (OPEN, PLAN, FINISH, ATTACH)


def live(connection: Connection, entity_id: str, action_id: str) -> Row:
    """Raises NotFoundError when this entity has no such action, or it was withdrawn."""
    columns = improvement_actions.c
    query = select(improvement_actions).where(
        columns.id == action_id, columns.entity_id == entity_id, columns.voided_at.is_(None)
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError("Esa acción no existe en esta entidad o fue retirada. Vuelva a abrir la página.")
    return dict(row)


def running(unit: Unit, plan_id: str) -> Row:
    """The plan's row, while it is being carried out. Raises NotFoundError and StateError."""
    plan = live_plan(unit.connection, unit.actor.entity_id, plan_id)
    check_running(plan)
    return plan


def of_trimester(connection: Connection, plan_id: str, trimester: int) -> list[Row]:
    """The live actions upon the deviations of a trimester, the first first."""
    columns = improvement_actions.c
    query = select(improvement_actions).where(
        columns.plan_id == plan_id, columns.trimester == trimester, columns.voided_at.is_(None)
    )
    return [dict(row) for row in connection.execute(query.order_by(columns.number)).mappings()]


def next_number(connection: Connection, plan_id: str) -> int:
    query = select(func.max(improvement_actions.c.number)).where(improvement_actions.c.plan_id == plan_id)
    return int(connection.execute(query).scalar() or 0) + 1


def standing(connection: Connection, action: Row) -> Standing:
    """Its authors, as the audit has them: whoever opened it, wrote its plan, carried it out or attached its evidence,
    and whoever is in charge of it."""
    columns = audit_entries.c
    query: Any = (
        select(columns.user_id)
        .distinct()
        .where(columns.entity_id == action["entity_id"], columns.subject == "improvement_actions")
        .where(columns.subject_id == action["id"], columns.action.in_(_AUTHORED))
    )
    found = {row.user_id for row in connection.execute(query)} | {action["responsible_id"]}
    return Standing(authors=frozenset(found - {None}))


def check_mine(actor: Actor, action: Row) -> None:
    """Raises NotAllowedError unless the actor manages these actions or is in charge of this one."""
    if roles.can(actor, Permission.MANAGE_IMPROVEMENT):
        return
    if action["responsible_id"] is None or action["responsible_id"] != actor.user_id:
        raise NotAllowedError(
            "Esa acción no está a su cargo; la registra su responsable. Lo que escribió no se guardó."
        )


def person(unit: Unit, user_id: str) -> str:
    query = select(users.c.id).where(
        users.c.id == user_id, users.c.entity_id == unit.actor.entity_id, users.c.is_active
    )
    if unit.connection.execute(query).first() is None:
        raise InvalidValueError("Responsable de la acción: elija a una persona con la cuenta activa.", "responsible_id")
    return user_id
