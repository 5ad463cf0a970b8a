"""A whole plan at a cut-off: one measure per indicator and slice, with its two percentages (ANALYTICS.md)."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics.accumulation import by_trimester, positions
from analytics.arrays import BoolArray, FloatArray, equals, flags, floats, require
from analytics.explanations import explain
from analytics.numbers import quantize9
from analytics.progress import grade
from analytics.schedule import is_due, lines

INDICATOR = ["id", "goal_id", "nature", "accumulation", "sense", "basis", "low", "high", "weight"]
SLICE = ["indicator_id", "slice", "applies", "baseline", "target", "t1", "t2", "t3", "t4"]
VALUE = ["indicator_id", "slice", "trimester", "value", "approved"]
_CARRIED = ["code", "name", "unit", "not_applicable_reason", "original_target"]
_SCHEDULE = ["t1", "t2", "t3", "t4"]
_GRADES = ["percent", "shown", "contribution", "status"]


@dataclass(frozen=True)
class Reported:
    """Values of every row by trimester (rows × 4): official ones, and those of this trimester whatever their state."""

    official: FloatArray
    preview: FloatArray
    this: FloatArray
    this_approved: BoolArray


def measures(
    indicators: pd.DataFrame,
    slices: pd.DataFrame,
    values: pd.DataFrame,
    trimester: int,
    today: date,
    year: int,
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """One row per indicator and slice, in the order of `slices`, as it stands at the trimester's cut-off.

    `indicators`: INDICATOR · `slices`: SLICE, where t1–t4 are the positions scheduled for each cut-off (for `flujo`
    each period's own) and all null means none was declared · `values`: VALUE, contributions for `suma` and `flujo`,
    levels otherwise. Also carried when given: code, name, unit, not_applicable_reason, original_target.

    The answer has those columns (without t1–t4) plus: trimester · scheduled (to date) · is_scheduled ·
    assumed_schedule · due · actual (to date; null when this trimester has no value) · reported · approved ·
    stale_trimesters (age of the last official value, null = never) · complete (sum or flow without holes; level of this
    trimester) · goal_actual (to date, official; a level may be old, a sum incomplete) · goal_approved · goal_due.
    `include_unapproved` counts every value as official. Raises ValueError for missing columns.
    """
    rows = _rows(indicators, slices)
    require(values, VALUE)
    reported = _reported(rows, values, trimester, include_unapproved)
    rows = _with_schedule(rows, trimester)
    rows = _with_actual(rows, reported)
    return rows.drop(columns=_SCHEDULE).assign(
        trimester=trimester,
        due=is_due(year, trimester, today, grace_days),
        goal_due=is_due(year, 4, today, grace_days),
    )


def evaluate_plan(
    indicators: pd.DataFrame,
    slices: pd.DataFrame,
    values: pd.DataFrame,
    trimester: int,
    today: date,
    year: int,
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """`measures` with both percentages side by side, never in one column.

    Eficacia del trimestre, against the scheduled to date: percent, shown, contribution, status, light. Cumplimiento de
    la meta, against the final target: goal_percent, goal_shown, goal_contribution, goal_status; it has no light, which
    belongs to the efficacy. With `original_target` in `slices`, also original_percent and original_shown.
    """
    rows = measures(
        indicators, slices, values, trimester, today, year,
        grace_days=grace_days, include_unapproved=include_unapproved,
    )  # fmt: skip
    efficacy = grade(_against_schedule(rows))
    goal = grade(_against_goal(rows))[_GRADES].add_prefix("goal_")
    result = rows.join(efficacy).join(goal)
    if "original_target" not in rows:
        return result
    original = grade(_against_goal(rows).assign(target=rows["original_target"]))
    return result.assign(original_percent=original["percent"], original_shown=original["shown"])


def explained(evaluated: pd.DataFrame) -> pd.DataFrame:
    """The rows of `evaluate_plan` with explanation (efficacy) and goal_explanation; for the rows that are shown."""
    goal = evaluated.assign(percent=evaluated["goal_percent"], status=evaluated["goal_status"])
    return evaluated.assign(
        explanation=explain(_against_schedule(evaluated), evaluated),
        goal_explanation=explain(_against_goal(evaluated), goal),
    )


def _against_schedule(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(target=rows["scheduled"])


def _against_goal(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        actual=rows["goal_actual"], approved=rows["goal_approved"], due=rows["goal_due"], is_scheduled=True
    )


def _rows(indicators: pd.DataFrame, slices: pd.DataFrame) -> pd.DataFrame:
    require(indicators, INDICATOR)
    require(slices, SLICE)
    own = slices[SLICE + [column for column in _CARRIED if column in slices]]
    wanted = INDICATOR + [column for column in _CARRIED if column in indicators and column not in own]
    sheet = indicators[wanted].rename(columns={"id": "indicator_id"})
    return own.merge(sheet, on="indicator_id", how="inner", validate="many_to_one")


def _reported(rows: pd.DataFrame, values: pd.DataFrame, trimester: int, include_unapproved: bool) -> Reported:
    keys = ["indicator_id", "slice"]
    every = by_trimester(values, keys, rows, "value")[:, :trimester]
    approved = np.logical_or(flags(values, "approved"), include_unapproved)
    official = by_trimester(values.loc[approved], keys, rows, "value")[:, :trimester]
    preview = official.copy()
    preview[:, -1] = every[:, -1]
    return Reported(official, preview, every[:, -1], ~np.isnan(official[:, -1]))


def _with_schedule(rows: pd.DataFrame, trimester: int) -> pd.DataFrame:
    """Declared schedule, or the assumed one where none was declared."""
    declared = np.column_stack([floats(rows, column) for column in _SCHEDULE])
    undeclared: BoolArray = np.all(np.isnan(declared), axis=1)
    schedule = np.where(undeclared[:, None], assumed_schedule(rows), declared)[:, :trimester]
    scheduled = positions(schedule, schedule, _is(rows, "suma"), _is(rows, "flujo")).target
    # Without a target nothing can be scheduled, yet the plan owes it: it is sin_meta, not no_programado.
    owed = undeclared & np.isnan(floats(rows, "target"))
    return rows.assign(
        scheduled=scheduled,
        is_scheduled=_anything_scheduled(rows, scheduled) | owed,
        assumed_schedule=undeclared & ~owed,
    )


def assumed_schedule(rows: pd.DataFrame) -> FloatArray:
    """Rows × 4: linear; the target itself for a level to be kept; a milestone only at the end; even parts of a flow.

    `rows`: accumulation, sense, basis, baseline, target. It is also what the editor of the plan proposes.
    """
    target, baseline = floats(rows, "target"), floats(rows, "baseline")
    start = np.where(equals(rows, "basis", "directo") | _is(rows, "flujo"), 0.0, baseline)
    kept = equals(rows, "sense", "mantener_min", "mantener_max") | np.isnan(start)
    line = lines(np.where(kept, target, start), target)
    flow = _is(rows, "flujo")
    line[flow] = (target / 4)[flow, None]
    line[_is(rows, "hito"), :3] = np.nan
    return line


def _anything_scheduled(rows: pd.DataFrame, scheduled: FloatArray) -> BoolArray:
    """Whether the plan expects something by the cut-off: a move from the baseline, or more than nothing."""
    kept = equals(rows, "sense", "mantener_min", "mantener_max")
    gap = equals(rows, "basis", "brecha") & ~_is(rows, "hito")
    moved = quantize9(scheduled - floats(rows, "baseline")) != 0
    result: BoolArray = (kept | (gap & moved) | (~gap & (scheduled > 0))) & ~np.isnan(scheduled)
    return result


def _with_actual(rows: pd.DataFrame, reported: Reported) -> pd.DataFrame:
    is_sum, is_flow = _is(rows, "suma"), _is(rows, "flujo")
    official = positions(reported.official, reported.official, is_sum, is_flow)
    preview = positions(reported.preview, reported.preview, is_sum, is_flow)
    # A milestone that was approved as done stays done: nobody reports it again.
    done = _is(rows, "hito") & (official.actual >= 1)
    present = ~np.isnan(reported.this)
    only_preview = np.isnan(official.actual) & present
    return rows.assign(
        actual=np.where(done, official.actual, np.where(present, preview.actual, np.nan)),
        reported=present | done,
        approved=reported.this_approved | ~present | done,
        stale_trimesters=official.stale,
        complete=official.complete,
        goal_actual=np.where(only_preview, preview.actual, official.actual),
        goal_approved=~only_preview,
    )


def _is(rows: pd.DataFrame, accumulation: str) -> BoolArray:
    return equals(rows, "accumulation", accumulation)
