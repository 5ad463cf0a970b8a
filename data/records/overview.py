"""Counts of a year for the home page: the facts behind the thirteen activities, and what waits for each person."""

from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, case, func, select

from data.records import plans, reports
from data.records.database import Database, Row
from data.records.schema.followup import trimester_reports
from data.records.schema.measurements import baseline_choices, dataset_versions
from data.records.schema.plan import actions, indicator_slices, indicators
from data.records.schema.priorities import factor_scores, factors, opportunities, voting_rounds
from data.records.schema.profile import profile_swot, profile_texts, profiles
from procedure import roles
from procedure.activity_states import Facts, TrimesterFacts
from procedure.calendar import closed_trimesters, trimester_bounds
from procedure.roles import Actor, Permission
from procedure.states import APPROVED_REPORT_STATES, VERIFYING, Transition
from procedure.vocabulary import TRIMESTERS
from procedure.waiting import Waiting, counted

_SENT = ("enviado", "aprobado", "cerrado")


def facts(database: Database, entity_id: str, year: int) -> Facts:
    """What is counted of one entity and year, in a handful of grouped queries."""
    plan = plans.current(database, entity_id, year)
    with database.read() as connection:
        found = {**_measured(connection, entity_id, year), **_concluded(connection, entity_id, year)}
        found |= _prioritized(connection, entity_id, year)
        if plan is not None:
            found |= _planned(connection, plan)
    return Facts(**found)


def _measured(connection: Connection, entity_id: str, year: int) -> dict[str, Any]:
    versions, chosen = dataset_versions.c, baseline_choices.c
    loaded = select(func.count(versions.dataset.distinct())).where(
        versions.entity_id == entity_id, versions.withdrawn_at.is_(None)
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
    expected = _expected(connection, plan)
    states = case((trimester_reports.c.state.in_(_SENT), 1))
    approved = case((trimester_reports.c.state.in_(sorted(APPROVED_REPORT_STATES)), 1))
    closed = case((trimester_reports.c.state == "cerrado", 1))
    query = (
        select(
            trimester_reports.c.trimester, func.count(), func.count(states), func.count(approved), func.count(closed)
        )
        .where(trimester_reports.c.plan_id == plan["id"])
        .group_by(trimester_reports.c.trimester)
    )
    counts = {row[0]: tuple(row[1:]) for row in connection.execute(query)}
    return {
        "plan_id": plan["id"],
        "plan_state": plan["state"],
        "indicators": _count(connection, indicators, plan),
        "actions": _count(connection, actions, plan),
        "trimesters": {
            number: TrimesterFacts(expected[number], *counts.get(number, (0, 0, 0, 0))) for number in TRIMESTERS
        },
    }


def _count(connection: Connection, table: Any, plan: Row) -> int:
    live = (table.c.plan_id == plan["id"]) & table.c.voided_at.is_(None)
    return int(connection.execute(select(func.count()).where(live)).scalar_one())


def _expected(connection: Connection, plan: Row) -> dict[int, int]:
    """Reports expected per trimester: indicators with something scheduled by then (or no schedule at all), and actions
    whose dates meet the trimester."""
    measured = connection.execute(_expected_indicators(plan)).one()
    planned = connection.execute(_expected_actions(plan)).one()
    return {number: measured[number - 1] + planned[number - 1] for number in TRIMESTERS}


def _expected_indicators(plan: Row) -> Any:
    columns = indicator_slices.c
    positions = [columns[f"t{number}"] for number in TRIMESTERS]
    undeclared = func.coalesce(*positions).is_(None)
    due = [
        func.count(
            case(
                (undeclared, columns.indicator_id),
                (
                    (indicators.c.accumulation != "flujo") & func.coalesce(*positions[:number], None).is_not(None),
                    columns.indicator_id,
                ),
                (positions[number - 1].is_not(None), columns.indicator_id),
            ).distinct()
        )
        for number in TRIMESTERS
    ]
    return (
        select(*due)
        .select_from(indicator_slices)
        .join(indicators, indicators.c.id == columns.indicator_id)
        .where(columns.plan_id == plan["id"], columns.voided_at.is_(None), columns.applies)
    )


def _expected_actions(plan: Row) -> Any:
    columns = actions.c
    meets = []
    for number in TRIMESTERS:
        first, last = trimester_bounds(plan["year"], number)
        begun = func.coalesce(columns.start_date, first) <= last
        meets.append(func.count(case((begun & (func.coalesce(columns.end_date, last) >= first), columns.id))))
    return select(*meets).where(columns.plan_id == plan["id"], columns.voided_at.is_(None))


def waiting(database: Database, actor: Actor, year: int, today: date) -> list[Waiting]:
    """What this actor can do now: decisions on the plan, reports to write, to mend and to review."""
    plan = plans.current(database, actor.entity_id, year)
    if plan is None:
        return []
    offered = plans.available_transitions(database, actor, plan["id"])
    decisions = [_decision(year, one) for one in offered]
    if plan["state"] != "en_ejecucion":
        return decisions
    return decisions + _reports_waiting(database, actor, plan, today)


def _decision(year: int, one: Transition) -> Waiting:
    page = "conformidad" if one.from_state == VERIFYING else "plan"
    return Waiting(f"Plan {year}: {one.action.lower()}.", 1, page)


def _reports_waiting(database: Database, actor: Actor, plan: Row, today: date) -> list[Waiting]:
    page = "reporte-trimestral"
    found = []
    for trimester in closed_trimesters(plan["year"], today):
        mine = _assigned_to(database, actor, plan, trimester)
        due = mine[mine["is_scheduled"] & mine["state"].isin(["", "borrador", "reabierto"])]
        back = mine[mine["state"] == "devuelto"]
        many = f"T{trimester}: {{count}} reportes suyos por enviar."
        found += counted(due["subject_id"].nunique(), f"T{trimester}: un reporte suyo por enviar.", many, page)
        many = f"T{trimester}: {{count}} reportes suyos devueltos con nota."
        found += counted(back["subject_id"].nunique(), f"T{trimester}: un reporte suyo devuelto con nota.", many, page)
    if roles.can(actor, Permission.REVIEW_REPORT):
        sent = int((reports.listing(database, actor.entity_id, plan["id"])["state"] == "enviado").sum())
        found += counted(sent, "Un reporte por revisar.", "{count} reportes por revisar.", page)
    return found


def _assigned_to(database: Database, actor: Actor, plan: Row, trimester: int) -> pd.DataFrame:
    """What is this person's to report: whoever may report anything is still asked only for what is theirs."""
    found = reports.items(database, actor, plan["id"], trimester)
    return found[found["responsible_id"] == actor.user_id]
