"""The needs that the schools' improvement plans (PMI) say, added up over the territory (manual, activity 3, Metas).

Places are those of analytics.schools: `municipality_code` "" is all of them, and `zone` is total, urbana or rural; a
school whose zone is not known counts in total only. A school that did not answer is never a 0: every figure travels
with how many schools it is made of.
"""

from typing import Final

import pandas as pd

from analytics import schools
from analytics.arrays import require

LOW: Final = 2.5
"""Under it a valuation is low: nearer to existencia (1) and pertinencia (2) than to apropiación (3) (Guía 34)."""

EVERYWHERE: Final = ""
PLACE: Final = ["municipality_code", "zone"]
_SCHOOL: Final = ["school_code", *PLACE]


def located(answered: pd.DataFrame, directory: pd.DataFrame) -> pd.DataFrame:
    """`answered` (school_code, municipality_code, zone) with the place that the directory (the same columns) gives.

    The directory wins, so that whoever answers is counted where it is counted among those who could; a school outside
    it stays where it says. One more column: `is_listed`. A zone that is not known is null.
    """
    require(answered, _SCHOOL)
    require(directory, _SCHOOL)
    listed = directory.drop_duplicates("school_code").set_index("school_code")
    found = answered.assign(is_listed=answered["school_code"].isin(listed.index))
    for column in PLACE:
        own = found[column].where(found[column].ne(schools.TOTAL))
        found[column] = found["school_code"].map(listed[column]).where(lambda one: one.notna(), own)
    return found


def coverage(answered: pd.DataFrame, directory: pd.DataFrame) -> pd.DataFrame:
    """How many schools answered of how many, by PLACE: answered, listed, schools (null when unknown), share.

    `answered` as `located` gives it. `share` is the percent of the schools of the directory that answered, and null
    without a directory; `answered` counts also those that the directory does not have, `listed` only those it has.
    """
    counted = _everywhere(answered).groupby(PLACE).agg(answered=("school_code", "nunique"))
    inside = _everywhere(answered[answered["is_listed"]]).groupby(PLACE)["school_code"].nunique()
    known = _everywhere(directory).groupby(PLACE)["school_code"].nunique()
    found = counted.join(known.rename("schools"), how="outer").join(inside.rename("listed"), how="left")
    found[["answered", "listed"]] = found[["answered", "listed"]].fillna(0).astype("int64")
    found["schools"] = found["schools"].astype("Int64")
    found["share"] = (found["listed"] / found["schools"].astype("Float64") * 100).astype("float64")
    return found.reset_index()[[*PLACE, "answered", "listed", "schools", "share"]]


def valuations(values: pd.DataFrame) -> pd.DataFrame:
    """By item (an area or a process) and PLACE: valued (schools), mean (1 to 4), low (schools under LOW), low_share.

    `values`: school_code, municipality_code, zone, item, value. An item that nobody valued in a place has no row.
    """
    require(values, [*_SCHOOL, "item", "value"])
    known = _everywhere(values[values["value"].notna()])
    known = known.assign(is_low=known["value"].lt(LOW))
    grouped = known.groupby(["item", *PLACE])
    found = pd.DataFrame(
        {"valued": grouped["value"].count(), "mean": grouped["value"].mean(), "low": grouped["is_low"].sum()}
    )
    found["low_share"] = found["low"] / found["valued"] * 100
    return found.reset_index().astype({"valued": "int64", "low": "int64"})


def needs(named: pd.DataFrame) -> pd.DataFrame:
    """By PLACE and item: schools that name it, `of` the schools that name any need, share (percent) and rank.

    `named`: school_code, municipality_code, zone, item; a school that names an item twice counts once. Ties share the
    rank. Items add up to more than the schools: each may name several.
    """
    require(named, [*_SCHOOL, "item"])
    once = _everywhere(named.drop_duplicates(["school_code", "item"]))
    counted = once.groupby([*PLACE, "item"])["school_code"].nunique().rename("schools").reset_index()
    of = once.groupby(PLACE)["school_code"].nunique().rename("of")
    found = counted.join(of, on=PLACE)
    found["share"] = found["schools"] / found["of"] * 100
    found["rank"] = found.groupby(PLACE)["schools"].rank(method="min", ascending=False).astype("int64")
    return found.sort_values([*PLACE, "rank", "item"], ignore_index=True)


def answers(components: pd.DataFrame, goals: pd.DataFrame) -> pd.DataFrame:
    """Which component attends which area: component_id, area, declares (the component itself), goals (how many).

    `components`: id, pmi_areas (lists); `goals`: id, component_id, pmi_areas. A component attends the areas it
    declares and those of its goals.
    """
    require(components, ["id", "pmi_areas"])
    require(goals, ["id", "component_id", "pmi_areas"])
    own = components[["id", "pmi_areas"]].explode("pmi_areas").dropna()
    own = own.set_axis(["component_id", "area"], axis=1).drop_duplicates().assign(declares=True)
    fed = goals[["component_id", "id", "pmi_areas"]].explode("pmi_areas").dropna().rename(columns={"pmi_areas": "area"})
    fed = fed.groupby(["component_id", "area"])["id"].nunique().rename("goals").reset_index()
    found = own.merge(fed, on=["component_id", "area"], how="outer")
    declares = found["declares"].eq(True)
    found = found.assign(declares=declares, goals=found["goals"].fillna(0).astype("int64"))
    order = {row_id: place for place, row_id in enumerate(components["id"])}
    return found[found["component_id"].isin(order)].sort_values(
        "component_id", key=lambda ids: ids.map(order), kind="stable", ignore_index=True
    )


def _everywhere(rows: pd.DataFrame) -> pd.DataFrame:
    """Each row in its municipality and in all of them, and in total and in its zone."""
    known = rows.assign(zone=rows["zone"].astype("object").where(rows["zone"].notna(), schools.TOTAL))
    wide = schools.in_total_and_by_zone(known)
    return pd.concat([wide, wide.assign(municipality_code=EVERYWHERE)], ignore_index=True)
