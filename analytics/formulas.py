"""Percent of compliance of each sense and basis, vectorized (ANALYTICS.md, Vocabulary)."""

from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from analytics.accumulation import ACCUMULATIONS
from analytics.arrays import BoolArray, FloatArray, floats, texts
from analytics.numbers import quantize9

SENSES = ("aumento", "reduccion", "mantener_min", "mantener_max")


@dataclass(frozen=True)
class Traits:
    """What the hoja de vida says of each measure, as arrays of one length. A milestone has no gap and keeps nothing."""

    increase: BoolArray
    decrease: BoolArray
    keep_min: BoolArray
    keep_max: BoolArray
    gap: BoolArray
    milestone: BoolArray
    level: BoolArray
    kept: BoolArray
    flow: BoolArray
    added: BoolArray
    from_zero: BoolArray

    @property
    def direct(self) -> BoolArray:
        """Measured as actual over target."""
        return (self.increase | self.decrease) & ~self.gap & ~self.milestone

    def repeated(self, times: int) -> "Traits":
        """One block after another, as many times."""
        return Traits(**{one.name: np.tile(getattr(self, one.name), times) for one in fields(self)})


@dataclass(frozen=True)
class Terms:
    """What the formulas need of each measure, as arrays of one length."""

    traits: Traits
    baseline: FloatArray
    target: FloatArray
    actual: FloatArray


def traits(measures: pd.DataFrame) -> Traits:
    """`measures`: accumulation, sense, basis. Raises ValueError for a sense that does not exist."""
    accumulation, sense, basis = (texts(measures, column) for column in ("accumulation", "sense", "basis"))
    increase, decrease, keep_min, keep_max = (sense == one for one in SENSES)
    directional, kept = increase | decrease, keep_min | keep_max
    if not (directional | kept).all():
        raise ValueError(f"sense must be one of {', '.join(SENSES)}")
    total, level, flow, scale, milestone = (accumulation == one for one in ACCUMULATIONS)
    return Traits(
        increase=increase,
        decrease=decrease,
        keep_min=keep_min & ~milestone,
        keep_max=keep_max & ~milestone,
        gap=directional & (basis == "brecha") & ~milestone,
        milestone=milestone,
        level=level | scale,
        kept=kept,
        flow=flow,
        added=total | flow,
        from_zero=(basis == "directo") | flow,
    )


def terms(measures: pd.DataFrame) -> Terms:
    """The arrays behind the formulas. Raises ValueError for a sense that does not exist."""
    figures = (floats(measures, column) for column in ("baseline", "target", "actual"))
    return Terms(traits(measures), *figures)


def direct_level(target: FloatArray, actual: FloatArray) -> Terms:
    """Terms of a level that rises from zero: actual over target, without a baseline to fall below."""
    yes = np.ones(len(target), dtype=np.bool_)
    always = dict.fromkeys(("increase", "level", "from_zero"), yes)
    return Terms(
        Traits(**{one.name: always.get(one.name, ~yes) for one in fields(Traits)}),
        baseline=np.full(len(target), np.nan),
        target=target,
        actual=actual,
    )


def worse_than_baseline(given: Terms) -> BoolArray:
    """Where the actual is on the wrong side of a known baseline.

    A direct sum or flow starts from zero each year, so last year's total is no floor for it; a level is comparable.
    """
    moved = quantize9(given.actual - given.baseline)
    comparable = given.traits.gap | (given.traits.level & given.traits.direct)
    return comparable & ((given.traits.increase & (moved < 0)) | (given.traits.decrease & (moved > 0)))


def without_target(given: Terms) -> BoolArray:
    """Where no target can be divided by: absent, or not above 0 for a direct ratio."""
    return np.isnan(given.target) | (given.traits.direct & (given.target <= 0))


def percent(given: Terms, worse: BoolArray) -> FloatArray:
    """Percent of compliance at nine decimals; NaN where a term is missing or the division has no meaning.

    `worse`: the answer of `worse_than_baseline` to those same terms.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = given.actual / given.target * 100
        result = np.where(given.traits.gap, _gap(given, worse), ratio)
        result = np.where(given.traits.keep_min, _keep_min(given, ratio), result)
        result = np.where(given.traits.keep_max, _keep_max(given, ratio), result)
    result = np.where(given.traits.milestone, np.where(given.actual >= 1, 100.0, 0.0), result)
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
