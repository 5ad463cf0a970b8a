"""How the file reads under its header, and how its figures would read under the mapping."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.intake.isolation import RawFile
from data.intake.mapping import ColumnMapping, indicator_names
from data.intake.model import IntakeError
from data.intake.pipeline import interpret_mapped
from data.intake.shape import Sheet
from data.intake.sources.indicators_template import GROUP_LABELS, ZONE_LABELS
from pages.components import escape, labels, tables
from pages.components.intake.job import Job

_ROWS, _FIGURES, _SAMPLE = 5, 8, 40


def first_rows(sheet: Sheet, *, key: str) -> None:
    """The first rows under their joined headers."""
    head = sheet.body.head(_ROWS)
    shown = head.reindex(columns=list(sheet.headers)).fillna("").set_axis(_distinct([*sheet.headers.values()]), axis=1)
    rows = labels.count(len(sheet.body), "fila de datos", "filas de datos")
    columns = labels.count(len(sheet.headers), "columna", "columnas")
    st.caption(f"{columns} y {rows}. Así se leen las primeras:")
    tables.grid(shown, key=f"map_rows_{key}", caption="Primeras filas bajo su encabezado")


def _distinct(names: Sequence[str]) -> list[str]:
    """Tables need different column names: a repeated header carries its turn."""
    seen: dict[str, int] = {}
    found = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return found


def result(job: Job, sheets: Sequence[Sheet], mapping: ColumnMapping, places: pd.DataFrame) -> None:
    """The first figures as they would be stored: the quickest way to see that a column was mistaken for another."""
    st.markdown("**5. Así quedarían las primeras cifras**")
    try:
        reading = interpret_mapped(_only(sheets), _heads(sheets), mapping, job.received.upload.file_name, places)
    except IntakeError as error:
        st.caption(escape.markdown(error.message))
        return
    found = reading.observations.head(_FIGURES)
    if found.empty:
        st.caption(
            "En las primeras filas no hay cifras de los municipios de la entidad. Si esperaba verlas, revise el "
            "municipio, el año y las palabras de la lista."
        )
        return
    tables.plain(frame(found, places), caption="Primeras cifras bajo este emparejamiento", digits=2)


def frame(found: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Observations in words: Año, Municipio, Zona, Grupo, Indicador, Valor, De la fila."""
    names = dict(zip(places["code"], places["name"], strict=True))
    return pd.DataFrame(
        {
            "Año": found["year"].astype(str),
            "Municipio": found["municipality_code"].map(names).fillna(found["municipality_code"]),
            "Zona": found["zone"].map(ZONE_LABELS),
            "Grupo": found["inclusion_group"].map(GROUP_LABELS),
            "Indicador": found["indicator_code"].map(indicator_names()),
            "Valor": found["value"].astype(float),
            "De la fila": found["row"].astype(str),
        }
    )


def _heads(sheets: Sequence[Sheet]) -> list[Sheet]:
    """The sheets with their first rows only."""
    return [
        Sheet(replace(one.table, cells=one.table.cells.head(one.place.row + _SAMPLE)), one.place) for one in sheets[:1]
    ]


def _only(sheets: Sequence[Sheet]) -> RawFile:
    return RawFile([sheets[0].table])
