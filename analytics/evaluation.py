"""A whole plan at its cut-offs: one measure per indicator and slice, with its two percentages (ANALYTICS.md)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.arrays import IntArray, blocks, floats, places, require, taken
from analytics.explanations import explain
from analytics.formulas import Terms, Traits, traits
from analytics.numbers import shown
from analytics.planned import SCHEDULE, planned
from analytics.progress import Grades, circumstances, grades, percents
from analytics.reported import reported
from analytics.schedule import TRIMESTERS, is_due

INDICATOR = ["id", "goal_id", "nature", "accumulation", "sense", "basis", "low", "high", "weight"]
SLICE = ["indicator_id", "slice", "applies", "baseline", "target", *SCHEDULE]
VALUE = ["indicator_id", "slice", "trimester", "value", "approved"]
_MEASURED = ["indicator_id", "slice", "accumulation", "sense", "basis", "baseline", "target", *SCHEDULE]
_NEEDED = ["is_scheduled", "due", "applies", "approved", "low", "high", "baseline", "target", "original_target"]
_CARRIED = ["code", "name", "unit", "not_applicable_reason", "original_target"]


@dataclass(frozen=True)
class When:
    """The day it is seen from, in the plan's year, and which reports count."""

    today: date
    year: int
    grace_days: int = 0
    include_unapproved: bool = False


