"""Counts of a year for the home page: the facts behind the thirteen activities, and what waits for each person."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from data.records import ballots, follow_up, plans
from data.records.database import Database, Row
from data.records.datasets import CLOSED_CUTOFF
from data.records.schema.measurements import baseline_choices, dataset_versions
from data.records.schema.plan import actions, indicators
from data.records.schema.priorities import factor_scores, factors, opportunities, voting_rounds
from data.records.schema.profile import profile_swot, profile_texts, profiles
from procedure import roles
from procedure.activity_states import Facts
from procedure.calendar import closed_trimesters
from procedure.follow_up_requests import requests
from procedure.follow_up_strategy import incomplete
from procedure.roles import Actor, Permission
from procedure.states import VERIFYING, Transition
from procedure.waiting import Waiting, counted


def facts(database: Database, entity_id: str, year: int) -> Facts:
    """What is counted of one entity and year, in a handful of queries."""
    plan = plans.current(database, entity_id, year)
    with database.read() as connection:
        found = {**_measured(connection, entity_id, year), **_concluded(connection, entity_id, year)}
        found |= _prioritized(connection, entity_id, year)
        if plan is not None:
            found |= _planned(connection, plan)
    if plan is not None:
        found |= _followed(database, plan)
    return Facts(**found)


def _measured(connection: Connection, entity_id: str, year: int) -> dict[str, Any]:
    versions, chosen = dataset_versions.c, baseline_choices.c
    loaded = select(func.count(versions.dataset.distinct())).where(
        versions.entity_id == entity_id, versions.withdrawn_at.is_(None), versions.kind != CLOSED_CUTOFF
    )
    baselines = select(func.count(), func.count(chosen.frozen_at)).where(
        chosen.entity_id == entity_id, chosen.plan_year == year
    )
    total, frozen = connection.execute(baselines).one()
    return {
        "datasets": connection.execute(loaded).scalar_one(),
        "baselines": total,
        "baselines_frozen": frozen,
    }


def _concluded(connection: Connection, entity_id: str, year: int) -> dict[str, Any]:
    texts, swot, row = profile_texts.c, profile_swot.c, profiles.c
    written = select(func.count()).where(texts.entity_id == entity_id, texts.plan_year == year, texts.text != "")
    lists = select(func.count(swot.kind.distinct())).where(
        swot.entity_id == entity_id, swot.plan_year == year, swot.voided_at.is_(None)
    )
    found = connection.execute(select(row.decision).where(row.entity_id == entity_id, row.plan_year == year)).first()
    return {
        "profile_begun": found is not None,
        "profile_texts": connection.execute(written).scalar_one(),
        "swot_lists": connection.execute(lists).scalar_one(),
        "profile_decision": found.decision or "" if found else "",
    }


def _prioritized(connection: Connection, entity_id: str, year: int) -> dict[str, Any]:
    live_factor = factors.c.voided_at.is_(None)
    rounds = voting_rounds.c
    own = (rounds.entity_id == entity_id) & (rounds.plan_year == year)
    last = select(func.max(rounds.number)).where(own, rounds.state == "cerrada").scalar_subquery()
    counted = (factor_scores.c.factor_id == factors.c.id) & (factor_scores.c.round_number == last)
    query = (
        select(
            func.count(opportunities.c.id.distinct()),
            func.count(factors.c.opportunity_id.distinct()),
            func.count(factors.c.id.distinct()),
            func.count(factor_scores.c.factor_id.distinct()),
        )
        .select_from(opportunities)
        .outerjoin(factors, (factors.c.opportunity_id == opportunities.c.id) & live_factor)
        .outerjoin(factor_scores, counted)
        .where(
            opportunities.c.entity_id == entity_id,
            opportunities.c.plan_year == year,
            opportunities.c.voided_at.is_(None),
        )
    )
    total, with_factor, factor_count, scored = connection.execute(query).one()
    return {
        "opportunities": total,
        "opportunities_without_factor": total - with_factor,
        "factors": factor_count,
        "factors_scored": scored,
    }


def _planned(connection: Connection, plan: Row) -> dict[str, Any]:
    return {
        "plan_id": plan["id"],
        "plan_state": plan["state"],
        "indicators": _count(connection, indicators, plan),
        "actions": _count(connection, actions, plan),
    }


def _followed(database: Database, plan: Row) -> dict[str, Any]:
    """What the strategy lacks, and the reports that it asks for."""
    found = follow_up.read(database, plan["entity_id"], plan["id"])
    return {
        "strategy_lacks": tuple(incomplete(found)),
        "trimesters": follow_up.trimester_facts(found, follow_up.states(database, plan["id"])),
    }


def _count(connection: Connection, table: Any, plan: Row) -> int:
    live = (table.c.plan_id == plan["id"]) & table.c.voided_at.is_(None)
    return int(connection.execute(select(func.count()).where(live)).scalar_one())


def waiting(database: Database, actor: Actor, year: int, today: date) -> list[Waiting]:
    """What this actor can do now: factors to score, decisions on the plan, reports to write, to mend and to review."""
    scoring = _scoring_waiting(database, actor, year)
    plan = plans.current(database, actor.entity_id, year)
    if plan is None:
        return scoring
    offered = plans.available_transitions(database, actor, plan["id"])
    decisions = scoring + [_decision(year, one) for one in offered]
    if plan["state"] != "en_ejecucion":
        return decisions
    return decisions + _reports_waiting(database, actor, plan, today)


def _decision(year: int, one: Transition) -> Waiting:
    page = "conformidad" if one.from_state == VERIFYING else "plan"
    return Waiting(f"Plan {year}: {one.action.lower()}.", 1, page)


def _scoring_waiting(database: Database, actor: Actor, year: int) -> list[Waiting]:
    if not roles.can(actor, Permission.SCORE_FACTORS):
        return []
    many = "La calificación está abierta: le faltan {count} factores."
    missing = ballots.missing(database, actor, year)
    return counted(missing, "La calificación está abierta: le falta un factor.", many, "priorizacion")


def _reports_waiting(database: Database, actor: Actor, plan: Row, today: date) -> list[Waiting]:
    page = "reporte-trimestral"
    asked = follow_up.read(database, actor.entity_id, plan["id"])
    found, states = [], follow_up.states(database, plan["id"])
    for trimester in closed_trimesters(plan["year"], today):
        mine = [one for one in requests(asked, [trimester]) if one.asked_id == actor.user_id]
        due = [one for one in mine if states.get(one.key, "") in ("", "borrador", "reabierto")]
        back = sum(states.get(one.key) == "devuelto" for one in mine)
        until = f", hasta el {min(one.due for one in due):%d/%m/%Y}" if due else ""
        first = " el primero" if len({one.due for one in due}) > 1 else ""
        many = f"T{trimester}: {{count}} reportes suyos por enviar{until}{first}."
        found += counted(len(due), f"T{trimester}: un reporte suyo por enviar{until}.", many, page)
        many = f"T{trimester}: {{count}} reportes suyos devueltos con nota."
        found += counted(back, f"T{trimester}: un reporte suyo devuelto con nota.", many, page)
    if roles.can(actor, Permission.REVIEW_REPORT):
        sent = list(states.values()).count("enviado")
        found += counted(sent, "Un reporte por revisar.", "{count} reportes por revisar.", page)
    return found
