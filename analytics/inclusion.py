"""Índice de inclusión of schools (MEN 2008; ANALYTICS.md, Urban, rural, inclusion): not INES, of higher education."""

from typing import Final

import pandas as pd

from analytics.arrays import require

AREAS: Final = ("directiva", "academica", "administrativa", "comunidad")
INDEX: Final = "indice"


def school_index(answers: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The mean of each area and the index of each school, the mean of its areas.

    `answers`: the `by` columns that identify the school, area (one of AREAS) and value (the level answered; null is
    "no sabe" and does not count). The answer has the `by` columns, area (AREAS and "indice") and value; an area without
    answers has no line, and a school without the four areas has no index: three areas are not the index.
    Raises ValueError for a missing column or an unknown area.
    """
    require(answers, [*by, "area", "value"])
    unknown = set(answers["area"].dropna()) - set(AREAS)
    if unknown:
        raise ValueError(f"unknown areas: {sorted(unknown)}")
    known = answers.dropna(subset=["value", "area"])
    areas = known.groupby([*by, "area"], sort=True, observed=True)["value"].mean().reset_index()
    grouped = areas.groupby(by, sort=True, observed=True)["value"]
    index = grouped.mean()[grouped.count().eq(len(AREAS))].reset_index().assign(area=INDEX)
    return pd.concat([areas, index], ignore_index=True)[[*by, "area", "value"]]
