"""Indicators worked out from others, one rule each; the catalogue says in words what each rule means (computed.csv)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import pandas as pd

from analytics.arrays import require
from analytics.baseline import Mean, weighted_mean

Rule = Callable[..., "pd.Series[float]"]
_FIGURES: Final = ["value", "numerator", "denominator"]


def complement(rate: "pd.Series[float]") -> "pd.Series[float]":
    """What a rate lacks of 100; negative where a coverage is above it, which is genuine."""
    return 100 - rate


def difference(first: "pd.Series[float]", second: "pd.Series[float]") -> "pd.Series[float]":
    """The first minus the second, in points."""
    return first - second


def left_out(people: "pd.Series[float]", percent: "pd.Series[float]") -> "pd.Series[float]":
    """How many of the people a rate leaves out; null when the rate is above 100: nobody knows how many are missing."""
    return people * (100 - percent.where(percent <= 100)) / 100


def percentage(part: "pd.Series[float]", whole: "pd.Series[float]") -> "pd.Series[float]":
    """Per hundred of the whole; null without whole. Above 100 is genuine: students who live elsewhere."""
    return part / whole.where(whole > 0) * 100


def ratio(over: "pd.Series[float]", under: "pd.Series[float]") -> "pd.Series[float]":
    """The first for each one of the second; null without any."""
    return over / under.where(under > 0)


RULES: Final[Mapping[str, Rule]] = {
    "complement": complement,
    "difference": difference,
    "left_out": left_out,
    "percentage": percentage,
    "ratio": ratio,
}
_FRACTIONS: Final = ("percentage", "ratio")


def derive(rule: str, inputs: Sequence[pd.DataFrame], by: list[str]) -> pd.DataFrame:
    """The figures that a rule gives from its inputs, in their order, where all of them have a row.

    Each input has the `by` columns (unique), value, numerator, denominator, dataset and version_id. So does the
    answer: numerator and denominator are the inputs of a fraction; a complement keeps the denominator of its rate; the
    version is that of the first input. Null wherever an input is null.
    """
    for one in inputs:
        require(one, [*by, *_FIGURES])
    named = [one.set_index(by)["value"].rename(str(place)) for place, one in enumerate(inputs)]
    values = pd.concat(named, axis=1, join="inner")
    columns = [values[name] for name in values.columns]
    first = inputs[0].set_index(by).reindex(values.index)
    result = first.assign(value=RULES[rule](*columns), numerator=float("nan"))
    if rule in _FRACTIONS:
        result = result.assign(numerator=columns[0], denominator=columns[1])
    elif rule != "complement":
        result = result.assign(denominator=float("nan"))
    return result.reset_index()[list(inputs[0].columns)]


def gap(urban: pd.DataFrame, rural: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Urban minus rural where both have a row, in the columns of `derive`; a gap has no denominator of its own."""
    return derive("difference", [urban, rural], by)


def territory_gap(urban: pd.DataFrame, rural: pd.DataFrame) -> Mean:
    """The weighted rate of the urban zone minus that of the rural one, each of all its municipalities.

    Both: value and denominator. Null, with the reason, when either rate is; `n` counts those of the zone with fewer.
    """
    means = [weighted_mean(zone["value"], zone["denominator"]) for zone in (urban, rural)]
    label, n = "tasa ponderada urbana − tasa ponderada rural", min(mean.n for mean in means)
    first, second = (mean.value for mean in means)
    if first is None or second is None:
        return Mean(None, label, n, next(mean.reason for mean in means if mean.value is None))
    return Mean(first - second, label, n)
