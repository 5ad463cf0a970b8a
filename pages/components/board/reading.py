"""What the board reads and computes, kept by the position of the audit chain: every change moves it."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from analytics import boards
from analytics.breakdown import misleading_averages
from analytics.evaluation import evaluate_plan, explained
from analytics.pace import expected
from analytics.schedule import cutoff
from analytics.tree import PlanFrames, evaluate_actions
from data.opening import Stores
from data.records import audit, plan_frames, reports

MAX_ENTRIES = 64


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
    percent · actions: `tree.evaluate_actions` with name · alerts: name, slices of each misleading average.
    """

    context: Context
    indicators: pd.DataFrame
    indices: pd.DataFrame
    matrices: dict[str, pd.DataFrame]
    actions: pd.DataFrame
    alerts: pd.DataFrame


def read(stores: Stores, entity_id: str, context: Context) -> Board:
    with stores.database.read() as connection:
        position = audit.position(connection, entity_id)
    return _kept(stores, entity_id, position, context)


@st.cache_data(max_entries=MAX_ENTRIES, show_spinner="Calculando el tablero…", hash_funcs={Context: repr})
def _kept(_stores: Stores, entity_id: str, position: int, context: Context) -> Board:  # noqa: ARG001 - it is the key
    frames = plan_frames.frames(_stores.database, entity_id, context.plan_id)
    return _board(_measured(_stores, entity_id, context, frames), context)


def _measured(stores: Stores, entity_id: str, context: Context, frames: plan_frames.PlanFrames) -> PlanFrames:
    return PlanFrames(
        context.year,
        frames.components,
        frames.objectives,
        frames.goals,
        frames.indicators,
        frames.indicator_slices,
        reports.values(stores.database, entity_id, context.plan_id),
        frames.actions,
        frames.action_objectives,
        reports.action_progress(stores.database, entity_id, context.plan_id),
    )


def _board(plan: PlanFrames, context: Context) -> Board:
    official = {"include_unapproved": context.include_unapproved}
    when = (context.trimester, context.today)
    evaluated = evaluate_plan(plan.indicators, plan.slices, plan.values, *when, plan.year, **official)
    actions = evaluate_actions(plan, *when, **official)
    names = plan.components.set_index("id")["name"]
    indices = boards.indices(plan, evaluated, actions, context.slice)
    return Board(
        context,
        _indicators(evaluated, plan, context.slice),
        indices.assign(name=indices["id"].map(names)),
        {kind: _matrix(plan, kind, context, names) for kind in (boards.GESTION, boards.RESULTADO)},
        actions.assign(name=plan.actions["text"].to_numpy(), component_id=plan.actions["component_id"].to_numpy()),
        _alerts(evaluated, plan),
    )


def _indicators(evaluated: pd.DataFrame, plan: PlanFrames, slice_code: str) -> pd.DataFrame:
    own = evaluated[evaluated["slice"] == slice_code].reset_index(drop=True)
    component = own["indicator_id"].map(_component_of_indicator(plan))
    return explained(own).assign(expected=expected(own), component_id=component)


def _matrix(plan: PlanFrames, kind: str, context: Context, names: pd.Series) -> pd.DataFrame:
    """Adds component and status. A trimester that is not over, or of which nothing was reported, has no figure."""
    matrix = boards.component_matrix(
        plan, context.today, kind, context.slice, include_unapproved=context.include_unapproved
    )
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
