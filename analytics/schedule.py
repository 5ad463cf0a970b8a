"""What is expected at each cut-off when the plan does not say, and when each cut-off falls due."""

from datetime import date, timedelta

import numpy as np

from analytics.arrays import FloatArray
from analytics.numbers import quantize9

TRIMESTERS = (1, 2, 3, 4)
_LAST_DAY = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}


def linear(baseline: float | None, target: float | None, basis: str, periods: int = 4) -> list[float]:
    """Cumulative positions at the end of each period, in a straight line that ends exactly at the target.

    It starts at the baseline for `brecha` and at 0 for `directo`. NaN in every period when a term is missing.
    The reader must see "programación lineal supuesta" beside it (ANALYTICS.md, Two percentages).
    """
    start = 0.0 if basis == "directo" else baseline
    if start is None or target is None:
        return [float("nan")] * periods
    ends = np.array([[start], [target]], dtype=np.float64)
    return [float(position) for position in lines(ends[0], ends[1], periods)[0]]


def lines(start: FloatArray, target: FloatArray, periods: int = 4) -> FloatArray:
    """`linear` of many rows: an array of rows × periods."""
    shares = np.arange(1, periods + 1) / periods
    result = quantize9(start[:, None] + (target - start)[:, None] * shares)
    result[:, -1] = target
    return result


def cutoff(year: int, trimester: int) -> date:
    """The last day of the trimester (1–4) of the plan's year."""
    return date(year, *_LAST_DAY[trimester])


def is_due(year: int, trimester: int, today: date, grace_days: int = 0) -> bool:
    """Whether a report of the trimester is overdue if absent: its cut-off plus the days of grace has arrived."""
    return cutoff(year, trimester) + timedelta(days=grace_days) <= today
