"""Scores that the evidence suggests (ANALYTICS.md, Prioritization): a help beside the vote, never a vote.

The manual words only the ends of the scale (1 constant, little urgent, less impact; 5 worsening, very urgent, more
impact); the steps between them are this application's convention, the same for every indicator.
"""

from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import FloatArray, floats, require
from analytics.baseline import slope
from analytics.numbers import quantize9
from analytics.prioritization import CRITERIA

SIGNALS: Final = ("worsening", "distance", "share")
STEPS: Final = {
    "trend": ("worsening", (1.0, 3.0, 6.0, 10.0)),
    "urgency": ("distance", (5.0, 15.0, 30.0, 50.0)),
    "impact": ("share", (5.0, 15.0, 30.0, 50.0)),
}
"""Criterion → its signal, in percent, and where 2, 3, 4 and 5 begin."""


def suggest(signals: pd.DataFrame) -> pd.DataFrame:
    """The same index with trend, urgency and impact (Int64 1–5; null where its signal is missing).

    `signals`, in percent, nullable: worsening (change for the worse a year, of the level), distance (to the goal or,
    without one, to the reference; of the level), share (of the enrolment that the slice is).
    """
    require(signals, [*SIGNALS])
    found = {name: _steps(floats(signals, signal), cuts) for name, (signal, cuts) in STEPS.items()}
    return pd.DataFrame(found).astype("Int64")[list(CRITERIA)].set_axis(signals.index)


def yearly_worsening(levels: pd.DataFrame, sense: str) -> float:
    """Percent of the mean level that it gets worse each year (negative: better); NaN with one year or a level of 0.

    `levels`: year, value. The slope is that of least squares over all of them. Without a sense, what is nearer to 0 is
    better: the gaps between zones.
    """
    years, values = floats(levels, "year"), floats(levels, "value")
    mean = float(np.abs(values).mean()) if len(values) else 0.0
    if mean == 0:
        return float("nan")
    return worse(slope(years, values), sense, float(values[-1])) / mean * 100


def worse(change: float, sense: str, value: float) -> float:
    """A change with its sign turned so that positive is worse, by the sense of the indicator at that value."""
    if not sense:
        return change if value >= 0 else -change
    return -change if sense in ("aumento", "mantener_min") else change


def distance(value: float, aim: float, sense: str) -> float:
    """Percent of the level that is missing to reach `aim`; 0 once reached, NaN for a level of 0 that did not."""
    missing = max(0.0, abs(value) - abs(aim)) if not sense else max(0.0, worse(value - aim, sense, value))
    if missing == 0:
        return 0.0
    return missing / abs(value) * 100 if value else float("nan")


def _steps(signal: FloatArray, cuts: tuple[float, ...]) -> "pd.Series[int]":
    steps = np.searchsorted(np.array(cuts), quantize9(signal), side="right") + 1
    return pd.Series(steps, dtype="Int64").mask(np.isnan(signal))
