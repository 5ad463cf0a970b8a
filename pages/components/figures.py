"""How a chart is shown: finding, measure, drawing, how to read it, the table behind it and its CSV."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.elements.lib.streamlit_plotly_theme import GRAY_90

from pages.components import escape, labels, tables
from pages.components.charts.chart import Chart

CONFIG = {
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "locale": "es",
    "locales": {"es": {"format": {"shortMonths": list(labels.MONTHS), "decimal": ",", "thousands": "."}}},
}
_EMPTY = "No hay datos para mostrar con los filtros elegidos. Cambie los filtros o cargue los datos que faltan."
_HEADING = '<h3 style="font-size:1.15rem;line-height:1.3;font-weight:650;margin:0;padding:0">{title}</h3>'
_SMALL_HEADING = '<h4 style="font-size:1rem;line-height:1.3;font-weight:650;margin:0;padding:0">{title}</h4>'
_NOTE = '<p style="font-size:.875rem;line-height:1.4;margin:.15rem 0 0;opacity:.85">{text}</p>'


def show(chart: Chart, *, key: str, file_name: str, selection: bool = False) -> list[str]:
    """Show a chart with its finding as a heading; answers the codes clicked when `selection` is on."""
    _head(chart)
    if chart.is_empty:
        st.info(_EMPTY)
        return []
    codes = _draw(chart, key, selection=selection)
    _read(chart.reading)
    _as_table(chart.table, key=key, caption=chart.title, file_name=file_name, digits=chart.digits)
    return codes


def show_all(charts: Sequence[Chart], *, key: str, file_name: str, columns: int = 3) -> None:
    """Show small charts side by side (one under another on a phone), with one table for all of them."""
    if not charts:
        st.info(_EMPTY)
        return
    for start in range(0, len(charts), columns):
        for offset, (place, chart) in enumerate(
            zip(st.columns(columns), charts[start : start + columns], strict=False)
        ):
            with place:
                _head(chart, _SMALL_HEADING)
                _draw(chart, f"{key}_{start + offset}", selection=False)
    _read(charts[0].reading)
    table = pd.concat([chart.table for chart in charts], ignore_index=True)
    _as_table(table, key=key, caption="Trayectoria de los indicadores", file_name=file_name, digits=charts[0].digits)


def _head(chart: Chart, heading: str = _HEADING) -> None:
    subtitle = _NOTE.format(text=escape.html(chart.subtitle)) if chart.subtitle else ""
    st.html(heading.format(title=escape.html(chart.title)) + subtitle)


def _read(reading: str) -> None:
    if reading:
        st.html(_NOTE.format(text=f"<b>Cómo leer:</b> {escape.html(reading)}"))


def themed(figure: go.Figure) -> go.Figure:
    """The figure with its text in the theme's strongest ink: Streamlit's default is too pale on white (3.8:1).

    Streamlit replaces this mark in the browser, by the mode the reader is in, so one figure serves both.
    """
    figure.update_layout(font_color=GRAY_90, hoverlabel_font_color=GRAY_90, legend_font_color=GRAY_90)
    figure.update_xaxes(tickfont_color=GRAY_90)
    return figure.update_yaxes(tickfont_color=GRAY_90)


def _draw(chart: Chart, key: str, *, selection: bool) -> list[str]:
    """Streamlit's theme gives text and grid the colours of the light or dark mode; our marks keep theirs."""
    options = {"on_select": "rerun", "selection_mode": "points"} if selection else {}
    with st.container(width=chart.max_width or "stretch"):
        state = st.plotly_chart(
            themed(chart.figure), key=key, theme="streamlit", config=CONFIG, alt=chart.alt, **options
        )
    return codes_of(state["selection"]["points"]) if selection else []


def codes_of(points: Sequence[dict]) -> list[str]:
    """The codes that travel with the clicked points, in order, each once."""
    values = [point.get("customdata") for point in points]
    flat = [value[0] if isinstance(value, list) and value else value for value in values]
    return list(dict.fromkeys(str(value) for value in flat if value))


def _as_table(table: pd.DataFrame, *, key: str, caption: str, file_name: str, digits: int) -> None:
    with st.expander("Ver como tabla", icon=":material/table:"):
        tables.plain(table, caption=caption, digits=digits)
        tables.download(table, key=f"{key}_csv", file_name=file_name)
