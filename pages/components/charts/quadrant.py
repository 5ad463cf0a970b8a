"""Do we manage, do we achieve? Gestión × resultado per component, in four named quadrants."""

import pandas as pd
import plotly.graph_objects as go

from analytics.boards import quadrant
from pages.components import labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import SMALL, floats, label, texts
from pages.components.charts.placement import Placed, place

HIGH_HIGH = "Ejecuta y transforma"
HIGH_LOW = "Ejecuta sin transformar"
LOW_HIGH = "Transforma sin ejecutar"
LOW_LOW = "Ni ejecuta ni transforma"
_HEIGHT = 440
_BAND = 0.13
_CORNER_HEIGHT = 36
_LEFT = 44


def quadrant_of(management: float, result: float, threshold: float = 70) -> str:
    """The name of the quadrant a component falls in, as the analytics judge it; the threshold itself counts as high."""
    return quadrant(management, result, threshold).capitalize()


def build(data: pd.DataFrame, *, title: str, subtitle: str, threshold: float = 70) -> Chart:
    """Columns: name, management, result (percent 0–100, nullable). A component without both is named, not drawn."""
    frame = pd.DataFrame({"name": texts(data, "name")})
    for key in ("management", "result"):
        frame[key] = pd.Series(floats(data, key), index=frame.index, dtype="float64")
    drawn = frame.dropna().reset_index(drop=True)
    span = _span(drawn, threshold)
    canvas = Canvas(_marks(drawn))
    _draw_quadrants(canvas, threshold, span)
    for mark in place(drawn, span, _HEIGHT, reserved=_CORNER_HEIGHT, threshold=threshold):
        _write(canvas, mark)
    ticks = [0, 25, 50, 75, 100]
    axis = {"range": span, "tickvals": ticks, "ticktext": [f"{tick}\u00a0%" for tick in ticks], "showgrid": False}
    canvas.x_axis(**axis)
    canvas.y_axis(**axis, tickfont={"size": SMALL})
    _name_axes(canvas)
    return Chart(
        canvas.figure(_HEIGHT, left=_LEFT, right=6, top=26, bottom=46),
        title,
        subtitle,
        describe("Gestión frente a resultado por componente", title, subtitle, _summary(drawn, threshold)),
        _table(frame, threshold),
        _reading(frame, threshold),
        max_width=720,
    )


def _marks(drawn: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        x=drawn["management"].tolist(),
        y=drawn["result"].tolist(),
        mode="markers",
        marker={"size": 13, "color": theme.URBAN, "line": {"color": theme.WHITE_TEXT, "width": 1}},
        hovertext=[
            f"{label([row.name])}<br>Gestión: {labels.percent(row.management)}"
            f"<br>Resultado: {labels.percent(row.result)}"
            for row in drawn.itertuples(index=False)
        ],
        hoverinfo="text",
        cliponaxis=False,
    )


def _span(drawn: pd.DataFrame, threshold: float) -> tuple[float, float]:
    """From a little under the lowest component to 100, so that a good plan is not a knot in one corner.

    A band beyond each end holds the names of the quadrants, where no component can be.
    """
    lowest = min([threshold, *drawn["management"], *drawn["result"]])
    start = max(0.0, lowest // 10 * 10 - 10)
    band = (100 - start) * _BAND
    return start - band, 100 + band


def _draw_quadrants(canvas: Canvas, threshold: float, span: tuple[float, float]) -> None:
    low, high = span
    for x0, x1, y0, y1 in ((threshold, threshold, low, high), (low, high, threshold, threshold)):
        canvas.shape(type="line", x0=x0, x1=x1, y0=y0, y1=y1, line={"color": theme.FAINT, "width": 1.5})
    for x, y, name in ((0, 1, LOW_HIGH), (1, 1, HIGH_HIGH), (0, 0, LOW_LOW), (1, 0, HIGH_LOW)):
        words = name.split(" ")
        half = len(words) // 2
        text = f"<i>{' '.join(words[:half])}<br>{' '.join(words[half:])}</i>"
        sides = {"xanchor": "right" if x else "left", "yanchor": "top" if y else "bottom"}
        shift = {"xshift": -4 if x else 4, "yshift": -3 if y else 3}
        align = "right" if x else "left"
        canvas.note(text, x=x, y=y, yref="paper", align=align, font={"size": SMALL}, **(sides | shift))


def _name_axes(canvas: Canvas) -> None:
    """Both names are horizontal, over and under the plot, where they cover nothing."""
    size = {"size": SMALL}
    top = {"y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 6, "xshift": -_LEFT}
    canvas.note("↑ <b>Resultado</b>: lo que se logró", font=size, **top)
    foot = {"x": 1, "xanchor": "right", "y": 0, "yref": "paper", "yanchor": "top", "yshift": -26}
    canvas.note("<b>Gestión</b>: lo que se ejecutó →", font=size, **foot)


def _write(canvas: Canvas, mark: Placed) -> None:
    canvas.arrow(
        label(mark.lines),
        x=mark.x,
        y=mark.y,
        ax=mark.dx,
        ay=mark.dy,
        arrowcolor=theme.MIDDLE if mark.is_far else theme.TRANSPARENT,
        standoff=7,
        font={"size": SMALL},
    )


def _summary(drawn: pd.DataFrame, threshold: float) -> str:
    falls = [quadrant_of(row.management, row.result, threshold) for row in drawn.itertuples(index=False)]
    told = [f"{name}: {falls.count(name)}" for name in (HIGH_HIGH, HIGH_LOW, LOW_HIGH, LOW_LOW) if name in falls]
    return "; ".join(told)


def _reading(frame: pd.DataFrame, threshold: float) -> str:
    text = (
        f"más a la derecha, más gestión; más arriba, más resultado; las líneas están en {labels.percent(threshold, 0)}."
    )
    absent = frame.loc[frame[["management", "result"]].isna().any(axis=1), "name"].tolist()
    return text + (f" Sin los dos datos, no se dibuja: {labels.joined(absent)}." if absent else "")


def _table(frame: pd.DataFrame, threshold: float) -> pd.DataFrame:
    falls = [
        labels.NULL
        if pd.isna(row.management) or pd.isna(row.result)
        else quadrant_of(row.management, row.result, threshold)
        for row in frame.itertuples(index=False)
    ]
    return pd.DataFrame(
        {
            "Componente": frame["name"],
            "Gestión (%)": frame["management"],
            "Resultado (%)": frame["result"],
            "Cuadrante": falls,
        }
    )
