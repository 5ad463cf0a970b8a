"""The characterization in figures: means, gaps, distances, outliers, holes and trends (manual, activity 1).

Every function takes `observations`, one row per year, municipality, zone, group and indicator: year, municipality_code,
zone ("total", "urbana", "rural"), inclusion_group ("todos", "discapacidad"…), indicator_code, value, numerator,
denominator. Answers are per SERIES (indicator_code, zone, inclusion_group): zones and groups are never mixed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import FloatArray, floats, require

OBSERVATION: Final = (
    "year", "municipality_code", "zone", "inclusion_group", "indicator_code", "value", "numerator", "denominator",
)  # fmt: skip
SERIES: Final = ["indicator_code", "zone", "inclusion_group"]
EVERYBODY: Final = "todos"
_OUTLIER = 3.5
"""Iglewicz and Hoaglin: a modified z-score beyond this is an outlier."""


@dataclass(frozen=True)
class Mean:
    """A mean that says which it is: value (null = None), label and, when null, the reason; both in Spanish."""

    value: float | None
    label: str
    n: int
    reason: str = ""


def simple_mean(values: "pd.Series[float]") -> Mean:
    """Each municipality counts the same; absent values are left out, never taken as 0."""
    known = _array(values)
    known = known[~np.isnan(known)]
    label = f"media simple de {len(known)} municipios"
    if not len(known):
        return Mean(None, label, 0, "Ningún municipio tiene dato.")
    return Mean(float(known.mean()), label, len(known))


def weighted_mean(values: "pd.Series[float]", weights: "pd.Series[float]") -> Mean:
    """Σ value · weight / Σ weight over the municipalities with a value: the rate of the whole territory.

    Null, with the reason, when the weight of any of them is missing or nothing weighs: a part without weight would bias
    the rate silently.
    """
    value, weight = _array(values), _array(weights)
    known = ~np.isnan(value)
    label = f"tasa ponderada de {int(known.sum())} municipios"
    if not known.any():
        return Mean(None, label, 0, "Ningún municipio tiene dato.")
    missing = int(np.isnan(weight[known]).sum())
    if missing:
        return Mean(None, label, int(known.sum()), f"Falta el denominador de {missing} municipios.")
    total = weight[known].sum()
    if total <= 0:
        return Mean(None, label, int(known.sum()), "Los denominadores suman 0.")
    return Mean(float((value[known] * weight[known]).sum() / total), label, int(known.sum()))


def summary(observations: pd.DataFrame) -> pd.DataFrame:
    """Per SERIES and year: n, mean, weighted, weighted_reason (Spanish, when null), min, max, median."""
    rows = []
    for key, group in _groups(observations, [*SERIES, "year"]):
        weighted = weighted_mean(group["value"], group["denominator"])
        simple = simple_mean(group["value"])
        rows.append((*key, simple.n, simple.value, weighted.value, weighted.reason, *_range(group["value"])))
    columns = [*SERIES, "year", "n", "mean", "weighted", "weighted_reason", "min", "max", "median"]
    result = pd.DataFrame(rows, columns=columns)
    figures = dict.fromkeys(["mean", "weighted", "min", "max", "median"], "float64")
    return result.astype(figures)


def gaps(observations: pd.DataFrame) -> pd.DataFrame:
    """Urban minus rural per municipality, in points of the indicator's unit.

    Columns: indicator_code, inclusion_group, year, municipality_code, urbana, rural, gap (null without both).
    """
    require(observations, OBSERVATION)
    keys = ["indicator_code", "inclusion_group", "year", "municipality_code"]
    zoned = observations[observations["zone"].isin(["urbana", "rural"])]
    wide = zoned.pivot(index=keys, columns="zone", values="value").reindex(columns=["urbana", "rural"])
    wide.columns.name = None
    return wide.assign(gap=wide["urbana"] - wide["rural"]).reset_index()


def inclusion_distance(observations: pd.DataFrame) -> pd.DataFrame:
    """How far each inclusion group is from everybody, in points, by the simple mean of the municipalities.

    Columns: indicator_code, zone, year, inclusion_group, n, value, reference (mean of "todos"), distance. Groups
    overlap: the distances are compared, never added up. Sorted by distance within each indicator, zone and year.
    """
    means = summary(observations).rename(columns={"mean": "value"})
    keys = ["indicator_code", "zone", "year"]
    everybody = means.loc[means["inclusion_group"].eq(EVERYBODY), [*keys, "value"]]
    groups = means.loc[means["inclusion_group"].ne(EVERYBODY), [*keys, "inclusion_group", "n", "value"]]
    joined = groups.merge(everybody.rename(columns={"value": "reference"}), on=keys, how="left")
    result = joined.assign(distance=joined["value"] - joined["reference"])
    return result.sort_values([*keys, "distance", "inclusion_group"]).reset_index(drop=True)


def outliers(observations: pd.DataFrame) -> pd.DataFrame:
    """The observations far from the median of their SERIES and year: OBSERVATION plus median and score.

    Modified z-score beyond 3.5, on the median absolute deviation (the mean one where over half the values coincide).
    An outlier is a question to the source, not an error.
    """
    require(observations, OBSERVATION)
    grouped = observations.groupby([*SERIES, "year"])["value"]
    median = grouped.transform("median")
    distance = (observations["value"] - median).abs()
    keys = [observations[column] for column in (*SERIES, "year")]
    spread = distance.groupby(keys).transform("median") / 0.6745
    fallback = distance.groupby(keys).transform("mean") * 1.253314
    scale = spread.where(spread > 0, fallback)
    score = ((observations["value"] - median) / scale).where(scale > 0)
    return observations.assign(median=median, score=score)[score.abs() > _OUTLIER]


def completeness(observations: pd.DataFrame, municipalities: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    """Which of the expected municipalities have a value, per SERIES and year.

    Columns: SERIES, year, expected, present, percent, missing (list of codes). A year without any row is listed at 0.
    """
    require(observations, OBSERVATION)
    rows = []
    for key, group in _groups(observations, SERIES):
        known = group[group["value"].notna()]
        for year in years:
            present = set(known.loc[known["year"].eq(year), "municipality_code"])
            missing = [code for code in municipalities if code not in present]
            rows.append((*key, year, len(municipalities), len(municipalities) - len(missing), missing))
    result = pd.DataFrame(rows, columns=[*SERIES, "year", "expected", "present", "missing"])
    return result.assign(percent=result["present"] / result["expected"] * 100)


def trend(observations: pd.DataFrame, years: int = 5) -> pd.DataFrame:
    """Slope of the yearly simple mean over the last `years` years with data, by least squares.

    Columns: SERIES, slope (points per year; null with fewer than two years), n_years, first_year, last_year.
    """
    rows = []
    for key, group in _groups(summary(observations).dropna(subset=["mean"]), SERIES):
        last = group.sort_values("year").tail(years)
        when, mean = floats(last, "year"), floats(last, "mean")
        rows.append((*key, slope(when, mean), len(last), int(when[0]), int(when[-1])))
    return pd.DataFrame(rows, columns=[*SERIES, "slope", "n_years", "first_year", "last_year"])


def slope(x: FloatArray, y: FloatArray) -> float:
    """Least-squares slope; NaN with fewer than two distinct positions."""
    centred = x - x.mean()
    variance = float((centred**2).sum())
    return float((centred * (y - y.mean())).sum()) / variance if variance > 0 else float("nan")


def _groups(frame: pd.DataFrame, keys: list[str]) -> Iterable[tuple[tuple[object, ...], pd.DataFrame]]:
    require(frame, [*keys])
    return ((key if isinstance(key, tuple) else (key,), group) for key, group in frame.groupby(keys, sort=True))


def _range(values: "pd.Series[float]") -> tuple[float, float, float]:
    return float(values.min()), float(values.max()), float(values.median())


def _array(values: "pd.Series[float]") -> FloatArray:
    return floats(values.to_frame("value"), "value")
