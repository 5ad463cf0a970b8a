"""What the board reads and computes, kept by the position of the audit chain: every change moves it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd
import streamlit as st

from analytics import boards
from analytics.breakdown import misleading_averages
from analytics.evaluation import explained
from analytics.gaps import gaps
from analytics.pace import expected
from analytics.plan import PlanFrames
from analytics.schedule import cutoff
from analytics.snapshots import with_published
from analytics.year import Year, evaluate_year
from data import closing, progress
from data.opening import Stores
from data.records import audit, closures

MAX_ENTRIES = 64
MAX_PLANS = 8


@dataclass(frozen=True)
class Context:
    """What is looked at: a plan at a cut-off, one slice of it, with or without what is not approved yet."""

    plan_id: str
    year: int
    trimester: int
    slice: str
    include_unapproved: bool
    today: date

    @property
    def cutoff(self) -> date:
        return cutoff(self.year, self.trimester)


@dataclass(frozen=True)
class Board:
    """Frames with names in them, ready for the blocks.

    indicators: the slice's rows of `evaluation.evaluate_plan` with name, component, expected, explanation,
    goal_explanation · indices: `boards.indices` with name · matrices: kind → component_matrix with component, status,
    percent · actions: `tree.evaluate_actions` with name · alerts: name, slices of each misleading average ·
    gaps: `gaps.gaps` with name and unit · closed_at: when it was closed, while its figures are those published.
    """

    context: Context
    indicators: pd.DataFrame
    indices: pd.DataFrame
    matrices: dict[str, pd.DataFrame]
    actions: pd.DataFrame
    alerts: pd.DataFrame
    gaps: pd.DataFrame
    closed_at: datetime | None = None


def read(stores: Stores, entity_id: str, context: Context) -> Board:
    with stores.database.read() as connection:
        position = audit.position(connection, entity_id)
    return _kept(stores, entity_id, position, context)


@st.cache_data(max_entries=MAX_ENTRIES, show_spinner="Calculando el tablero…", hash_funcs={Context: repr})
def _kept(_stores: Stores, entity_id: str, position: int, context: Context) -> Board:
    plan, year = evaluated(
        _stores, entity_id, position, context.plan_id, context.year, context.include_unapproved, context.today
    )
    return replace(_board(plan, year, context), closed_at=_closed_at(_stores, context))


def _closed_at(stores: Stores, context: Context) -> datetime | None:
    with stores.database.read() as connection:
        found = closures.last(connection, context.plan_id, context.trimester)
    return found["closed_at"] if found is not None and found["state"] == closures.CLOSED else None


@st.cache_resource(max_entries=MAX_PLANS, show_spinner=False)
def evaluated(
    _stores: Stores,
    entity_id: str,
    position: int,  # noqa: ARG001 - it is the key
    plan_id: str,
    year: int,
    include_unapproved: bool,
    today: date,
) -> tuple[PlanFrames, Year]:
    """The plan evaluated once for all its cut-offs, slices and indices; shared, never changed in place.

    Cut-offs that are closed are read as they were published; the open ones, from the records.
    """
    plan = progress.measured(_stores.database, entity_id, plan_id, year)
    found = evaluate_year(plan, today, include_unapproved=include_unapproved)
    closed = closing.published_years(_stores.database, _stores.warehouse, entity_id, plan_id)
    return plan, with_published(found, closed)


def _board(plan: PlanFrames, year: Year, context: Context) -> Board:
    at = year.at(context.trimester)
    names = plan.components.set_index("id")["name"]
    indices = boards.side_by_side(at.nodes, context.slice)
    return Board(
        context,
        _indicators(at.indicators, plan, context.slice),
        indices.assign(name=indices["id"].map(names)),
        {kind: _matrix(plan, year, kind, context, names) for kind in (boards.GESTION, boards.RESULTADO)},
        at.actions.join(_named_actions(plan), on="action_id"),
        _alerts(at.indicators, plan),
        _gaps(at.indicators, plan),
    )


def _named_actions(plan: PlanFrames) -> pd.DataFrame:
    return plan.actions.set_index("id")[["text", "component_id"]].rename(columns={"text": "name"})


def _gaps(evaluated: pd.DataFrame, plan: PlanFrames) -> pd.DataFrame:
    names = plan.indicators.set_index("id")[["name", "unit"]]
    return gaps(evaluated).join(names, on="indicator_id")


def _indicators(evaluated: pd.DataFrame, plan: PlanFrames, slice_code: str) -> pd.DataFrame:
    own = evaluated[evaluated["slice"] == slice_code].reset_index(drop=True)
    component = own["indicator_id"].map(_component_of_indicator(plan))
    return explained(own).assign(expected=expected(own), component_id=component)


def _matrix(plan: PlanFrames, year: Year, kind: str, context: Context, names: pd.Series) -> pd.DataFrame:
    """Adds component and status. A trimester that is not over, or of which nothing was reported, has no figure."""
    matrix = boards.matrix_of(year.nodes, kind, context.slice)
    future = matrix["trimester"].map(lambda trimester: cutoff(plan.year, trimester) > context.today)
    keys = zip(matrix["component_id"], matrix["trimester"], strict=True)
    reported = _reported(plan, include_unapproved=context.include_unapproved)
    silent = pd.Series([key not in reported for key in keys], index=matrix.index)
    status = pd.Series("con_dato", index=matrix.index)
    status = status.mask(silent, "sin_reporte").mask(matrix["strict"].isna(), "no_programado").mask(future, "pendiente")
    shown = status.eq("con_dato")
    return matrix.assign(
        component=matrix["component_id"].map(names),
        status=status.mask(shown & matrix["regression"].astype(bool), "retroceso"),
        percent=matrix["strict"].where(shown),
        light=matrix["light"].where(shown, "gris"),
    )


def _reported(plan: PlanFrames, *, include_unapproved: bool) -> set[tuple[str, int]]:
    """(component, trimester) with something reported: what an earlier milestone carries over is not a report."""
    values = plan.values[plan.values["approved"].astype(bool) | include_unapproved].dropna(subset=["value"])
    progress = plan.action_progress[plan.action_progress["approved"].astype(bool) | include_unapproved]
    of_action = plan.actions.set_index("id")["component_id"]
    indicators = zip(values["indicator_id"].map(_component_of_indicator(plan)), values["trimester"], strict=True)
    actions = zip(progress["action_id"].map(of_action), progress["trimester"], strict=True)
    return {*indicators, *actions}


def _component_of_indicator(plan: PlanFrames) -> pd.Series:
    """Component id by indicator id."""
    objectives = plan.goals.set_index("id")["objective_id"]
    components = plan.objectives.set_index("id")["component_id"]
    return plan.indicators.set_index("id")["goal_id"].map(objectives).map(components)


def _alerts(evaluated: pd.DataFrame, plan: PlanFrames) -> pd.DataFrame:
    alerts = misleading_averages(evaluated[["indicator_id", "slice", "light"]])
    names = plan.indicators.set_index("id")["name"]
    return alerts.assign(name=alerts["indicator_id"].map(names))
