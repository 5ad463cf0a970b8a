"""Two to four years, zones or groups side by side, with both means and what makes them comparable (manual, 1).

`observations` are those of `analytics.baseline` for one indicator, with a column `item` that says to which of the
things compared each row belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analytics.arrays import require
from analytics.baseline import simple_mean, weighted_mean

MOST = 4
_NEEDED = ("item", "municipality_code", "value", "denominator")
COLUMNS = ["item", "n", "mean", "weighted", "weighted_reason", "median", "min", "max", "common", "mean_common"]


@dataclass(frozen=True)
class Movement:
    """How many municipalities, of those with both figures, have a higher, a lower or the same one afterwards."""

    up: int
    down: int
    same: int


def compare(observations: pd.DataFrame, items: Sequence[str]) -> pd.DataFrame:
    """COLUMNS, one row per item in that order.

    `mean_common` is the simple mean over the `common` municipalities that have a value in every item: unlike `mean`,
    it does not move because others came in or went out. Null where there is no datum; `weighted_reason` in Spanish.
    """
    require(observations, _NEEDED)
    shared = common(observations, items)
    rows = []
    for item in items:
        own = observations[observations["item"].eq(item)]
        simple, weighted = simple_mean(own["value"]), weighted_mean(own["value"], own["denominator"])
        level = simple_mean(own.loc[own["municipality_code"].isin(shared), "value"])
        ends = (own["value"].median(), own["value"].min(), own["value"].max())
        means = (simple.n, simple.value, weighted.value, weighted.reason)
        rows.append((item, *means, *ends, len(shared), level.value))
    figures = dict.fromkeys(["mean", "weighted", "median", "min", "max", "mean_common"], "float64")
    return pd.DataFrame(rows, columns=COLUMNS).astype(figures)


def common(observations: pd.DataFrame, items: Sequence[str]) -> set[str]:
    """The municipalities with a value in every item."""
    known = observations[observations["value"].notna()]
    each = [set(known.loc[known["item"].eq(item), "municipality_code"]) for item in items]
    return set.intersection(*each) if each else set()


def movement(observations: pd.DataFrame, first: str, last: str, digits: int = 1) -> Movement:
    """From `first` to `last`, counting as the same what is read the same with that many decimals."""
    require(observations, _NEEDED)
    wide = observations.pivot(index="municipality_code", columns="item", values="value").reindex(columns=[first, last])
    step = (wide[last] - wide[first]).dropna().round(digits)
    return Movement(int((step > 0).sum()), int((step < 0).sum()), int((step == 0).sum()))


def absences(observations: pd.DataFrame, municipalities: Sequence[str], years: Sequence[int]) -> pd.DataFrame:
    """Which years each municipality lacks: municipality_code, missing (list of years); only those that lack some.

    Whoever lacks most comes first. Columns of `observations`: year, municipality_code, value.
    """
    require(observations, ("year", "municipality_code", "value"))
    known = observations[observations["value"].notna()]
    present = set(zip(known["municipality_code"], known["year"], strict=True))
    rows = [(code, [year for year in years if (code, year) not in present]) for code in municipalities]
    found = sorted((row for row in rows if row[1]), key=lambda row: -len(row[1]))
    return pd.DataFrame(found, columns=["municipality_code", "missing"])
