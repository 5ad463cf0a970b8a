"""Percent of compliance of each sense and basis, vectorized (ANALYTICS.md, Vocabulary)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.arrays import BoolArray, FloatArray, equals, floats
from analytics.numbers import quantize9

SENSES = ("aumento", "reduccion", "mantener_min", "mantener_max")


@dataclass(frozen=True)
class Terms:
    """The columns of a frame of measures that the formulas need, as arrays of one length."""

    baseline: FloatArray
    target: FloatArray
    actual: FloatArray
    increase: BoolArray
    decrease: BoolArray
    keep_min: BoolArray
    keep_max: BoolArray
    gap: BoolArray
    milestone: BoolArray
    level: BoolArray

    @property
    def direct(self) -> BoolArray:
        """Measured as actual over target."""
        return (self.increase | self.decrease) & ~self.gap & ~self.milestone


def terms(measures: pd.DataFrame) -> Terms:
    """The arrays behind the formulas. Raises ValueError for a sense that does not exist."""
    increase, decrease, keep_min, keep_max = (equals(measures, "sense", sense) for sense in SENSES)
    directional = increase | decrease
    if not (directional | keep_min | keep_max).all():
        raise ValueError(f"sense must be one of {', '.join(SENSES)}")
    milestone = equals(measures, "accumulation", "hito")
    return Terms(
        baseline=floats(measures, "baseline"),
        target=floats(measures, "target"),
        actual=floats(measures, "actual"),
        increase=increase,
        decrease=decrease,
        keep_min=keep_min & ~milestone,
        keep_max=keep_max & ~milestone,
        gap=directional & equals(measures, "basis", "brecha") & ~milestone,
        milestone=milestone,
        level=equals(measures, "accumulation", "nivel", "escala"),
    )


def direct_level(target: FloatArray, actual: FloatArray) -> Terms:
    """Terms of a level that rises from zero: actual over target, without a baseline to fall below."""
    every = np.ones(len(target), dtype=np.bool_)
    return Terms(
        baseline=np.full(len(target), np.nan),
        target=target,
        actual=actual,
        increase=every,
        decrease=~every,
        keep_min=~every,
        keep_max=~every,
        gap=~every,
        milestone=~every,
        level=every,
    )


def worse_than_baseline(given: Terms) -> BoolArray:
    """Where the actual is on the wrong side of a known baseline.

    A direct sum or flow starts from zero each year, so last year's total is no floor for it; a level is comparable.
    """
    moved = quantize9(given.actual - given.baseline)
    comparable = given.gap | (given.level & given.direct)
    return comparable & ((given.increase & (moved < 0)) | (given.decrease & (moved > 0)))


def without_target(given: Terms) -> BoolArray:
    """Where no target can be divided by: absent, or not above 0 for a direct ratio."""
    return np.isnan(given.target) | (given.direct & (given.target <= 0))


def percent(given: Terms, worse: BoolArray) -> FloatArray:
    """Percent of compliance at nine decimals; NaN where a term is missing or the division has no meaning.

    `worse`: the answer of `worse_than_baseline` to those same terms.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = given.actual / given.target * 100
        result = np.where(given.gap, _gap(given, worse), ratio)
        result = np.where(given.keep_min, _keep_min(given, ratio), result)
        result = np.where(given.keep_max, _keep_max(given, ratio), result)
    result = np.where(given.milestone, np.where(given.actual >= 1, 100.0, 0.0), result)
    result[without_target(given) | np.isnan(given.actual)] = np.nan
    return quantize9(result)


def _gap(given: Terms, worse: BoolArray) -> FloatArray:
    """Way walked over way to walk; with nothing to walk, 100 while not worse than the baseline."""
    walked = given.actual - given.baseline
    way = given.target - given.baseline
    still = np.where(worse, np.nan, 100.0)
    result: FloatArray = np.where(way == 0, still, walked / way * 100)
    return result


def _keep_min(given: Terms, ratio: FloatArray) -> FloatArray:
    unmet = np.where(given.target > 0, ratio, 0.0)
    result: FloatArray = np.where(quantize9(given.actual - given.target) >= 0, 100.0, unmet)
    return result


def _keep_max(given: Terms, ratio: FloatArray) -> FloatArray:
    unmet = np.where(given.target > 0, np.maximum(0.0, 200 - ratio), 0.0)
    result: FloatArray = np.where(quantize9(given.actual - given.target) <= 0, 100.0, unmet)
    return result
