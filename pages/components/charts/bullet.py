"""Are we on pace? Each indicator on one road from its baseline (0 %) to its target (100 %), falling or rising."""

import pandas as pd
import plotly.graph_objects as go

from pages.components import labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import (
    LINE,
    SMALL,
    Rows,
    floats,
    label,
    texts,
    widest,
    wrap,
)

_LOWEST, _HIGHEST = -40.0, 130.0


def build(data: pd.DataFrame, *, title: str, subtitle: str, digits: int = 1) -> Chart:
    """Columns: name, unit, baseline, target, actual, percent, expected, light, status; order kept.

    `percent` is the unclipped share of the way (or of the target) and `expected` what was expected of it at the
    cut-off, both nullable. Bars stop at −40 and 130 %; the figure beside them is the true one.
    """
    names = [wrap(_named(row), 46) for row in data.to_dict("records")]
    rows = Rows.under_names(names, bar=18, below=LINE + 3, gap=14)
    written = [_written(row, digits) for row in data.to_dict("records")]
    verdicts = [_verdict(row) for row in data.to_dict("records")]
    canvas = Canvas()
    _draw_tracks(canvas, rows)
    _draw_bars(canvas, data, rows, [f"{a}: {b}" for a, b in zip(verdicts, written, strict=True)])
    _draw_expected(canvas, floats(data, "expected"), rows)
    canvas.names_above(rows, names)
    for centre, text, verdict in zip(rows.centres, written, verdicts, strict=True):
        canvas.note(text, y=centre, yanchor="top", yshift=-rows.bar / 2 - 3, font={"size": SMALL})
        canvas.note(f"<b>{verdict}</b>", y=centre, x=1, xshift=8, font={"size": SMALL})
    canvas.row_axis(rows)
    _percent_axis(canvas, floats(data, "percent"), floats(data, "expected"))
    return Chart(
        canvas.figure(rows.height, right=widest(verdicts) + 14, bottom=24),
        title,
        subtitle,
        describe("Avance de cada indicador entre su línea de base y su meta", title, subtitle, _summary(data)),
        _table(data),
        "la franja gris va de la línea de base (0 %) a la meta (100 %); la marca vertical es lo esperado al corte; "
        "a la izquierda de 0, retroceso.",
        digits,
    )


def _written(row: dict, digits: int) -> str:
    """46,8 base 41,2 · meta 50,0, in the unit its name tells."""
    actual, baseline, target = (labels.number(row.get(key), digits) for key in ("actual", "baseline", "target"))
    return f"<b>{actual}</b> base {baseline} · meta {target}"


def _named(row: dict) -> str:
    unit = "" if labels.absent(row.get("unit")) else str(row["unit"])
    return f"{row['name']} ({unit})" if unit else str(row["name"])


def _verdict(row: dict) -> str:
    """▲ 63,6 %; without a percentage, the status in words."""
    light, status = str(row.get("light") or "gris"), str(row.get("status") or "")
    badge = labels.badge(light, status)
    if labels.absent(row.get("percent")):
        return "<br>".join(wrap(badge, 12))
    return f"{badge.split(' ', 1)[0]} {labels.percent(row['percent'])}"


def _draw_tracks(canvas: Canvas, rows: Rows) -> None:
    half = rows.bar / 2
    for centre in rows.centres:
        canvas.shape(
            type="rect",
            x0=0,
            x1=100,
            y0=centre - half,
            y1=centre + half,
            fillcolor=theme.TRACK,
            line_width=0,
            layer="below",
        )


def _draw_bars(canvas: Canvas, data: pd.DataFrame, rows: Rows, hover: list[str]) -> None:
    lights = [light or "gris" for light in texts(data, "light")]
    clipped = [None if v is None else min(max(v, _LOWEST), _HIGHEST) for v in floats(data, "percent")]
    canvas.trace(
        go.Bar(
            x=clipped,
            y=rows.centres,
            orientation="h",
            width=rows.bar * 0.6,
            marker={
                "color": [theme.light_fill(light) for light in lights],
                "line": {"color": theme.MIDDLE, "width": 1},
            },
            hovertext=[f"{label([name])}<br>{text}" for name, text in zip(texts(data, "name"), hover, strict=True)],
            hoverinfo="text",
        )
    )


def _draw_expected(canvas: Canvas, expected: list[float | None], rows: Rows) -> None:
    """A tick taller than the bar; drawn as a mark so that it takes the theme's colour through its outline."""
    x = [None if value is None else min(max(value, _LOWEST), _HIGHEST) for value in expected]
    canvas.trace(
        go.Scatter(
            x=x,
            y=rows.centres,
            mode="markers",
            marker={"symbol": "line-ns-open", "size": rows.bar * 0.65, "line": {"width": 3}, "color": theme.MIDDLE},
            hovertext=[f"Esperado al corte: {labels.percent(value)}" for value in expected],
            hoverinfo="text",
            name="esperado",
            cliponaxis=False,
        )
    )


def _percent_axis(canvas: Canvas, percents: list[float | None], expected: list[float | None]) -> None:
    present = [value for value in [*percents, *expected] if value is not None]
    low = max(min([0.0, *present]), _LOWEST)
    high = min(max([100.0, *present]), _HIGHEST)
    canvas.x_axis(
        range=[low - 3 if low < 0 else -0.5, high + (3 if high > 100 else 0.5)],
        tickvals=[0, 50, 100],
        ticktext=["0\u00a0%", "50\u00a0%", "meta"],
        showgrid=False,
    )


def _summary(data: pd.DataFrame) -> str:
    lights = texts(data, "light")
    words = (("rojo", "en rojo"), ("amarillo", "en amarillo"), ("verde", "en verde"))
    return ", ".join(f"{lights.count(light)} {word}" for light, word in words if light in lights)


def _table(data: pd.DataFrame) -> pd.DataFrame:
    badges = [
        labels.badge(light, status) for light, status in zip(texts(data, "light"), texts(data, "status"), strict=True)
    ]
    columns = {"Unidad": texts(data, "unit")} | {
        name: floats(data, key)
        for name, key in (
            ("Línea de base", "baseline"),
            ("Meta", "target"),
            ("Logrado", "actual"),
            ("Avance (%)", "percent"),
            ("Esperado al corte (%)", "expected"),
        )
    }
    return pd.DataFrame({"Indicador": texts(data, "name")} | columns | {"Semáforo": badges})
