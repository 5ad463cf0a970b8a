"""The actions of a plan at its cut-offs: what was done against the time gone by, with its status (ANALYTICS.md)."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.accumulation import last_known, placed
from analytics.actions import advances
from analytics.arrays import BoolArray, FloatArray, blocks, flags, places, repeated, require
from analytics.evaluation import When
from analytics.formulas import direct_level
from analytics.plan import PlanFrames
from analytics.progress import Circumstances, Grades, grades
from analytics.schedule import TRIMESTERS, cutoff, is_due


def evaluate_actions(
    plan: PlanFrames,
    trimesters: int | Sequence[int],
    today: date,
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """One row per action at a cut-off, in the order of `plan.actions`; of several, one block after another.

    Columns: action_id, trimester, start, end, physical, approved, due, elapsed, gap, financial, percent (physical /
    elapsed), shown, contribution, status, light. The light is that of the gap (−10, −25 points). Before its start with
    nothing done an action is no_programado; done in full and approved, it stays done without new reports.
    """
    return evaluated(plan, trimesters, When(today, plan.year, grace_days, include_unapproved))[0]


def evaluated(plan: PlanFrames, trimesters: int | Sequence[int], when: When) -> tuple[pd.DataFrame, Grades]:
    """`evaluate_actions` and the grades behind it."""
    require(plan.actions, ["id", "start_date", "end_date"])
    wanted = [trimesters] if isinstance(trimesters, int) else list(trimesters)
    columns = [number - 1 for number in wanted]
    physical, is_official, committed = _reported(plan, when.include_unapproved)
    rows = _actions(plan.actions)
    timed = advances(rows, physical, committed, [cutoff(plan.year, number) for number in TRIMESTERS])
    due = np.repeat([is_due(plan.year, number, when.today, when.grace_days) for number in wanted], len(rows))
    approved = blocks(is_official | np.isnan(physical), columns)
    elapsed, nothing = blocks(timed.elapsed, columns), np.full(len(due), np.nan)
    found = grades(
        direct_level(elapsed, blocks(np.where(timed.idle, np.nan, physical), columns)),
        Circumstances(elapsed != 0, due, np.ones_like(due), approved, low=nothing, high=nothing),
    )
    light = np.where(found.status < statuses.FIRST_UNCOVERED, blocks(timed.light, columns), lights.CODE[lights.GRIS])
    answer = {
        **repeated(rows[["action_id", "start", "end"]], len(wanted)),
        "trimester": np.repeat(wanted, len(rows)),
        "physical": blocks(physical, columns),
        "approved": approved,
        "due": due,
        "elapsed": elapsed,
        "gap": blocks(timed.gap, columns),
        "financial": blocks(timed.financial, columns),
        "percent": found.percent,
        "shown": found.shown,
        "contribution": found.contribution,
        "status": lights.named(found.status, statuses.ALL),
        "light": lights.named(light, lights.ALL),
    }
    return pd.DataFrame(answer, copy=False), found


def _actions(actions: pd.DataFrame) -> pd.DataFrame:
    columns = {"action_id": "id", "start": "start_date", "end": "end_date", "appropriated": "appropriated"}
    own = {name: actions[source].array for name, source in columns.items() if source in actions}
    return pd.DataFrame({"appropriated": np.full(len(actions), np.nan), **own}, copy=False)


def _reported(plan: PlanFrames, include_unapproved: bool) -> tuple[FloatArray, BoolArray, FloatArray]:
    """Actions × 4: physical advance of each trimester, or the full one approved before; whether it is official; money
    to date, which is reported cumulative."""
    progress, size = plan.action_progress, len(plan.actions)
    own = places(plan.actions["id"], progress["action_id"])
    official_ones = np.where(np.logical_or(flags(progress, "approved"), include_unapproved), own, -1)
    this = placed(own, progress, "physical", size)
    official = placed(official_ones, progress, "physical", size)
    done = np.logical_or.accumulate(official >= 100, axis=1) & np.isnan(this)
    committed = np.full((size, 4), np.nan)
    if "committed" in progress:
        committed = last_known(placed(official_ones, progress, "committed", size))
    return np.where(done, 100.0, this), ~np.isnan(official) | done, committed
