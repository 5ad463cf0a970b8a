"""Rounds of scoring (manual, activity 2): each voter alone and unseen while a round is open, everything in sight once
it is closed; a later round starts blank and the earlier ones stay as they were."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from data.records.database import Database, Row, Unit
from data.records.errors import StaleVersionError
from data.records.schema.priorities import factor_scores, factors, voting_rounds
from procedure import roles
from procedure.errors import InvalidValueError, NotFoundError, StateError
from procedure.roles import Actor, Permission
from procedure.scores import CRITERIA, score_value

OPEN, CLOSED = "abierta", "cerrada"


def open_round(database: Database, actor: Actor, plan_year: int, key: str | None = None) -> int:
    """The number of the round that opens; whoever scored in an earlier one scores again.

    Raises NotAllowedError, and StateError when one is open already or there is no factor to score.
    """
    roles.check(actor, Permission.RUN_VOTING)

    def work(unit: Unit) -> int:
        last = _last_round(unit, plan_year)
        if last is not None and last["state"] == OPEN:
            raise StateError(f"La ronda {last['number']} ya está abierta. Ciérrela antes de abrir otra.")
        if not _live_factors(unit, plan_year):
            raise StateError("No hay factores que calificar. Escríbalos en el paso 1 y abra después la calificación.")
        number = 1 if last is None else int(last["number"]) + 1
        new = {"plan_year": plan_year, "number": number, "state": OPEN, "note": ""}
        unit.insert(voting_rounds, new, action="abrir ronda de calificación")
        return number

    return _run(database, actor, key, work)


def close_round(
    database: Database, actor: Actor, round_id: str, version: int, note: str = "", key: str | None = None
) -> int:
    """Closes the round for good and shows it; answers its number.

    Raises NotAllowedError, NotFoundError, StaleVersionError, and StateError when it is closed or nobody scored.
    """
    roles.check(actor, Permission.RUN_VOTING)

    def work(unit: Unit) -> int:
        found = unit.get(voting_rounds, round_id)
        if found["state"] == CLOSED:
            raise StateError(f"La ronda {found['number']} ya estaba cerrada. Vuelva a abrir la página para verla.")
        if not _any_score(unit, found):
            raise StateError(f"Nadie ha calificado en la ronda {found['number']}: ciérrela cuando haya calificaciones.")
        changes = {"state": CLOSED, "closed_at": unit.now, "closed_by": actor.user_id, "note": note.strip()}
        unit.update(voting_rounds, round_id, version, changes, action="cerrar ronda de calificación")
        return int(found["number"])

    return _run(database, actor, key, work)


def score(
    database: Database, actor: Actor, factor_id: str, trend: Any, urgency: Any, impact: Any, version: int | None = None
) -> Row:
    """The actor's own score of a factor in the open round; a second one replaces the first (`version` of it, when it
    was read).

    Raises InvalidValueError unless the three are whole numbers 1–5, StateError when no round is open, NotAllowedError,
    NotFoundError, StaleVersionError.
    """
    roles.check(actor, Permission.SCORE_FACTORS)
    if actor.user_id is None:
        raise InvalidValueError("La calificación es de una persona: entre con su cuenta.", "user_id")
    values = {name: score_value(name, given) for name, given in zip(CRITERIA, (trend, urgency, impact), strict=True)}
    with database.write(actor) as unit:
        number = _open_number(unit, live_factor(unit, factor_id)["plan_year"])
        own = (factor_scores.c.factor_id == factor_id) & (factor_scores.c.user_id == actor.user_id)
        mine = select(factor_scores).where(own, factor_scores.c.round_number == number)
        found = unit.connection.execute(mine).mappings().first()
        if found is None and version is None:
            new = {"factor_id": factor_id, "user_id": actor.user_id, "round_number": number, **values}
            return unit.insert(factor_scores, new, action="calificar factor")
        if found is None:
            raise StaleVersionError("Esa calificación ya no existe.", row_id="", current=None, attempted=values)
        seen = found["version"] if version is None else version
        return unit.update(factor_scores, found["id"], seen, values, action="calificar factor")


def live_factor(unit: Unit, factor_id: str) -> Row:
    """The factor's row. Raises NotFoundError when it is of another entity or was retired."""
    factor = unit.get(factors, factor_id)
    if factor["voided_at"] is not None:
        raise NotFoundError("Ese factor fue retirado. Elija otro de la lista.")
    return factor


def _open_number(unit: Unit, plan_year: int) -> int:
    last = _last_round(unit, plan_year)
    if last is None:
        raise StateError("La calificación no está abierta todavía: la abre el líder. No se guardó lo que escribió.")
    if last["state"] == CLOSED:
        raise StateError(
            f"La ronda {last['number']} se cerró y ya no recibe calificaciones; no se guardó lo que escribió. "
            "Si hay que calificar de nuevo, pida al líder que abra otra ronda."
        )
    return int(last["number"])


def _last_round(unit: Unit, plan_year: int) -> Row | None:
    columns = voting_rounds.c
    query = select(voting_rounds).where(columns.entity_id == unit.actor.entity_id, columns.plan_year == plan_year)
    found = unit.connection.execute(query.order_by(columns.number.desc()).limit(1)).mappings().first()
    return None if found is None else dict(found)


def _live_factors(unit: Unit, plan_year: int) -> bool:
    columns = factors.c
    live = (columns.entity_id == unit.actor.entity_id) & columns.voided_at.is_(None)
    query = select(columns.id).where(live, columns.plan_year == plan_year).limit(1)
    return unit.connection.execute(query).first() is not None


def _any_score(unit: Unit, found: Row) -> bool:
    query = (
        select(factor_scores.c.id)
        .join(factors, factors.c.id == factor_scores.c.factor_id)
        .where(factors.c.plan_year == found["plan_year"], factors.c.voided_at.is_(None))
        .where(factor_scores.c.entity_id == unit.actor.entity_id, factor_scores.c.round_number == found["number"])
    )
    return unit.connection.execute(query.limit(1)).first() is not None


def _run(database: Database, actor: Actor, key: str | None, work: Callable[[Unit], int]) -> int:
    if key is not None:
        return database.once(actor, key, work)
    with database.write(actor) as unit:
        return work(unit)
