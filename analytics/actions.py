"""Physical advance of an action against the time gone by, and its money apart (ANALYTICS.md, Roll-up)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analytics import lights
from analytics.arrays import BoolArray, FloatArray, IntArray, floats
from analytics.numbers import quantize9, shown

GREEN_FROM = -10.0
YELLOW_FROM = -25.0


@dataclass(frozen=True)
class Advance:
    """`advance` as arrays of actions × cut-offs; light: positions in `lights.ALL`; idle: neither due nor begun."""

    elapsed: FloatArray
    gap: FloatArray
    idle: BoolArray
    light: IntArray
    financial: FloatArray


def advance(actions: pd.DataFrame, cutoff: date | str | pd.Timestamp) -> pd.DataFrame:
    """Elapsed (percent of the days, inclusive), gap (physical − elapsed, points), light and financial (percent).

    `actions`: start, end (dates), physical (percent), appropriated, committed (pesos); a column that is absent is
    null. The index is kept. Light on the gap as shown: ≥ −10 verde, ≥ −25 amarillo, else rojo; gris without a report,
    without dates, or before the start with nothing done. Financial is null without an appropriation.
    """
    given = actions.reindex(columns=["start", "end", "physical", "appropriated", "committed"])
    found = advances(given, floats(given, "physical")[:, None], floats(given, "committed")[:, None], [cutoff])
    return pd.DataFrame(
        {
            "elapsed": found.elapsed[:, 0],
            "gap": found.gap[:, 0],
            "light": lights.named(found.light[:, 0], lights.ALL),
            "financial": found.financial[:, 0],
        },
        index=actions.index,
    )


def advances(
    actions: pd.DataFrame,
    physical: FloatArray,
    committed: FloatArray,
    cutoffs: Sequence[date | str | pd.Timestamp],
) -> Advance:
    """`advance` at several cut-offs; `actions`: start, end, appropriated · physical, committed: actions × cut-offs."""
    elapsed = _elapsed(actions, cutoffs)
    gap = quantize9(physical - elapsed)
    idle = (elapsed == 0) & ~(physical > 0)
    appropriated = floats(actions, "appropriated")[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        financial = np.where(appropriated > 0, committed / appropriated * 100, np.nan)
    light = lights.codes(shown(np.where(idle, np.nan, gap)), low=YELLOW_FROM, high=GREEN_FROM)
    return Advance(elapsed, gap, idle, light, quantize9(financial))


def _elapsed(actions: pd.DataFrame, cutoffs: Sequence[date | str | pd.Timestamp]) -> FloatArray:
    start, end = (_days(actions[column])[:, None] for column in ("start", "end"))
    total = end - start + 1
    gone = _days(pd.Series(list(cutoffs))) - start + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = np.where(total > 0, np.clip(gone / total * 100, 0, 100), np.nan)
    return quantize9(percent)


def _days(dates: "pd.Series[pd.Timestamp]") -> FloatArray:
    """Whole days on one scale; NaN for a null date."""
    days = pd.to_datetime(dates).to_numpy(dtype="datetime64[D]")
    result: FloatArray = np.where(np.isnat(days), np.nan, days.astype(np.int64))
    return result
