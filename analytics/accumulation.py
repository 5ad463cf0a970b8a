"""From the reports of the trimesters to one figure at a cut-off (ANALYTICS.md, table of accumulation)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import BoolArray, FloatArray, floats, require

ACCUMULATIONS: Final = ("suma", "nivel", "flujo", "escala", "hito")


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
    """`ToDate` of many rows: arrays of one length; NaN is null (also in `stale`)."""

    actual: FloatArray
    target: FloatArray
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
    scheduled = floats(by_trimester, "scheduled")[None, :] if "scheduled" in reports else np.full_like(values, np.nan)
    found = positions(values, scheduled, np.array([accumulation == "suma"]), np.array([accumulation == "flujo"]))
    stale = _null(found.stale[0])
    return ToDate(
        actual=_null(found.actual[0]),
        target=_null(found.target[0]),
        stale_trimesters=None if stale is None else int(stale),
        complete=bool(found.complete[0]),
    )


def positions(values: FloatArray, scheduled: FloatArray, is_sum: BoolArray, is_flow: BoolArray) -> Positions:
    """`to_date` of many indicators: arrays of rows × trimesters, whose last column is the cut-off."""
    through = values.shape[1]
    reported = ~np.isnan(values)
    last = np.where(reported, np.arange(1, through + 1), 0).max(axis=1, initial=0)
    any_reported = last > 0
    added = is_sum | is_flow
    totals = np.where(any_reported, np.nansum(values, axis=1), np.nan)
    return Positions(
        actual=np.where(added, totals, _last_known(values)),
        target=np.where(is_flow, _sum_or_null(scheduled), _last_known(scheduled)),
        stale=np.where(any_reported, through - last, np.nan),
        complete=np.where(added, reported.all(axis=1), last == through),
    )


def by_trimester(reports: pd.DataFrame, keys: list[str], rows: pd.DataFrame, column: str) -> FloatArray:
    """One column of the long `reports` (keys, trimester 1–4) as an array of `rows` × 4; NaN where not reported."""
    result = np.full((len(rows), 4), np.nan)
    places = pd.MultiIndex.from_frame(rows[keys]).get_indexer(pd.MultiIndex.from_frame(reports[keys]))
    known = places >= 0
    trimesters = reports["trimester"].to_numpy(dtype=np.int64)
    result[places[known], trimesters[known] - 1] = floats(reports, column)[known]
    return result


def _last_known(values: FloatArray) -> FloatArray:
    """The last value of each row that is not null; NaN when there is none."""
    known = ~np.isnan(values)
    last = np.where(known, np.arange(values.shape[1]), -1).max(axis=1, initial=-1)
    result: FloatArray = np.where(last >= 0, values[np.arange(len(values)), last], np.nan)
    return result


def _sum_or_null(values: FloatArray) -> FloatArray:
    result: FloatArray = np.where(np.isnan(values).all(axis=1), np.nan, np.nansum(values, axis=1))
    return result


def _null(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
