"""The strategy as a document: real HTML to be read or printed, element by element, with what each lacks."""

import pandas as pd
import streamlit as st

from pages.components import escape
from pages.components.indicator_sheets.document import facts, table
from pages.components.strategy.editing import told
from pages.components.strategy.reading import Open
from procedure.follow_up_strategy import SIX
from reports.strategy_record import TITLES, StrategyRecord, day


def render(one: Open) -> None:
    """The six elements, and where each trimester is presented."""
    for element in SIX:
        st.html(_element(one.record, element.code))
        if one.record.lacks[element.code]:
            told(one.record.lacks[element.code])
    if len(one.record.presented):
        st.html(of_frame("Dónde se presenta cada trimestre", one.record.presented))


def of_frame(title: str, frame: pd.DataFrame) -> str:
    """The frame as a table, its days as they are read."""
    rows = [[value if isinstance(value, str) else day(value) for value in row] for row in frame.to_numpy()]
    return table(title, list(frame.columns), rows)


def _element(record: StrategyRecord, code: str) -> str:
    title, html = TITLES[code], ""
    if code in record.said:
        html += facts(title, [(_SAID[code], record.said[code])])
    if code in record.tables:
        own = title if code not in record.said else f"{title}: cuáles"
        frame = record.tables[code]
        html += of_frame(own, frame) if len(frame) else f"<p><b>{escape.html(own)}</b>: ninguno registrado.</p>"
    return html


_SAID = {"indicadores": "Criterio", "periodicidad": "Cada cuánto", "presentacion": "Cómo"}
