"""How old the data are, and which municipalities, years, zones and groups are missing."""

from datetime import date

import pandas as pd
import streamlit as st

from analytics import baseline, comparison
from pages.components import labels, narrative, tables
from pages.components.baseline.view import EVERYBODY, View
from procedure.vocabulary import ZONES

_MOST = 6
_ZONES = {"total": "Total"} | ZONES


def render(view: View, today: date) -> None:
    known = view.figures.observations.dropna(subset=["value"])
    if known.empty:
        st.text("No hay datos de este indicador para los filtros elegidos.")
        return
    years = list(range(int(known["year"].min()), int(known["year"].max()) + 1))
    st.text(age(years[-1], today))
    tables.plain(by_year(view, years, today), caption=f"{view.indicator.name}, {view.slice_words}: año por año")
    lacking = comparison.absences(known, list(view.places["code"]), years)
    if lacking.empty:
        st.text("Ningún municipio tiene años sin dato.")
    else:
        tables.plain(by_municipality(view, lacking, years), caption="Municipios con años sin dato")
    tables.plain(by_slice(view), caption=f"Zonas y grupos con dato en {view.year}")


def age(last: int, today: date) -> str:
    """How far behind the last datum is."""
    behind = today.year - last
    if behind <= 0:
        return f"El dato más reciente es de {last}: es de este año."
    return f"El dato más reciente es de {last}: tiene {labels.count(behind, 'año', 'años')}."


def by_year(view: View, years: list[int], today: date) -> pd.DataFrame:
    """Año, Municipios con dato, Completitud, Faltan, Antigüedad; the last year first."""
    found = baseline.completeness(view.figures.observations, list(view.places["code"]), years[::-1])
    return pd.DataFrame(
        {
            "Año": found["year"].astype(str),
            "Municipios con dato": [f"{a} de {b}" for a, b in zip(found["present"], found["expected"], strict=True)],
            "Completitud": [labels.percent(value, 0) for value in found["percent"]],
            "Faltan": [_names(view, codes) for codes in found["missing"]],
            "Antigüedad": [labels.count(today.year - year, "año", "años") for year in found["year"]],
        }
    )


def by_municipality(view: View, lacking: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """Municipio, Años sin dato, Cuántos."""
    return pd.DataFrame(
        {
            "Municipio": [view.name_of(code) for code in lacking["municipality_code"]],
            "Años sin dato": [labels.joined([str(year) for year in missing]) for missing in lacking["missing"]],
            "Cuántos": [f"{len(missing)} de {len(years)}" for missing in lacking["missing"]],
        }
    )


def by_slice(view: View) -> pd.DataFrame:
    """Zona, Grupo, Municipios con dato, Faltan: every zone and group of the year shown."""
    cells = view.year_cells.astype({"zone": "str", "inclusion_group": "str"})
    found = baseline.completeness(cells, list(view.places["code"]), [view.year])
    found = found.sort_values("zone", key=lambda zones: zones.map(list(_ZONES).index), kind="stable")
    groups = ["Todos" if code == EVERYBODY else labels.slice_name(code) for code in found["inclusion_group"]]
    return pd.DataFrame(
        {
            "Zona": found["zone"].map(_ZONES),
            "Grupo": groups,
            "Municipios con dato": [f"{a} de {b}" for a, b in zip(found["present"], found["expected"], strict=True)],
            "Faltan": [_names(view, codes) for codes in found["missing"]],
        }
    )


def _names(view: View, codes: list[str]) -> str:
    if len(codes) == len(view.places):
        return "todos"
    return narrative.names([view.name_of(code) for code in codes], _MOST) if codes else "ninguno"
