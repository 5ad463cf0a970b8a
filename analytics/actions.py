"""Physical advance of an action against the time gone by, and its money apart (ANALYTICS.md, Roll-up)."""

from datetime import date

import numpy as np
import pandas as pd

from analytics import lights
from analytics.arrays import FloatArray, IntArray, floats
from analytics.numbers import quantize9, shown

GREEN_FROM = -10.0
YELLOW_FROM = -25.0


def advance(actions: pd.DataFrame, cutoff: date | str | pd.Timestamp) -> pd.DataFrame:
    """Elapsed (percent of the days, inclusive), gap (physical − elapsed, points), light and financial (percent).

    `actions`: start, end (dates), physical (percent), appropriated, committed (pesos); a column that is absent is
    null. The index is kept. Light on the gap as shown: ≥ −10 verde, ≥ −25 amarillo, else rojo; gris without a report,
    without dates, or before the start with nothing done. Financial is null without an appropriation.
    """
    given = actions.reindex(columns=["start", "end", "physical", "appropriated", "committed"])
    elapsed = _elapsed(given, pd.Timestamp(cutoff))
    physical, appropriated = floats(given, "physical"), floats(given, "appropriated")
    gap = quantize9(physical - elapsed)
    idle = (elapsed == 0) & ~(physical > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        financial = np.where(appropriated > 0, floats(given, "committed") / appropriated * 100, np.nan)
    return pd.DataFrame(
        {
            "elapsed": elapsed,
            "gap": gap,
            "light": lights.named(_light(np.where(idle, np.nan, gap)), lights.ALL, actions.index),
            "financial": quantize9(financial),
        },
        index=actions.index,
    )


def _elapsed(given: pd.DataFrame, cutoff: pd.Timestamp) -> FloatArray:
    start, end = (pd.to_datetime(given[column]) for column in ("start", "end"))
    total = (end - start).dt.days.to_numpy(dtype=np.float64, na_value=np.nan) + 1
    gone = (cutoff - start).dt.days.to_numpy(dtype=np.float64, na_value=np.nan) + 1
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = np.where(total > 0, np.clip(gone / total * 100, 0, 100), np.nan)
    return quantize9(percent)


def _light(gap: FloatArray) -> IntArray:
    return lights.codes(shown(gap), low=YELLOW_FROM, high=GREEN_FROM)
