"""The figures of each municipality from the cube of students: every zone and group, so that nothing stale stays."""

from itertools import product

import pandas as pd

from analytics import enrolment

ZONES = ("total", "urbana", "rural")


def observations(cube: pd.DataFrame, municipalities: list[str]) -> pd.DataFrame:
    """analytics.enrolment.indicators of the entity's municipalities, with school_code "": zones and their total, every
    group that the file tells. A zone or group without students in a year and municipality is stored with 0 students.
    """
    own = cube[cube["municipality_code"].isin(municipalities)]
    if own.empty:
        return enrolment.indicators(_none()).assign(school_code="")
    found = enrolment.indicators(_complete(_with_total(_counts(own))))
    return found.assign(school_code="")


def _none() -> pd.DataFrame:
    return pd.DataFrame(columns=[*enrolment.PLACE, *enrolment.COUNTS]).astype(
        dict.fromkeys(enrolment.COUNTS, "float64")
    )


def _counts(cube: pd.DataFrame) -> pd.DataFrame:
    """Sums by place; a count that the file does not bring stays null."""
    plain = cube.astype({name: "str" for name in enrolment.PLACE if name != "year"})
    sums = plain.groupby(enrolment.PLACE, sort=True)[list(enrolment.COUNTS)].sum(min_count=1)
    return sums.reset_index()


def _with_total(counts: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in enrolment.PLACE if name != "zone"]
    total = counts.groupby(keys, sort=True)[list(enrolment.COUNTS)].sum(min_count=1).reset_index()
    return pd.concat([counts, total.assign(zone="total")], ignore_index=True)


def _complete(counts: pd.DataFrame) -> pd.DataFrame:
    """Every zone and group of each year and municipality: 0 where the file brings that count and there is nobody."""
    places = counts[["year", "municipality_code"]].drop_duplicates().itertuples(index=False, name=None)
    groups = sorted(counts["inclusion_group"].unique())
    index = pd.MultiIndex.from_tuples(
        [(*place, zone, group) for place, zone, group in product(places, ZONES, groups)], names=enrolment.PLACE
    )
    full = counts.set_index(enrolment.PLACE)[list(enrolment.COUNTS)].reindex(index)
    known = [name for name in enrolment.COUNTS if full[name].notna().any()]
    return full.assign(**{name: full[name].fillna(0) for name in known}).reset_index()
