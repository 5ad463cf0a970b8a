"""From schools to their municipality: means, shares, sums and counts, in total and by zone.

Zone belongs to the *sede* and is a partition (ANALYTICS.md, Urban, rural, inclusion): a row counts in "total" and, when
its zone is known, in its zone. `rows` of every function has the columns `by`, and `value` where it says so; the answer
has one line per group with `by`, value, numerator and denominator.
"""

from typing import Final

import pandas as pd

from analytics.arrays import require

TOTAL: Final = "total"
FIGURES: Final = ["value", "numerator", "denominator"]


def in_total_and_by_zone(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows twice: once in zone "total" and once in their own, when they have one. Raises ValueError without it."""
    require(rows, ["zone"])
    zoned = rows[rows["zone"].notna() & rows["zone"].ne(TOTAL)]
    return pd.concat([rows.assign(zone=TOTAL), zoned])


def means(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The simple mean of the schools that have `value`: each weighs one; null where none has it."""
    require(rows, [*by, "value"])
    grouped = rows.groupby(by, sort=True, observed=True)["value"]
    found = pd.DataFrame({"numerator": grouped.sum(min_count=1), "denominator": grouped.count().astype(float)})
    found["value"] = found["numerator"] / found["denominator"].where(found["denominator"].gt(0))
    return found.reset_index()[[*by, *FIGURES]]


def shares(rows: pd.DataFrame, by: list[str], level: float) -> pd.DataFrame:
    """The percent of the schools with `value` that are at that level; null where none has it."""
    known = rows["value"].where(rows["value"].isna(), rows["value"].eq(level).astype(float))
    found = means(rows.assign(value=known), by)
    return found.assign(value=found["value"] * 100)


def sums(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The sum of `value`; null where a school of the group lacks it: a part is missing, the total is not known."""
    require(rows, [*by, "value"])
    grouped = rows.groupby(by, sort=True, observed=True)["value"]
    total = grouped.sum().where(grouped.count().eq(grouped.size()))
    return _without_fraction(total.reset_index(name="value"), by)


def ratios(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Σ `numerator` / Σ `denominator` of the schools that have both, as a percent; null where that denominator is 0."""
    require(rows, [*by, "numerator", "denominator"])
    both = rows[rows["numerator"].notna() & rows["denominator"].notna()]
    found = both.groupby(by, sort=True, observed=True)[["numerator", "denominator"]].sum()
    found["value"] = found["numerator"] / found["denominator"].where(found["denominator"].gt(0)) * 100
    return found.reset_index()[[*by, *FIGURES]]


def counts(rows: pd.DataFrame, by: list[str], of: str) -> pd.DataFrame:
    """How many distinct `of` (a column of codes) there are."""
    require(rows, [*by, of])
    found = rows.groupby(by, sort=True, observed=True)[of].nunique().astype(float)
    return _without_fraction(found.reset_index(name="value"), by)


def _without_fraction(found: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    missing = float("nan")
    return found.assign(numerator=missing, denominator=missing)[[*by, *FIGURES]]