def measures(
    indicators: pd.DataFrame,
    slices: pd.DataFrame,
    values: pd.DataFrame,
    trimesters: int | Sequence[int],
    today: date,
    year: int,
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """One row per indicator and slice, in the order of `slices`, as it stands at a trimester's cut-off; of several
    trimesters, one block of rows after another.

    `indicators`: INDICATOR · `slices`: SLICE, where t1–t4 are the positions scheduled for each cut-off (for `flujo`
    each period's own) and all null means none was declared · `values`: VALUE, contributions for `suma` and `flujo`,
    levels otherwise. Also carried when given: code, name, unit, not_applicable_reason, original_target.

    The answer has those columns (without t1–t4) plus: scheduled (to date) · is_scheduled · assumed_schedule · actual
    (to date; null when this trimester has no value) · reported · approved · stale_trimesters (age of the last official
    value, null = never) · complete (sum or flow without holes; level of this trimester) · goal_actual (to date,
    official; a level may be old, a sum incomplete) · goal_approved · trimester · due · goal_due.
    `include_unapproved` counts every value as official. Raises ValueError for missing columns or repeated rows.
    """
    when = When(today, year, grace_days, include_unapproved)
    return pd.DataFrame(measure_columns(indicators, slices, values, trimesters, when)[0], copy=False)


def evaluate_plan(
    indicators: pd.DataFrame,
    slices: pd.DataFrame,
    values: pd.DataFrame,
    trimesters: int | Sequence[int],
    today: date,
    year: int,
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """`measures` with both percentages side by side, never in one column.

    Eficacia del trimestre, against the scheduled to date: percent, shown, contribution, status, light. Cumplimiento de
    la meta, against the final target: goal_percent, goal_shown, goal_contribution, goal_status; it has no light, which
    belongs to the efficacy. With `original_target` in `slices`, also original_percent and original_shown: the same
    cumplimiento against the target that was approved first.
    """
    when = When(today, year, grace_days, include_unapproved)
    return evaluated(*measure_columns(indicators, slices, values, trimesters, when))[0]


def evaluated(columns: dict[str, Any], of: Traits) -> tuple[pd.DataFrame, Grades]:
    """`evaluate_plan` from the columns of `measures`, and the grades of the efficacy behind it."""
    rows = pd.DataFrame({name: columns[name] for name in _NEEDED if name in columns}, copy=False)
    at, final = circumstances(rows), floats(rows, "target")
    given = Terms(of, floats(rows, "baseline"), columns["scheduled"], columns["actual"])
    to_goal = replace(given, target=final, actual=columns["goal_actual"])
    at_goal = replace(
        at, scheduled=np.ones_like(at.scheduled), due=columns["goal_due"], approved=columns["goal_approved"]
    )
    efficacy = grades(given, at)
    goal = {f"goal_{name}": column for name, column in _columns(grades(to_goal, at_goal)).items()}
    light = lights.named(efficacy.light, lights.ALL)
    found = {**columns, **_columns(efficacy), "light": light, **goal}
    if "original_target" in columns:
        original = percents(replace(to_goal, target=floats(rows, "original_target")), at_goal)
        found |= {"original_percent": original, "original_shown": shown(original)}
    return pd.DataFrame(found, copy=False), efficacy


def explained(evaluated: pd.DataFrame) -> pd.DataFrame:
    """The rows of `evaluate_plan` with explanation (efficacy) and goal_explanation; for the rows that are shown."""
    to_date = evaluated.assign(target=evaluated["scheduled"])
    to_goal = evaluated.assign(actual=evaluated["goal_actual"], is_scheduled=True)
    goal = evaluated.assign(percent=evaluated["goal_percent"], status=evaluated["goal_status"])
    return evaluated.assign(explanation=explain(to_date, evaluated), goal_explanation=explain(to_goal, goal))


def _columns(found: Grades) -> dict[str, Any]:
    return {
        "percent": found.percent,
        "shown": found.shown,
        "contribution": found.contribution,
        "status": lights.named(found.status, statuses.ALL),
    }


def measure_columns(
    indicators: pd.DataFrame,
    slices: pd.DataFrame,
    values: pd.DataFrame,
    trimesters: int | Sequence[int],
    when: When,
) -> tuple[dict[str, Any], Traits]:
    """The columns of `measures`, and the traits behind them."""
    require(values, VALUE)
    sources = _sources(indicators, slices)
    rows = pd.DataFrame({name: taken(*sources[name]) for name in _MEASURED}, copy=False)
    of = traits(rows)
    plan, actual = planned(rows, of), reported(rows, of, values, include_unapproved=when.include_unapproved)
    wanted = [trimesters] if isinstance(trimesters, int) else list(trimesters)
    by_cutoff = {
        "scheduled": plan.scheduled, "is_scheduled": plan.is_scheduled,
        "assumed_schedule": np.broadcast_to(plan.assumed[:, None], plan.scheduled.shape),
        "actual": actual.actual, "reported": actual.reported, "approved": actual.approved,
        "stale_trimesters": actual.stale, "complete": actual.complete,
        "goal_actual": actual.goal_actual, "goal_approved": actual.goal_approved,
    }  # fmt: skip
    columns = [number - 1 for number in wanted]
    due = [is_due(when.year, number, when.today, when.grace_days) for number in wanted]
    final = is_due(when.year, TRIMESTERS[-1], when.today, when.grace_days)
    answer = {
        **{
            name: taken(column, np.tile(own, len(wanted)))
            for name, (column, own) in sources.items()
            if name not in SCHEDULE
        },
        **{name: blocks(figures, columns) for name, figures in by_cutoff.items()},
        "trimester": np.repeat(wanted, len(rows)),
        "due": np.repeat(due, len(rows)),
        "goal_due": np.full(len(rows) * len(wanted), final),
    }
    return answer, of.repeated(len(wanted))


def _sources(indicators: pd.DataFrame, slices: pd.DataFrame) -> dict[str, tuple["pd.Series[Any]", IntArray]]:
    """Where each column of a row comes from, and from which row there; one row per slice whose indicator is known."""
    require(indicators, INDICATOR)
    require(slices, SLICE)
    carried = [column for column in _CARRIED if column in slices]
    sheet = INDICATOR[1:] + [column for column in _CARRIED if column in indicators and column not in carried]
    found = places(indicators["id"], slices["indicator_id"])
    own, above = np.flatnonzero(found >= 0), found[found >= 0]
    return {name: (slices[name], own) for name in SLICE + carried} | {name: (indicators[name], above) for name in sheet}
