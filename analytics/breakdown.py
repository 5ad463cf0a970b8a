"""Rates by zone and group, their totals and gaps, and what a good mean may hide (ANALYTICS.md, Urban, rural…)."""

import itertools
from typing import Final

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.arrays import floats, require
from analytics.parts import check_parts

__all__ = ["MISLEADING", "OVERLAPPING", "TOTAL", "ZONE", "check_parts", "misleading_averages", "rates"]

TOTAL: Final = "total"
ZONE: Final = "zone"
OVERLAPPING: Final = "inclusion_group"
"""Inclusion groups overlap: this column is never added up."""
MISLEADING: Final = "promedio_engañoso"


def rates(counts: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Rate (percent) of each group, of every total, and the urban–rural gap.

    `counts`: the `by` columns, numerator, denominator; parts only, several rows per group are added. The answer has the
    `by` columns, numerator, denominator, rate, status and gap. Each `by` column except `inclusion_group` also takes
    the value "total", whose rate is Σ numerators / Σ denominators, never a mean of rates. `gap` (urban − rural, points)
    stands on each row whose `zone` belongs to it; null without both zones. A denominator of 0 is `no_aplica`, with a
    null rate; a part without numerator or denominator leaves its sums null (`sin_reporte`).
    Raises ValueError for a missing column or for rows that already carry a total.
    """
    require(counts, [*by, "numerator", "denominator"])
    added = [column for column in by if column != OVERLAPPING]
    if any(counts[column].eq(TOTAL).any() for column in added):
        raise ValueError("counts carry their own total: pass the parts only")
    blocks = [
        _sums(counts.assign(**dict.fromkeys(totalled, TOTAL)), by)
        for size in range(len(added) + 1)
        for totalled in itertools.combinations(added, size)
    ]
    return _with_gap(_rate(pd.concat(blocks, ignore_index=True)), by)


def _sums(counts: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums per group, null where any part is null."""
    grouped = counts.groupby(by, sort=True, dropna=False, observed=True)[["numerator", "denominator"]]
    sums = grouped.sum().where(grouped.count().eq(grouped.size(), axis=0))
    return sums.reset_index()


def _rate(sums: pd.DataFrame) -> pd.DataFrame:
    numerator, denominator = floats(sums, "numerator"), floats(sums, "denominator")
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(denominator > 0, numerator / denominator * 100, np.nan)
    known = np.where(np.isnan(rate), statuses.SIN_REPORTE, statuses.CON_DATO)
    return sums.assign(rate=rate, status=np.where(denominator == 0, statuses.NO_APLICA, known))


def _with_gap(rated: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Urban minus rural of the group that the row belongs to. Sources write URBANO, Urbana, urban."""
    if ZONE not in by:
        return rated.assign(gap=np.nan)
    zone = rated[ZONE].astype("str").str.casefold()
    others = [column for column in by if column != ZONE]
    key = rated[others].astype("str").agg("|".join, axis=1) if others else pd.Series("", index=rated.index)
    urban = rated["rate"].where(zone.str.startswith("urban")).groupby(key).transform("max")
    rural = rated["rate"].where(zone.str.startswith("rural")).groupby(key).transform("max")
    return rated.assign(gap=urban - rural)


def misleading_averages(lit: pd.DataFrame) -> pd.DataFrame:
    """Indicators whose total is green while a slice is red: indicator_id, slices (list of the red ones), alert.

    `lit`: indicator_id, slice (one of them "total"), light. The alert is "promedio_engañoso".
    """
    require(lit, ["indicator_id", "slice", "light"])
    total = lit["slice"].eq(TOTAL)
    green = lit.loc[total & lit["light"].eq(lights.VERDE), "indicator_id"]
    hidden = lit[~total & lit["light"].eq(lights.ROJO) & lit["indicator_id"].isin(green)]
    slices = hidden.groupby("indicator_id", sort=True)["slice"].agg(list)
    return slices.rename("slices").reset_index().assign(alert=MISLEADING)
