"""Which entries of the audit each save of a plan wrote: hence its authors, and what a person may undo."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, insert, select

from data.records import audit
from data.records.database import Row, Unit
from data.records.schema.base import new_id
from data.records.schema.conformity import verifier_designations
from data.records.schema.ledger import audit_entries
from data.records.schema.plan import plan_edits, plan_transitions, plans
from procedure.errors import NotFoundError, StateError
from procedure.states import EDITABLE_PLAN_STATES
from procedure.viability import touches_viability
from procedure.vocabulary import PLAN_STATES
from procedure.workflow import Standing


def live_plan(connection: Connection, entity_id: str, plan_id: str) -> Row:
    """The plan's row. Raises NotFoundError when this entity has no such plan."""
    query = select(plans).where(plans.c.id == plan_id, plans.c.entity_id == entity_id, plans.c.voided_at.is_(None))
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFoundError("Ese plan no existe en esta entidad. Elija uno de la lista.")
    return dict(row)


def draft_plan(unit: Unit, plan_id: str) -> Row:
    """The plan's row, when it may be edited. Raises NotFoundError and StateError."""
    plan = live_plan(unit.connection, unit.actor.entity_id, plan_id)
    if plan["state"] not in EDITABLE_PLAN_STATES:
        raise StateError(
            f"El plan está en «{PLAN_STATES[plan['state']]}» y no se puede editar. "
            "Solo se edita en borrador: pida que lo devuelvan o cree una versión nueva."
        )
    return plan


@contextmanager
def saving(unit: Unit, plan_id: str, kind: str = "edicion") -> Iterator[None]:
    """Remembers, as one save, every audit entry written inside; a save that wrote none is not remembered."""
    first = audit.lock(unit.connection, unit.actor.entity_id)[0] + 1
    yield
    last = audit.lock(unit.connection, unit.actor.entity_id)[0]
    if last < first:
        return
    row = {
        "id": new_id(),
        "entity_id": unit.actor.entity_id,
        "version": 1,
        "created_at": unit.now,
        "created_by": unit.actor.user_id,
        "plan_id": plan_id,
        "kind": kind,
        "first_sequence": first,
        "last_sequence": last,
    }
    unit.connection.execute(insert(plan_edits).values(**row))


def standing(connection: Connection, entity_id: str, plan_id: str) -> Standing:
    """Authors (accounts with an audited edit of the plan), verifiers, and whether its viability still covers it."""
    query = select(plan_transitions).where(
        plan_transitions.c.entity_id == entity_id, plan_transitions.c.plan_id == plan_id
    )
    moves = [dict(row) for row in connection.execute(query.order_by(plan_transitions.c.at)).mappings()]
    verifiers = frozenset(one["user_id"] for one in moves if one["from_state"] == "en_verificacion")
    decisions = [one for one in moves if one["from_state"] == "en_viabilidad"]
    viable = bool(decisions) and decisions[-1]["to_state"] == "viable"
    holds = viable and not _touched_since(connection, entity_id, plan_id, decisions[-1]["at"])
    designated = _designated(connection, entity_id, plan_id)
    return Standing(_authors(connection, entity_id, plan_id), verifiers, holds, designated)


def _designated(connection: Connection, entity_id: str, plan_id: str) -> frozenset[str]:
    named = verifier_designations.c
    query = select(named.user_id).where(
        named.entity_id == entity_id, named.plan_id == plan_id, named.voided_at.is_(None)
    )
    return frozenset(connection.execute(query).scalars())


def _authors(connection: Connection, entity_id: str, plan_id: str) -> frozenset[str]:
    query = _of_plan(select(audit_entries.c.user_id).distinct(), entity_id, plan_id)
    return frozenset(row.user_id for row in connection.execute(query) if row.user_id is not None)


def _touched_since(connection: Connection, entity_id: str, plan_id: str, moment: datetime) -> bool:
    columns = (audit_entries.c.subject, audit_entries.c.before, audit_entries.c.after)
    query = _of_plan(select(*columns), entity_id, plan_id).where(plan_edits.c.created_at > moment)
    return any(touches_viability(row.subject, row.before, row.after) for row in connection.execute(query))


def _of_plan(query: Select[Any], entity_id: str, plan_id: str) -> Select[Any]:
    """Restricts a query of audit entries to those that a save of the plan wrote."""
    inside = audit_entries.c.sequence.between(plan_edits.c.first_sequence, plan_edits.c.last_sequence)
    return query.join(plan_edits, (plan_edits.c.entity_id == audit_entries.c.entity_id) & inside).where(
        plan_edits.c.entity_id == entity_id, plan_edits.c.plan_id == plan_id
    )
