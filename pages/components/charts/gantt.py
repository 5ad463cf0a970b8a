"""When? Each action's scheduled span with what was executed of it, and the cut-off line."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from pages.components import labels, theme
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import (
    SMALL,
    Rows,
    finish,
    floats,
    label,
    names_above,
    note,
    row_axis,
    texts,
    wrap,
)

_DAY_MS = 86_400_000
_MOST_TICKS = 12
_EDGE = 14


def build(data: pd.DataFrame, *, title: str, subtitle: str, cutoff: date | None = None) -> Chart:
    """Columns: name, start, end (dates, both inclusive), physical (percent, nullable) and light when evaluated.

    Rows without both dates are left out of the drawing and kept in the table.
    """
    frame = _frame(data)
    drawn = frame.dropna(subset=["start", "end"]).reset_index(drop=True)
    names = [wrap(name, 46) for name in drawn["name"]]
    rows = Rows.under_names(names, bar=18)
    figure = go.Figure([_bar(drawn, rows, executed=False), _bar(drawn, rows, executed=True)])
    names_above(figure, rows, names, xshift=-_EDGE)
    for centre, row in zip(rows.centres, drawn.itertuples(), strict=True):
        note(figure, f"<b>{_advance(row)}</b>", x=1, xshift=8, y=centre, font={"size": SMALL})
    finish(figure, rows.height, left=_EDGE, right=66, top=24, bottom=24)
    figure.update_layout(barmode="overlay")
    row_axis(figure, rows)
    if not drawn.empty:
        _months(figure, drawn, cutoff)
    if cutoff is not None and not drawn.empty:
        _draw_cutoff(figure, cutoff, rows)
    return Chart(
        figure,
        title,
        subtitle,
        describe("Cronograma de acciones", title, subtitle, f"{labels.count(len(drawn), 'acción', 'acciones')}"),
        _table(frame),
        "la franja clara es lo programado; la barra azul, la parte ejecutada; la marca naranja, el corte; "
        "a la derecha, el avance físico.",
    )


def _frame(data: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame({"name": texts(data, "name"), "light": texts(data, "light")})
    for key in ("start", "end"):
        frame[key] = pd.to_datetime(pd.Series(data[key].tolist(), dtype="object"), errors="coerce")
    frame["physical"] = pd.Series(floats(data, "physical"), index=frame.index, dtype="float64")
    return frame


def _bar(frame: pd.DataFrame, rows: Rows, *, executed: bool) -> go.Bar:
    """Horizontal bars on a date axis: the base is the start and the length is in milliseconds."""
    days = (frame["end"] - frame["start"]).dt.days + 1
    share = frame["physical"].clip(0, 100).fillna(0) / 100 if executed else 1
    return go.Bar(
        base=[start.isoformat() for start in frame["start"]],
        x=(days * share * _DAY_MS).tolist(),
        y=rows.centres,
        orientation="h",
        width=rows.bar * (0.55 if executed else 1),
        name="Ejecutado" if executed else "Programado",
        marker={
            "color": theme.URBAN if executed else theme.TRACK,
            "line": {"color": theme.MIDDLE, "width": 0 if executed else 1},
        },
        hovertext=[
            f"{label([row.name])}<br>{labels.day(row.start)} a {labels.day(row.end)}<br>"
            f"Avance físico: {labels.percent(row.physical)}"
            for row in frame.itertuples(index=False)
        ],
        hoverinfo="text",
    )


def _advance(row) -> str:
    figure = "s. d." if pd.isna(row.physical) else labels.percent(row.physical, 0)
    return f"{labels.badge(row.light).split(' ', 1)[0]} {figure}" if row.light else figure


def _months(figure: go.Figure, frame: pd.DataFrame, cutoff: date | None) -> None:
    """Months named by us: the browser's would be in English. The year is written in the first month of each."""
    first, last = frame["start"].min(), frame["end"].max()
    if cutoff is not None:
        first, last = min(first, pd.Timestamp(cutoff)), max(last, pd.Timestamp(cutoff))
    first = first.replace(day=1)
    last = last + pd.offsets.MonthEnd(0) + pd.Timedelta(days=1)
    months = list(pd.date_range(first, last, freq="MS", inclusive="left"))
    every = -(-len(months) // _MOST_TICKS)
    chosen = months[::every]
    years = {month.year for month in months}
    ticks = [
        labels.MONTHS[month.month - 1] + (f"<br>{month.year}" if len(years) > 1 and _opens(chosen, i) else "")
        for i, month in enumerate(chosen)
    ]
    figure.update_xaxes(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        tickvals=[month.isoformat() for month in chosen],
        ticktext=ticks,
        showgrid=False,
        tickangle=0,
    )
    if len(years) > 1:
        figure.update_layout(margin_b=42, height=figure.layout.height + 18)


def _opens(months: list[pd.Timestamp], index: int) -> bool:
    return index == 0 or months[index].year != months[index - 1].year


def _draw_cutoff(figure: go.Figure, cutoff: date, rows: Rows) -> None:
    """The line is drawn over the bars only, so that it does not strike the names out."""
    at = pd.Timestamp(cutoff).isoformat()
    half = rows.bar / 2 + 3
    spans = [(-2.0, 3.0), *((centre - half, centre + half) for centre in rows.centres)]
    for y0, y1 in spans:
        figure.add_shape(type="line", x0=at, x1=at, y0=y0, y1=y1, line={"color": theme.RURAL, "width": 3})
    late = pd.Timestamp(cutoff) > pd.Timestamp(figure.layout.xaxis.range[0]) + 0.5 * (
        pd.Timestamp(figure.layout.xaxis.range[1]) - pd.Timestamp(figure.layout.xaxis.range[0])
    )
    place = {"x": at, "xref": "x", "xanchor": "right" if late else "left", "yref": "paper", "y": 1}
    note(figure, f"Corte {labels.day(cutoff)}", yanchor="bottom", yshift=1, font={"size": SMALL}, **place)


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    table = pd.DataFrame(
        {
            "Acción": frame["name"],
            "Inicio": [labels.day(value) for value in frame["start"]],
            "Fin": [labels.day(value) for value in frame["end"]],
            "Avance físico (%)": frame["physical"],
        }
    )
    if (frame["light"] != "").any():
        table["Semáforo"] = [labels.badge(light) if light else labels.NULL for light in frame["light"]]
    return table
