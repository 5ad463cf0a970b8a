"""Plans and their passage from state to state (manual, activities 3 and 5 to 9)."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
from sqlalchemy import func, select

from data.records import plan_edits
from data.records.database import Database, Row, Unit
from data.records.plan_edits import live_plan
from data.records.schema.conformity import plan_viabilities
from data.records.schema.identity import users
from data.records.schema.plan import plan_transitions, plans
from data.records.schema.strategy import strategies
from data.records.typed_frames import read_frame
from procedure import roles, workflow
from procedure.errors import InvalidValueError, StateError
from procedure.roles import Actor, Permission
from procedure.states import PLAN_TRANSITIONS, VERDICTS, VERIFYING, Transition
from procedure.viability import Viability, check_viable
from procedure.workflow import Standing

_LISTED = {
    "id": "str",
    "year": "int64",
    "number": "int64",
    "name": "str",
    "state": "str",
    "version": "int64",
    "previous_id": "str",
    "created_at": "datetime64[us, UTC]",
}
_MOVES = {
    "from_state": "str",
    "to_state": "str",
    "user_id": "str",
    "user": "str",
    "note": "str",
    "acta": "str",
    "at": "datetime64[us, UTC]",
}


def create(database: Database, actor: Actor, year: int, name: str, key: str | None = None) -> Row:
    """A new draft; its number is the next of that year. Raises NotAllowedError and InvalidValueError."""
    roles.check(actor, Permission.EDIT_PLAN)
    if not 2000 <= int(year) <= 2100:
        raise InvalidValueError(f"La vigencia {year} no es un año posible. Escriba uno entre 2000 y 2100.", "year")
    if not name.strip() or len(name) > 300:
        raise InvalidValueError("Escriba el nombre del plan, de hasta 300 caracteres.", "name")

    def work(unit: Unit) -> Row:
        plan = insert_draft(unit, int(year), name.strip())
        unit.insert(strategies, {"plan_id": plan["id"]}, action="abrir la estrategia de seguimiento")
        return plan

    return run_once(database, actor, key, work)


def insert_draft(unit: Unit, year: int, name: str, previous_id: str | None = None) -> Row:
    own = (plans.c.entity_id == unit.actor.entity_id) & (plans.c.year == year)
    last = unit.connection.execute(select(func.max(plans.c.number)).where(own)).scalar() or 0
    values = {"year": year, "number": last + 1, "name": name, "state": "borrador", "previous_id": previous_id}
    return unit.insert(plans, values, action="crear plan")


def run_once(database: Database, actor: Actor, key: str | None, work: Callable[[Unit], Row]) -> Row:
    """The plan that `work` makes; a repeated `key` answers the plan that it made the first time."""
    if key is None:
        with database.write(actor) as unit:
            return work(unit)
    plan_id = database.once(actor, key, lambda unit: str(work(unit)["id"]))
    return get(database, actor.entity_id, plan_id)


def listing(database: Database, entity_id: str) -> pd.DataFrame:
    """id, year, number, name, state, version, previous_id, created_at; the newest year and number first."""
    query = (
        select(plans)
        .where(plans.c.entity_id == entity_id, plans.c.voided_at.is_(None))
        .order_by(plans.c.year.desc(), plans.c.number.desc())
    )
    with database.read() as connection:
        return read_frame(connection, query, _LISTED)


def get(database: Database, entity_id: str, plan_id: str) -> Row:
    """The plan's row. Raises NotFoundError."""
    with database.read() as connection:
        return live_plan(connection, entity_id, plan_id)


def current(database: Database, entity_id: str, year: int) -> Row | None:
    """The last version of that year's plan, whatever its state."""
    query = select(plans).where(plans.c.entity_id == entity_id, plans.c.year == year, plans.c.voided_at.is_(None))
    with database.read() as connection:
        row = connection.execute(query.order_by(plans.c.number.desc())).mappings().first()
    return None if row is None else dict(row)


def standing(database: Database, entity_id: str, plan_id: str) -> Standing:
    """Who wrote and who verified the plan, and whether its viability still covers it."""
    with database.read() as connection:
        return plan_edits.standing(connection, entity_id, plan_id)


def available_transitions(database: Database, actor: Actor, plan_id: str) -> list[Transition]:
    """What this actor may do with the plan now; the page offers only these."""
    with database.read() as connection:
        plan = live_plan(connection, actor.entity_id, plan_id)
        found = plan_edits.standing(connection, actor.entity_id, plan_id)
    return workflow.allowed(PLAN_TRANSITIONS, plan["state"], actor, found)


def transition(
    database: Database,
    actor: Actor,
    plan_id: str,
    version: int,
    to_state: str,
    note: str = "",
    acta: str = "",
    viabilities: Sequence[Viability] = (),
) -> Row:
    """The plan in its new state, with the decision kept beside it. `viabilities`: those declared with «viable».

    A verification is not decided here but by verifications.verify, which looks at the rules. Raises StateError,
    NotAllowedError, OwnWorkError, InvalidValueError and StaleVersionError.
    """
    with database.write(actor) as unit:
        if live_plan(unit.connection, actor.entity_id, plan_id)["state"] == VERIFYING and to_state in VERDICTS:
            raise StateError("La verificación se decide en la página Conformidad, con sus reglas y su lista.")
        moved, decision_id = move(unit, plan_id, version, to_state, note, acta)
        if to_state == "viable" and viabilities:
            check_viable(viabilities)
        for one in viabilities:
            values = {"plan_id": plan_id, "transition_id": decision_id, **asdict(one)}
            unit.insert(plan_viabilities, values, action="declarar viabilidad")
        return moved


def move(unit: Unit, plan_id: str, version: int, to_state: str, note: str = "", acta: str = "") -> tuple[Row, str]:
    """The plan in its new state and the id of the decision, inside a transaction; raises what `transition` does."""
    plan = live_plan(unit.connection, unit.actor.entity_id, plan_id)
    found = plan_edits.standing(unit.connection, unit.actor.entity_id, plan_id)
    change = workflow.decide(PLAN_TRANSITIONS, plan["state"], to_state, unit.actor, found, note=note, acta=acta)
    moved = unit.update(plans, plan_id, version, {"state": change.to_state}, action=change.action, reason=change.note)
    return moved, _keep_decision(unit, plan_id, change)


def _keep_decision(unit: Unit, plan_id: str, change: workflow.Change) -> str:
    values: dict[str, Any] = {
        "plan_id": plan_id,
        "from_state": change.from_state,
        "to_state": change.to_state,
        "user_id": unit.actor.user_id,
        "note": change.note,
        "acta": change.acta,
        "at": unit.now,
    }
    return str(unit.insert(plan_transitions, values, action=change.action, reason=change.note)["id"])


def history(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """from_state, to_state, user_id, user (name), note, acta, at (UTC); oldest first."""
    query = (
        select(plan_transitions, users.c.name.label("user"))
        .outerjoin(users, users.c.id == plan_transitions.c.user_id)
        .where(plan_transitions.c.entity_id == entity_id, plan_transitions.c.plan_id == plan_id)
        .order_by(plan_transitions.c.at)
    )
    with database.read() as connection:
        return read_frame(connection, query, _MOVES)
