"""What a measure is worth at a cut-off: percent, status and light, in one vectorized pass (ANALYTICS.md)."""

import numpy as np
import pandas as pd

from analytics import formulas, lights, statuses
from analytics.accumulation import ToDate, to_date
from analytics.arrays import BoolArray, FloatArray, IntArray, flags, floats, require
from analytics.entry import entry_problems
from analytics.explanations import explain
from analytics.numbers import shown

__all__ = ["INPUT", "ToDate", "entry_problems", "evaluate", "grade", "to_date"]

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


def grade(measures: pd.DataFrame) -> pd.DataFrame:
    """Percent (unclipped, 9 decimals), shown (1 decimal, HALF_UP), contribution (0–100), status and light.

    `measures`: accumulation, sense, basis, baseline, target, actual, is_scheduled, due, applies, approved, low, high.
    The index is kept. `target` is what the actual is compared with: the scheduled to date for the efficacy of the
    trimester, the final target for compliance. A null low or high takes the default thresholds (70, 90).
    Raises ValueError for a missing column or an unknown sense.
    """
    require(measures, INPUT)
    given = formulas.terms(measures)
    scheduled = flags(measures, "is_scheduled")
    worse = formulas.worse_than_baseline(given)
    percent = np.where(scheduled | worse | np.isnan(given.actual), formulas.percent(given), 100.0)
    percent[~flags(measures, "applies")] = np.nan
    status = _status(measures, given, percent, scheduled, worse)
    displayed = shown(percent)
    return pd.DataFrame(
        {
            "percent": percent,
            "shown": displayed,
            "contribution": _contribution(percent, status),
            "status": lights.named(status, statuses.ALL, measures.index),
            "light": lights.named(_light(measures, displayed, status), lights.ALL, measures.index),
        },
        index=measures.index,
    )


def _status(
    measures: pd.DataFrame, given: formulas.Terms, percent: FloatArray, scheduled: BoolArray, worse: BoolArray
) -> IntArray:
    """Positions in `statuses.ALL`; the first condition that holds decides."""
    absent = np.isnan(given.actual)
    order = [
        (~flags(measures, "applies"), statuses.NO_APLICA),
        (absent & ~scheduled, statuses.NO_PROGRAMADO),
        (absent & ~flags(measures, "due"), statuses.PENDIENTE),
        (absent, statuses.SIN_REPORTE),
        (~flags(measures, "approved"), statuses.POR_VERIFICAR),
        (worse, statuses.RETROCESO),
        (~scheduled, statuses.ANTICIPADO),
        (formulas.without_target(given), statuses.SIN_META),
        (given.gap & np.isnan(given.baseline), statuses.SIN_LINEA_BASE),
        (percent < 0, statuses.RETROCESO),
        (percent == 0, statuses.SIN_AVANCE),
        (percent >= 100, statuses.CUMPLIDA),
    ]
    result: IntArray = np.select(
        [condition for condition, _ in order],
        [statuses.CODE[status] for _, status in order],
        statuses.CODE[statuses.CON_DATO],
    )
    return result


def _contribution(percent: FloatArray, status: IntArray) -> FloatArray:
    """Clamped so that an excess never pays for a failure; null where the measure leaves the denominators."""
    covered = np.nan_to_num(np.clip(percent, 0, 100))
    result: FloatArray = np.where(status < statuses.FIRST_UNCOVERED, covered, 0.0)
    result[status >= statuses.FIRST_EXCLUDED] = np.nan
    return result


def _light(measures: pd.DataFrame, displayed: FloatArray, status: IntArray) -> IntArray:
    low, high = floats(measures, "low"), floats(measures, "high")
    result = lights.codes(
        displayed, np.where(np.isnan(low), lights.LOW, low), np.where(np.isnan(high), lights.HIGH, high)
    )
    result[status >= statuses.FIRST_UNCOVERED] = lights.CODE[lights.GRIS]
    result[status == statuses.CODE[statuses.RETROCESO]] = lights.CODE[lights.ROJO]
    return result
