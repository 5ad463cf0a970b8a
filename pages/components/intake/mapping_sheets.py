"""Which sheets are read and where their header is, beside the rows as the file has them."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from data.intake.coordinates import letters
from data.intake.headers import HEADER_DEPTH, HEADER_SEARCH, Place, suggested_place
from data.intake.isolation import SheetTable
from data.intake.recall import offered, same_shape
from data.intake.shape import Sheet
from pages.components import escape, labels, tables
from pages.components.intake.job import Job
from pages.components.intake.mapping_preview import first_rows

_SHOWN = 12


def render(job: Job) -> tuple[list[Sheet], str]:
    """The sheets of one shape that are chosen, with their header; and the key of what depends on that choice."""
    assert job.unmatched is not None
    options = offered(job.unmatched.raw)
    st.markdown("**1. Dónde están los datos**")
    table = _chosen(job, options)
    start = _start(job, table)
    if len(options) > 1 or start.row > 1:
        _as_it_comes(job, table)
    sheet = replace(Sheet(table, start), place=_place(job, table, start))
    scope = f"{job.id}_{table.name}_{sheet.place.row}_{sheet.place.depth}"
    if not sheet.headers or sheet.body.empty:
        return [], scope
    _say_repeated(sheet)
    first_rows(sheet, key=scope)
    return _with_twins(sheet, [one for one in options if one.state == table.state], scope), scope


def name_of(table: SheetTable) -> str:
    """The sheet as it is offered: a hidden one says so."""
    name = table.name or "Todo el archivo"
    rows = labels.count(len(table.cells), "fila", "filas")
    return f"{name} ({rows}, oculta)" if table.state != "visible" else f"{name} ({rows})"


def _chosen(job: Job, options: list[SheetTable]) -> SheetTable:
    if len(options) == 1:
        return options[0]
    place = st.selectbox(
        "Hoja",
        range(len(options)),
        format_func=lambda number: name_of(options[number]),
        key=f"map_sheet_{job.id}",
        help="Las hojas ocultas van al final: suelen ser listas o cálculos del libro.",
    )
    return options[int(place)]


def _start(job: Job, table: SheetTable) -> Place:
    """The header of the remembered mapping, when the file brought one back; else the likeliest."""
    recalled = job.unmatched.recalled if job.unmatched else None
    known = {} if recalled is None else {one.table.name: one.place for one in recalled.sheets}
    return known.get(table.name) or suggested_place(table)


def _place(job: Job, table: SheetTable, start: Place) -> Place:
    row, depth = st.columns(2)
    last = max(min(len(table.cells) - 1, HEADER_SEARCH), 1)
    chosen = row.number_input(
        "Fila del encabezado (la última, si son varias)",
        1,
        last,
        min(start.row, last),
        key=f"map_row_{job.id}_{table.name}",
        help="La fila que está justo encima de los datos. Lo que hay más arriba son títulos y no se lee.",
    )
    rows = depth.number_input(
        "Cuántas filas tiene el encabezado",
        1,
        max(min(HEADER_DEPTH, int(chosen)), 1),
        min(start.depth, int(chosen)),
        key=f"map_depth_{job.id}_{table.name}_{chosen}",
        help="Si hay celdas combinadas encima («Trimestre 1»), se juntan con las de abajo: «Trimestre 1 · Resultado».",
    )
    return Place(int(chosen), int(rows))


def _as_it_comes(job: Job, table: SheetTable) -> None:
    with st.expander("Ver las primeras filas tal como vienen"):
        head = table.cells.head(_SHOWN)
        shown = pd.DataFrame({letters(column): head[column].fillna("") for column in head})
        shown.insert(0, "Fila", [str(row) for row in head.index])
        tables.grid(shown, key=f"map_raw_{job.id}_{table.name}", caption="Primeras filas del archivo")


def _say_repeated(sheet: Sheet) -> None:
    if not sheet.repeated:
        return
    row = sheet.place.row
    parts = [
        f"«{text}» ({labels.joined([f'{letters(column)}{row}' for column in columns])})"
        for text, columns in sheet.repeated.items()
    ]
    st.caption(
        escape.markdown(
            f"Encabezados repetidos, que no se pueden usar hasta que cada uno tenga su nombre: {'; '.join(parts)}."
        )
    )


def _with_twins(sheet: Sheet, options: list[SheetTable], scope: str) -> list[Sheet]:
    twins = {one.table.name: one for one in same_shape(sheet, options) if one.table.name != sheet.table.name}
    if not twins:
        return [sheet]
    chosen = st.multiselect(
        "Leer también estas hojas de la misma forma",
        list(twins),
        default=list(twins),
        key=f"map_twins_{scope}",
        help="Sus filas se suman a las de la hoja elegida.",
    )
    return [sheet, *(twins[name] for name in chosen)]
