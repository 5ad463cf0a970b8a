"""The figures far from the rest of their year: questions for the source, by name."""

import pandas as pd
import streamlit as st

from analytics import baseline
from pages.components import labels, narrative, tables
from pages.components.baseline.view import View


def render(view: View) -> None:
    """A sentence about the year shown, and the table of every year."""
    found = view.named(baseline.outliers(view.figures.observations))
    now = found[found["year"].eq(view.year)]
    where = f"{view.indicator.name}, {view.slice_words}"
    if now.empty:
        st.text(f"{where}: ningún valor atípico en {view.year}.")
    else:
        many = labels.count(len(now), "valor atípico", "valores atípicos")
        st.text(f"{where}: {many} en {view.year}: {narrative.names(list(now['name']), 6)}.")
    st.caption(
        "Un valor atípico no es un error: es una pregunta para la fuente. Se marca cuando está a más de 3,5 "
        "desviaciones de la mediana de su año (puntaje z modificado). Su archivo y su fila están en «¿De dónde sale "
        "esta cifra?»."
    )
    if not found.empty:
        tables.plain(listing(view, found), caption="Valores atípicos de todos los años", digits=1)


def listing(view: View, found: pd.DataFrame) -> pd.DataFrame:
    """Año, Municipio, Valor, Mediana del año, Diferencia, Puntaje; the last year and the farthest first."""
    unit, digits = view.indicator.unit, view.indicator.digits
    order = found.assign(size=found["score"].abs()).sort_values(["year", "size"], ascending=False)
    points = labels.difference_unit(unit)
    return pd.DataFrame(
        {
            "Año": order["year"].astype(str),
            "Municipio": order["name"],
            "Valor": [labels.measure(value, unit, digits) for value in order["value"]],
            "Mediana del año": [labels.measure(value, unit, digits) for value in order["median"]],
            "Diferencia": [labels.points(step, digits, points) for step in order["value"] - order["median"]],
            "Puntaje": order["score"].astype("float64"),
        }
    )
