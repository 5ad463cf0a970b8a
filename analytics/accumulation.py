"""From the reports of the trimesters to one figure at a cut-off (ANALYTICS.md, table of accumulation)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import BoolArray, FloatArray, IntArray, floats, require

ACCUMULATIONS: Final = ("suma", "nivel", "flujo", "escala", "hito")
ADDED: Final = ("suma", "flujo")
"""Their contributions add up; the others are the last value known."""


@dataclass(frozen=True)
class ToDate:
    """One indicator at a cut-off: null actual when nothing was reported, null target when nothing was scheduled.

    `stale_trimesters`: trimesters since the last value (0 = this one; None = never reported).
    `complete`: a sum or flow has every trimester; a level has this one.
    """

    actual: float | None
    target: float | None
    stale_trimesters: int | None
    complete: bool


@dataclass(frozen=True)
class Positions:
    """`ToDate` of many rows at every cut-off: arrays of rows × trimesters; NaN is null (also in `stale`)."""

    actual: FloatArray
    stale: FloatArray
    complete: BoolArray


def to_date(reports: pd.DataFrame, accumulation: str, through: int) -> ToDate:
    """Actual and scheduled up to trimester `through`.

    `reports`: trimester (1, 2…), value (approved; null = not reported) and optionally scheduled, which is the position
    scheduled for that cut-off, except for `flujo`, where it is the period's own. A sum adds what exists and says it is
    incomplete; a level is the last value, never a sum or a mean; a flow is Σ actual against Σ scheduled.
    Raises ValueError for an unknown accumulation or a repeated trimester.
    """
    require(reports, ["trimester", "value"])
    if accumulation not in ACCUMULATIONS:
        raise ValueError(f"accumulation must be one of {', '.join(ACCUMULATIONS)}")
    if reports["trimester"].duplicated().any():
        raise ValueError("a trimester is reported twice")
    by_trimester = reports.set_index("trimester").reindex(range(1, through + 1))
    values = floats(by_trimester, "value")[None, :]
    found = positions(values, np.array([accumulation in ADDED]))
    target = None
    if "scheduled" in reports:
        scheduled = floats(by_trimester, "scheduled")[None, :]
        target = _null(scheduled_to_date(scheduled, np.array([accumulation == "flujo"]))[0, -1])
    stale = _null(found.stale[0, -1])
    return ToDate(
        actual=_null(found.actual[0, -1]),
        target=target,
        stale_trimesters=None if stale is None else int(stale),
        complete=bool(found.complete[0, -1]),
    )


def positions(values: FloatArray, added: BoolArray) -> Positions:
    """`to_date` of many indicators at once; `values`: rows × trimesters, `added`: the rows that add up (ADDED)."""
    reported = ~np.isnan(values)
    trimesters = np.arange(1, values.shape[1] + 1)
    last = np.maximum.accumulate(np.where(reported, trimesters, 0), axis=1)
    adds = added[:, None]
    return Positions(
        actual=np.where(adds, running_sum(values), last_known(values)),
        stale=np.where(last > 0, trimesters - last, np.nan),
        complete=np.where(adds, np.logical_and.accumulate(reported, axis=1), reported),
    )


def scheduled_to_date(schedule: FloatArray, is_flow: BoolArray) -> FloatArray:
    """The target of `to_date` at every cut-off: the last position scheduled; of a flow, the sum of its periods."""
    return np.where(is_flow[:, None], running_sum(schedule), last_known(schedule))


def running_sum(values: FloatArray) -> FloatArray:
    """What each row adds up to by each trimester; NaN before its first value."""
    known = np.logical_or.accumulate(~np.isnan(values), axis=1)
    return np.where(known, np.cumsum(np.nan_to_num(values), axis=1), np.nan)


def last_known(values: FloatArray) -> FloatArray:
    """The last value of each row by each trimester; NaN before the first."""
    own = np.where(np.isnan(values), 0, np.arange(values.shape[1]))
    return np.take_along_axis(values, np.maximum.accumulate(own, axis=1), axis=1)


def placed(rows: IntArray, reports: pd.DataFrame, column: str, size: int) -> FloatArray:
    """One column of the long `reports` (trimester 1–4) as an array of `size` rows × 4; NaN where not reported.

    `rows`: the row of each report; −1 for a report of nobody's.
    """
    result = np.full((size, 4), np.nan)
    known = rows >= 0
    trimesters = reports["trimester"].to_numpy(dtype=np.int64)
    result[rows[known], trimesters[known] - 1] = floats(reports, column)[known]
    return result


def _null(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
