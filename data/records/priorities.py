"""Opportunities for improvement, their factors, and the objectives that answer to them (manual, activity 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, select

from data.records import ballots, element_edits, element_rows
from data.records.database import Database, Unit
from data.records.element_rows import Scope
from data.records.links import LINKS, linked, set_links
from data.records.plan_edits import draft_plan, saving
from data.records.schema import metadata
from data.records.schema.plan import objectives
from data.records.schema.priorities import factor_objectives, factors
from data.records.typed_frames import element_dtypes, read_frame
from data.records.voting import live_factor
from procedure import roles
from procedure.edits import Edit, Outcome, outcome_from_json
from procedure.elements import PRIORITY_TABLES
from procedure.errors import InvalidValueError, NotFoundError
from procedure.roles import Actor, Permission


@dataclass(frozen=True)
class PriorityFrames:
    """One frame per table, without what was voided: opportunities and factors (id, version, position and the fields of
    procedure.elements), scores (of the last closed round, one row per factor and voter: ballots.SCORES) and
    factor_objectives (factor_id, objective_id)."""

    opportunities: pd.DataFrame
    factors: pd.DataFrame
    scores: pd.DataFrame
    factor_objectives: pd.DataFrame


def frames(database: Database, entity_id: str, plan_year: int) -> PriorityFrames:
    """The prioritization of a year, in one consistent view and four queries."""
    with database.read() as connection:
        elements = {name: _elements(connection, name, entity_id, plan_year) for name in PRIORITY_TABLES}
        scores = ballots.of_closed_round(connection, entity_id, plan_year)
        ties = read_frame(
            connection,
            _ties_query(entity_id, plan_year),
            {"factor_id": "str", "objective_id": "str"},
        )
    return PriorityFrames(elements["opportunities"], _below(elements), scores, ties)


def factors_of(database: Database, entity_id: str, plan_year: int) -> pd.DataFrame:
    """Only the factors of `frames`."""
    with database.read() as connection:
        return _below({name: _elements(connection, name, entity_id, plan_year) for name in PRIORITY_TABLES})


def years(database: Database, entity_id: str) -> list[int]:
    """The years with some opportunity for improvement, the latest first."""
    table = metadata.tables["opportunities"].c
    query = select(table.plan_year).where(table.entity_id == entity_id, table.voided_at.is_(None)).distinct()
    with database.read() as connection:
        return sorted(connection.execute(query).scalars(), reverse=True)


def _below(elements: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The factors whose opportunity is still there."""
    factors = elements["factors"]
    return factors[factors["opportunity_id"].isin(elements["opportunities"]["id"])].reset_index(drop=True)


def _elements(connection: Connection, name: str, entity_id: str, plan_year: int) -> pd.DataFrame:
    columns = metadata.tables[name].c
    query = (
        select(metadata.tables[name])
        .where(columns.entity_id == entity_id, columns.plan_year == plan_year, columns.voided_at.is_(None))
        .order_by(columns.position, columns.created_at, columns.id)
    )
    return read_frame(connection, query, element_dtypes(name))


def _ties_query(entity_id: str, plan_year: int) -> Select[Any]:
    return (
        select(factor_objectives.c.factor_id, factor_objectives.c.objective_id)
        .join(factors, factors.c.id == factor_objectives.c.factor_id)
        .join(objectives, objectives.c.id == factor_objectives.c.objective_id)
        .where(factor_objectives.c.entity_id == entity_id, factors.c.plan_year == plan_year)
        .where(factors.c.voided_at.is_(None), objectives.c.voided_at.is_(None))
        .order_by(factor_objectives.c.factor_id, factor_objectives.c.objective_id)
    )


def apply_edits(
    database: Database, actor: Actor, plan_year: int, table: str, edits: Sequence[Edit], key: str | None = None
) -> Outcome:
    """Saves every good row of `opportunities` or `factors`, as plan_elements.apply_edits does with those of a plan.

    Voiding an opportunity voids its factors. Raises NotAllowedError and NotFoundError; then nothing is saved.
    """

    def work(unit: Unit) -> dict[str, Any]:
        return element_edits.apply(Scope(unit, plan_year), table, edits).as_json()

    if key is not None:
        return outcome_from_json(database.once(actor, key, work))
    with database.write(actor) as unit:
        return outcome_from_json(work(unit))


def reorder(database: Database, actor: Actor, plan_year: int, table: str, ids: Sequence[str]) -> None:
    """Puts those rows in that order, in the places they occupy among them. Raises NotAllowedError, NotFoundError."""
    roles.check(actor, Permission.EDIT_PRIORITIES)
    with database.write(actor) as unit:
        scope = Scope(unit, plan_year)
        element_rows.stored(scope, table, ids)
        element_rows.set_order(scope, table, ids)


def link(database: Database, actor: Actor, factor_id: str, objective_id: str) -> None:
    """Ties a prioritized factor to an objective of a draft plan of its year; tying it twice is tying it once."""
    _set_tie(database, actor, factor_id, objective_id, tied=True)


def unlink(database: Database, actor: Actor, factor_id: str, objective_id: str) -> None:
    _set_tie(database, actor, factor_id, objective_id, tied=False)


def _set_tie(database: Database, actor: Actor, factor_id: str, objective_id: str, *, tied: bool) -> None:
    """Raises NotAllowedError, NotFoundError, StateError (the plan is no draft) and InvalidValueError (another year)."""
    roles.check(actor, Permission.EDIT_PRIORITIES)
    with database.write(actor) as unit:
        factor = live_factor(unit, factor_id)
        objective = unit.get(objectives, objective_id)
        if objective["voided_at"] is not None:
            raise NotFoundError("Ese objetivo fue retirado. Elija otro de la lista.")
        plan = draft_plan(unit, objective["plan_id"])
        if plan["year"] != factor["plan_year"]:
            raise InvalidValueError(
                f"El factor es de la vigencia {factor['plan_year']} y el objetivo de la {plan['year']}.", "objective_id"
            )
        before = linked(unit, LINKS["objectives", "factor_ids"], objective_id)
        after = [*before, factor_id] if tied else [one for one in before if one != factor_id]
        with saving(unit, plan["id"]):
            set_links(unit, "objectives", "factor_ids", objective_id, after, action="vincular objetivo")
