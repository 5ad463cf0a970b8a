"""Qué se le pide a quién: the requests of a trimester by person or by indicator, with their day and instrument."""

from datetime import datetime

import pandas as pd
import streamlit as st

from pages.components import filters, labels, tables
from pages.components.indicator_sheets.document import table
from pages.components.strategy.document import of_frame
from pages.components.strategy.reading import Open
from procedure.calendar import current_trimester, cutoff
from reports.strategy_record import day

_BY_PERSON, _BY_SUBJECT = "Por persona", "Por indicador o acción"


def render(one: Open) -> None:
    """The trimester's sentence, its table and where it is presented."""
    today = datetime.now(labels.BOGOTA).date()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        trimester = filters.cutoff(max(1, current_trimester(one.found.year, today)), key="estrategia-corte")
        order = st.segmented_control(
            "Ordenar", [_BY_PERSON, _BY_SUBJECT], default=_BY_PERSON, required=True, key="estrategia-orden"
        )
    rows = one.record.asked[one.record.asked["Trimestre"] == f"T{trimester}"]
    st.markdown(f"**{sentence(rows, one.found.year, trimester)}**")
    if rows.empty:
        st.caption("Se pide lo que está en seguimiento y tiene algo programado, y las acciones en sus fechas.")
        return
    rows = rows.drop(columns="Trimestre")
    if rows["Observaciones"].eq("").all():
        rows = rows.drop(columns="Observaciones")
    if order == _BY_PERSON:
        for person, own in rows.groupby("A quién", sort=True):
            told = own.sort_values(["Plazo", "Qué"]).drop(columns="A quién")
            st.html(of_frame(f"{person} ({len(own)})", told))
    else:
        names = ["Qué", "A quién", *[name for name in rows.columns if name not in ("Qué", "A quién")]]
        st.html(of_frame("Qué se pide", rows[names].sort_values(["Tipo", "Qué"], ascending=[False, True])))
    _presented(one, trimester)
    tables.download(rows, key="estrategia-pedidos-csv", file_name=f"que_se_pide_t{trimester}_{one.found.year}")


def sentence(rows: pd.DataFrame, year: int, trimester: int) -> str:
    """How many reports, of how many people, and between which days."""
    cut = f"T{trimester} de {year}, corte {day(cutoff(year, trimester))}"
    if rows.empty:
        return f"{cut}: no se pide nada."
    asked = labels.count(len(rows), "reporte", "reportes")
    people = labels.count(rows["A quién"].nunique(), "persona", "personas")
    first, last = rows["Plazo"].min(), rows["Plazo"].max()
    until = f"el {day(first)}" if first == last else f"entre el {day(first)} y el {day(last)}"
    return f"{cut}: se piden {asked} a {people}, con plazo {until}."


def _presented(one: Open, trimester: int) -> None:
    rows = one.record.presented[one.record.presented["Trimestre"] == f"T{trimester}"].drop(columns="Trimestre")
    if rows.empty:
        st.html(table("Dónde se presenta", ["Espacio"], [["Ningún espacio tiene fecha después de este corte."]]))
        return
    st.html(of_frame("Dónde se presenta", rows))
