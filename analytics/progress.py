"""What a measure is worth at a cut-off: percent, status and light, in one vectorized pass (ANALYTICS.md)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import formulas, lights, statuses
from analytics.accumulation import ToDate, to_date
from analytics.arrays import BoolArray, FloatArray, IntArray, flags, floats, require
from analytics.entry import entry_problems
from analytics.explanations import explain
from analytics.numbers import shown

__all__ = ["INPUT", "ToDate", "circumstances", "entry_problems", "evaluate", "grade", "grades", "percents", "to_date"]

INPUT = (
    "accumulation", "sense", "basis", "baseline", "target", "actual",
    "is_scheduled", "due", "applies", "approved", "low", "high",
)  # fmt: skip


def evaluate(measures: pd.DataFrame) -> pd.DataFrame:
    """`grade` plus `explanation`, the substitution in Spanish: "(3,9 − 4,8) / (3,0 − 4,8) = 50 %; faltan 0,9 puntos".

    The explanation is built row by row: whoever evaluates a whole plan grades it and explains only what is shown.
    """
    graded = grade(measures)
    return graded.assign(explanation=explain(measures, graded))


@dataclass(frozen=True)
class Circumstances:
    """What decides the status besides the figures; arrays of the length of the terms. A null threshold is NaN."""

    scheduled: BoolArray
    due: BoolArray
    applies: BoolArray
    approved: BoolArray
    low: FloatArray
    high: FloatArray


@dataclass(frozen=True)
class Grades:
    """`grade` as arrays; status and light are positions in `statuses.ALL` and `lights.ALL`."""

    percent: FloatArray
    shown: FloatArray
    contribution: FloatArray
    status: IntArray
    light: IntArray


def grade(measures: pd.DataFrame) -> pd.DataFrame:
    """Percent (unclipped, 9 decimals), shown (1 decimal, HALF_UP), contribution (0–100), status and light.

    `measures`: accumulation, sense, basis, baseline, target, actual, is_scheduled, due, applies, approved, low, high.
    The index is kept. `target` is what the actual is compared with: the scheduled to date for the efficacy of the
    trimester, the final target for compliance. A null low or high takes the default thresholds (70, 90).
    Raises ValueError for a missing column or an unknown sense.
    """
    require(measures, INPUT)
    found = grades(formulas.terms(measures), circumstances(measures))
    return pd.DataFrame(
        {
            "percent": found.percent,
            "shown": found.shown,
            "contribution": found.contribution,
            "status": lights.named(found.status, statuses.ALL),
            "light": lights.named(found.light, lights.ALL),
        },
        index=measures.index,
    )


def circumstances(measures: pd.DataFrame) -> Circumstances:
    """`measures`: is_scheduled, due, applies, approved, low, high."""
    return Circumstances(
        scheduled=flags(measures, "is_scheduled"),
        due=flags(measures, "due"),
        applies=flags(measures, "applies"),
        approved=flags(measures, "approved"),
        low=floats(measures, "low"),
        high=floats(measures, "high"),
    )


def grades(given: formulas.Terms, at: Circumstances) -> Grades:
    """`grade` on arrays: the one place where a measure gets its percent, status and light."""
    worse = formulas.worse_than_baseline(given)
    percent = _percent(given, at, worse)
    status = _status(given, at, percent, worse)
    displayed = shown(percent)
    return Grades(percent, displayed, _contribution(percent, status), status, _light(at, displayed, status))


def percents(given: formulas.Terms, at: Circumstances) -> FloatArray:
    """Only the percent of `grades`."""
    return _percent(given, at, formulas.worse_than_baseline(given))


def _percent(given: formulas.Terms, at: Circumstances, worse: BoolArray) -> FloatArray:
    early = ~(at.scheduled | worse | np.isnan(given.actual))
    percent = formulas.percent(given, worse)
    percent[early] = 100.0
    percent[~at.applies] = np.nan
    return percent


def _status(given: formulas.Terms, at: Circumstances, percent: FloatArray, worse: BoolArray) -> IntArray:
    """Positions in `statuses.ALL`; the first condition that holds decides, so the last ones are written first."""
    absent = np.isnan(given.actual)
    order = [
        (~at.applies, statuses.NO_APLICA),
        (absent & ~at.scheduled, statuses.NO_PROGRAMADO),
        (absent & ~at.due, statuses.PENDIENTE),
        (absent, statuses.SIN_REPORTE),
        (~at.approved, statuses.POR_VERIFICAR),
        (worse, statuses.RETROCESO),
        (~at.scheduled, statuses.ANTICIPADO),
        (formulas.without_target(given), statuses.SIN_META),
        (given.traits.gap & np.isnan(given.baseline), statuses.SIN_LINEA_BASE),
        (percent < 0, statuses.RETROCESO),
        (percent == 0, statuses.SIN_AVANCE),
        (percent >= 100, statuses.CUMPLIDA),
    ]
    result = np.full(len(percent), statuses.CODE[statuses.CON_DATO], dtype=np.int64)
    for condition, status in reversed(order):
        result[condition] = statuses.CODE[status]
    return result


def _contribution(percent: FloatArray, status: IntArray) -> FloatArray:
    """Clamped so that an excess never pays for a failure; null where the measure leaves the denominators."""
    covered = np.nan_to_num(np.clip(percent, 0, 100))
    result: FloatArray = np.where(status < statuses.FIRST_UNCOVERED, covered, 0.0)
    result[status >= statuses.FIRST_EXCLUDED] = np.nan
    return result


def _light(at: Circumstances, displayed: FloatArray, status: IntArray) -> IntArray:
    low, high = np.where(np.isnan(at.low), lights.LOW, at.low), np.where(np.isnan(at.high), lights.HIGH, at.high)
    result = lights.codes(displayed, low, high)
    result[status >= statuses.FIRST_UNCOVERED] = lights.CODE[lights.GRIS]
    result[status == statuses.CODE[statuses.RETROCESO]] = lights.CODE[lights.ROJO]
    return result
