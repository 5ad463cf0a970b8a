"""When? Each action's scheduled span with what was executed of it, and the cut-off line."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from pages.components import labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import (
    SMALL,
    Rows,
    floats,
    label,
    texts,
    wrap,
)

_DAY_MS = 86_400_000
_MOST_TICKS = 12
_EDGE = 14
_PLANNED = "cada franja va del inicio al fin; quien no tiene las dos fechas está solo en la tabla."
_EXECUTED = (
    "la franja clara es lo programado; la barra azul, la parte ejecutada; la marca naranja, el corte; "
    "a la derecha, el avance físico."
)


def build(data: pd.DataFrame, *, title: str, subtitle: str, cutoff: date | None = None, planned: bool = False) -> Chart:
    """Columns: name, start, end (dates, both inclusive), physical (percent, nullable) and light when evaluated.

    Rows without both dates are left out of the drawing and kept in the table. `planned`: only when things are to
    happen, before there is any advance to tell.
    """
    frame = _frame(data)
    drawn = frame.dropna(subset=["start", "end"]).reset_index(drop=True)
    names = [wrap(name, 46) for name in drawn["name"]]
    rows = Rows.under_names(names, bar=18)
    canvas = Canvas(_bar(drawn, rows, executed=False))
    canvas.names_above(rows, names, xshift=-_EDGE)
    if not planned:
        canvas.trace(_bar(drawn, rows, executed=True))
        for centre, row in zip(rows.centres, drawn.itertuples(), strict=True):
            canvas.note(f"<b>{_advance(row)}</b>", x=1, xshift=8, y=centre, font={"size": SMALL})
    canvas.layout(barmode="overlay")
    canvas.row_axis(rows)
    if not drawn.empty:
        first, last = _span(drawn, cutoff)
        _months(canvas, first, last)
        if cutoff is not None:
            _draw_cutoff(canvas, cutoff, rows, first, last)
    return Chart(
        canvas.figure(rows.height, left=_EDGE, right=_EDGE if planned else 66, top=24, bottom=40),
        title,
        subtitle,
        describe("Cronograma de acciones", title, subtitle, f"{labels.count(len(drawn), 'acción', 'acciones')}"),
        _table(frame).drop(columns="Avance físico (%)") if planned else _table(frame),
        _PLANNED if planned else _EXECUTED,
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


def _span(frame: pd.DataFrame, cutoff: date | None) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Whole months around the actions and the cut-off; the end is the first day outside."""
    days = [*frame["start"], *frame["end"], *([pd.Timestamp(cutoff)] if cutoff is not None else [])]
    return min(days).replace(day=1), (max(days) + pd.offsets.MonthBegin(1)).normalize()


def _months(canvas: Canvas, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Months named by us: the browser's would be in English. Over several years, each is written under its first."""
    months = list(pd.date_range(first, last, freq="MS", inclusive="left"))
    chosen = months[:: -(-len(months) // _MOST_TICKS)]
    several = months[0].year != months[-1].year
    ticks = [
        labels.MONTHS[month.month - 1] + (f"<br>{month.year}" if several and _opens(chosen, i) else "")
        for i, month in enumerate(chosen)
    ]
    canvas.x_axis(
        type="date",
        range=[first.isoformat(), last.isoformat()],
        tickvals=[month.isoformat() for month in chosen],
        ticktext=ticks,
        showgrid=False,
        tickangle=0,
    )


def _opens(months: list[pd.Timestamp], index: int) -> bool:
    return index == 0 or months[index].year != months[index - 1].year


def _draw_cutoff(canvas: Canvas, cutoff: date, rows: Rows, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """The line is drawn over the bars only, so that it does not strike the names out."""
    at = pd.Timestamp(cutoff).isoformat()
    half = rows.bar / 2 + 3
    spans = [(-2.0, 3.0), *((centre - half, centre + half) for centre in rows.centres)]
    for y0, y1 in spans:
        canvas.shape(type="line", x0=at, x1=at, y0=y0, y1=y1, line={"color": theme.RURAL, "width": 3})
    late = pd.Timestamp(cutoff) - first > (last - first) / 2
    place = {"x": at, "xref": "x", "xanchor": "right" if late else "left", "yref": "paper", "y": 1}
    canvas.note(f"Corte {labels.day(cutoff)}", yanchor="bottom", yshift=1, font={"size": SMALL}, **place)


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
