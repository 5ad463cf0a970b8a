"""What the summaries of the PMI and the directory say, school by school, as analytics takes it.

The frames that go in are those of the queries `pmi_figures`, `pmi_texts` and `directory_sedes`.
"""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from analytics import pmi
from data.intake.sources.pmi_summary import NEEDS, PROCESS
from procedure.pmi_processes import PROCESSES
from procedure.vocabulary import PMI_AREAS, ZONES

PLACE: Final = ["school_code", "municipality_code", "zone"]
_ITEMS: Final = {f"pmi_{area}": area for area in PMI_AREAS} | {f"{PROCESS}{code}": code for code in PROCESSES}
_FIELDS: Final = {"pmi_actualizado": "is_updated", "pmi_metas": "goals", "pmi_metas_cumplidas": "goals_met"}


@dataclass(frozen=True)
class Summaries:
    """Of one year. `schools`, one row per school that answered: PLACE, name, is_listed, is_updated (1, 0 or null),
    goals, goals_met, need_text, version_id; `values`: PLACE, item, value; `needs`: PLACE, item; `directory`: PLACE,
    name.
    """

    year: int
    schools: pd.DataFrame
    values: pd.DataFrame
    needs: pd.DataFrame
    directory: pd.DataFrame


def summaries(year: int, figures: pd.DataFrame, texts: pd.DataFrame, sedes: pd.DataFrame) -> Summaries:
    """The schools of a year's summaries, each where the directory has it."""
    directory = establishments(sedes)
    answered = figures.drop_duplicates("school_code")[[*PLACE, "version_id"]]
    places = pmi.located(answered, directory)
    words = texts.pivot(index="school_code", columns="column", values="text").reindex(
        columns=["establishment_name", "need_text", *NEEDS]
    )
    own = figures.pivot(index="school_code", columns="indicator_code", values="value").reindex(columns=list(_FIELDS))
    found = places.join(own.rename(columns=_FIELDS), on="school_code").join(words, on="school_code")
    listed = directory.set_index("school_code")["name"]
    given = found["school_code"].map(listed)
    found["name"] = _named(given.where(given.notna() & given.ne(""), found["establishment_name"]), found["school_code"])
    return Summaries(
        year,
        found.drop(columns=["establishment_name", *NEEDS]).reset_index(drop=True),
        _values(figures, places),
        _needs(found),
        directory,
    )


def establishments(sedes: pd.DataFrame) -> pd.DataFrame:
    """One row per establishment of the directory: PLACE and name.

    Its zone is that of the sede with its own code, the main one (MEN, DANE code); without it, the zone of all its sedes
    when they share it, and else null.
    """
    rows = sedes.assign(establishment_code=sedes["establishment_code"].where(sedes["establishment_code"].notna(), ""))
    rows = rows[rows["establishment_code"].ne("")]
    grouped = rows.groupby("establishment_code", sort=True)
    main = rows[rows["sede_code"].eq(rows["establishment_code"])].drop_duplicates("establishment_code")
    first = grouped[["municipality_code", "establishment_name", "zone"]].first()
    shared = first["zone"].where(grouped["zone"].nunique().eq(1))
    zone = main.set_index("establishment_code")["zone"].reindex(first.index).fillna(shared)
    codes = pd.Series(first.index, index=first.index)
    found = pd.DataFrame(
        {
            "school_code": codes.astype("str"),
            "municipality_code": first["municipality_code"],
            "zone": zone.where(zone.isin(list(ZONES))),
            "name": _named(first["establishment_name"], codes),
        }
    )
    return found.reset_index(drop=True)


def _values(figures: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    items = figures["indicator_code"].map(_ITEMS)
    rows = figures.assign(item=items)[items.notna() & figures["value"].notna()]
    return places[PLACE].merge(rows[["school_code", "item", "value"]], on="school_code")


def _needs(found: pd.DataFrame) -> pd.DataFrame:
    long = found[[*PLACE, *NEEDS]].melt(PLACE, value_name="item").dropna(subset="item")
    return long.loc[long["item"].isin(list(PROCESSES)), [*PLACE, "item"]].reset_index(drop=True)


def _named(names: pd.Series, codes: pd.Series) -> pd.Series:
    """The names as they were written; a school without one is called by its code."""
    return names.where(names.notna() & names.ne(""), codes)
