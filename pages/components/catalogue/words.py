"""Texts of the catalogue page (pure; no Streamlit)."""

import re
import unicodedata

import pandas as pd

from pages.components import labels
from procedure.vocabulary import INCLUSION_GROUPS, SENSES, ZONES

DISAGGREGATIONS = {
    "total": "Por municipio.",
    "area": "Por municipio y zona (urbana y rural).",
    "": "Las que tengan los datos con que se calcula.",
}
CONTEXT = "contexto"
"""The topic of what describes the territory: more people or more schools is neither better nor worse."""
TEMPLATE = " La plantilla de indicadores lo recibe además por zona y grupo de inclusión."
_ACCENTS = re.compile("[\u0300-\u036f]")


def folded(text: str) -> str:
    """Lower case without accents, to compare what is searched."""
    return _ACCENTS.sub("", unicodedata.normalize("NFD", text.casefold()))


def facts(measure: dict, names: dict[str, str]) -> pd.DataFrame:
    """The sheet of a measure: Dato and Valor. `names` are those of every measure by code."""
    stored = not measure["rule"]
    rows = [
        ("Qué mide y cómo", measure["formula"]),
        ("Unidad", measure["unit"]),
        ("Mejora cuando", "" if measure["topic"] == CONTEXT else sense(measure["sense"])),
        ("Fuente", measure["source"]),
        ("Desagregación", DISAGGREGATIONS[measure["zones"]] + (TEMPLATE if stored else "")),
        ("Se calcula con", labels.joined([names[code] for code in measure["inputs"]])),
        ("Pondera los municipios", names.get(measure["weight_code"], "")),
        ("Decimales", str(measure["decimals"])),
        ("Código", measure["code"]),
    ]
    return pd.DataFrame([row for row in rows if row[1]], columns=["Dato", "Valor"])


def sense(code: str) -> str:
    """What is sought: increase, reduce, keep; a gap is better nearer to 0."""
    words = {"aumento": "aumenta", "reduccion": "se reduce", "": "se acerca a 0"}
    return words.get(code) or SENSES[code]


def coverage(available: pd.DataFrame, municipalities: int) -> pd.DataFrame:
    """What is loaded of one indicator, a row per year, newest first: municipalities with figures by zone, and groups.

    `available`: the rows of that indicator (`cached.available`). The groups are those with any figure, in any zone.
    """
    known = available[available["values"] > 0]
    everybody = known[known["inclusion_group"] == "todos"]
    rows = []
    for year in sorted(known["year"].unique(), reverse=True):
        counts = everybody[everybody["year"] == year].set_index("zone")["values"]
        groups = set(known.loc[known["year"] == year, "inclusion_group"])
        zones = [_of(counts.get(zone), municipalities) for zone in ("total", *ZONES)]
        rows.append(
            (str(year), *zones, labels.joined([words for code, words in INCLUSION_GROUPS.items() if code in groups]))
        )
    table = pd.DataFrame(rows, columns=["Año", "Total", *ZONES.values(), "Grupos de inclusión"])
    return table if table["Grupos de inclusión"].any() else table.drop(columns="Grupos de inclusión")


def _of(count: float | None, municipalities: int) -> str:
    return labels.NULL if count is None else f"{labels.integer(count)}{labels.NBSP}de{labels.NBSP}{municipalities}"


def origins(available: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """The versions that the figures of one indicator come from: Fuente, Archivo, Cargada, Años, newest first."""
    used: dict[str, set[int]] = {}
    for row in available[available["values"] > 0].itertuples():
        for version_id in str(row.version_ids).split(","):
            used.setdefault(version_id, set()).add(int(row.year))
    rows = [
        (
            row["source"],
            f"{row['file_name']}, versión {row['number']}",
            f"{labels.moment(row['created_at'])}, {row['created_by']}",
            _span(used[row["id"]]),
        )
        for row in versions.to_dict("records")
        if row["id"] in used
    ]
    return pd.DataFrame(rows, columns=["Fuente", "Archivo", "Cargada", "Años"])


def _span(years: set[int]) -> str:
    return str(min(years)) if len(years) == 1 else f"{min(years)} a {max(years)}"
