"""How the figures of the PMI are told: always with how many schools they are made of. Pure."""

from collections.abc import Mapping

import pandas as pd

from pages.components import labels
from pages.components.heat import Cell
from procedure.pmi_processes import AREA_OF, ITEMS, PROCESSES
from procedure.vocabulary import PMI_AREAS

_BEST, _WORST = 3.5, 1.5


def answered(row: Mapping | pd.Series | None) -> str:
    """«131 de 153 (85,6 %)»; without a directory, only how many; where nobody could, a dash."""
    if row is None:
        return labels.NULL
    if pd.isna(row["schools"]):
        return f"{labels.integer(row['answered'])} (no se sabe de cuántos)"
    outside = int(row["answered"] - row["listed"])
    more = f", y {outside} fuera del directorio" if outside else ""
    return f"{row['listed']} de {row['schools']} ({labels.percent(row['share'])}){more}"


def valuation(row: Mapping | pd.Series | None) -> Cell:
    """The mean with how many schools it is the mean of; darker the lower it is."""
    if row is None:
        return Cell("s. d.")
    depth = (_BEST - float(row["mean"])) / (_BEST - _WORST)
    return Cell(f"{labels.number(row['mean'])} (n = {row['valued']})", min(max(depth, 0.0), 0.999))


def low_share(row: Mapping | pd.Series | None) -> Cell:
    """The share of schools in a low valuation; darker the more there are."""
    return Cell("s. d.") if row is None else Cell(low(row), min(float(row["low_share"]) / 100, 0.999))


def low(row: Mapping | pd.Series | None) -> str:
    """«64,1 % (84 de 131)»"""
    return labels.NULL if row is None else f"{labels.percent(row['low_share'])} ({row['low']} de {row['valued']})"


def items() -> list[str]:
    """Every area, each followed by its processes."""
    return [one for area in PMI_AREAS for one in (area, *(code for code in PROCESSES if AREA_OF[code] == area))]


def by_item(frame: pd.DataFrame) -> dict[str, dict]:
    return {str(row["item"]): row for row in frame.to_dict("records")}


def finding(valued: pd.DataFrame, named: pd.DataFrame) -> str:
    """The lowest area and the need that most schools name, with their figures; of the whole territory."""
    areas = valued[valued["item"].isin(list(PMI_AREAS))]
    parts = []
    if len(areas):
        worst = areas.loc[areas["mean"].idxmin()]
        of = labels.count(int(worst["valued"]), "establecimiento", "establecimientos")
        name = PMI_AREAS[worst["item"]].lower()
        parts.append(
            f"La valoración más baja es la de la {name}: {labels.number(worst['mean'])} sobre 4, media de {of}."
        )
    if len(named):
        top = named.iloc[0]
        parts.append(
            f"La necesidad más nombrada es «{ITEMS[top['item']]}»: {top['schools']} de {top['of']} establecimientos "
            f"({labels.percent(top['share'])})."
        )
    return " ".join(parts) or "Los resúmenes cargados no traen valoraciones ni necesidades."
