"""Where the pace of the approved points leads, always labelled as a projection (ANALYTICS.md, Projection)."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import FloatArray, floats, require
from analytics.baseline import slope
from analytics.numbers import spanish

_STUDENT_80: Final = (3.078, 1.886, 1.638, 1.533, 1.476, 1.440, 1.415, 1.397, 1.383, 1.372)
"""Student's t, 80 % two-sided, for 1 to 10 degrees of freedom; beyond, the normal's 1.282."""
_NORMAL_80: Final = 1.282


@dataclass(frozen=True)
class Projection:
    """The line through the approved points and its end: `low`–`high` is the 80 % band, null with two points.

    `required`: advance per trimester to reach the target from the last point; null without a target or with no
    trimester left.
    """

    n: int
    pace: float
    projected: float
    required: float | None
    low: float | None
    high: float | None

    def sentence(self, digits: int = 1) -> str:
        """The projection in Spanish, labelled as such."""
        text = f"Proyección: al ritmo actual llegará a {spanish(self.projected, digits)}"
        if self.low is not None and self.high is not None:
            text += f" (entre {spanish(self.low, digits)} y {spanish(self.high, digits)})"
        if self.required is None:
            return f"{text}."
        return f"{text}; se requiere {spanish(self.required, digits)} por trimestre."


def project(points: pd.DataFrame, target: float | None = None, horizon: int = 4) -> Projection | None:
    """The least-squares line through `points`, read at trimester `horizon`; None with fewer than two points.

    `points`: trimester and value, approved; positions to date (cumulative for a sum). Nulls are left out; the baseline
    may stand as trimester 0. Raises ValueError for a repeated trimester.
    """
    require(points, ["trimester", "value"])
    known = points.dropna(subset=["value"]).sort_values("trimester")
    if known["trimester"].duplicated().any():
        raise ValueError("a trimester has two values")
    if len(known) < 2:
        return None
    x, y = floats(known, "trimester"), floats(known, "value")
    pace = slope(x, y)
    projected = float(y.mean() + pace * (horizon - x.mean()))
    margin = _margin(x, y, pace, horizon)
    return Projection(
        n=len(known),
        pace=pace,
        projected=projected,
        required=_required(x, y, target, horizon),
        low=None if margin is None else projected - margin,
        high=None if margin is None else projected + margin,
    )


def _required(x: FloatArray, y: FloatArray, target: float | None, horizon: int) -> float | None:
    left = horizon - float(x[-1])
    return None if target is None or left <= 0 else (target - float(y[-1])) / left


def _margin(x: FloatArray, y: FloatArray, pace: float, horizon: int) -> float | None:
    """Half the width of the 80 % prediction band; two points leave no residual to measure it with."""
    freedom = len(x) - 2
    if freedom < 1:
        return None
    centred = x - x.mean()
    residual = y - y.mean() - pace * centred
    error = math.sqrt(float((residual**2).sum()) / freedom)
    reach = math.sqrt(1 + 1 / len(x) + (horizon - float(x.mean())) ** 2 / float(np.sum(centred**2)))
    student = _STUDENT_80[freedom - 1] if freedom <= len(_STUDENT_80) else _NORMAL_80
    return student * error * reach
