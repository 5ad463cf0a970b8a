"""Who is left behind? The distance of each inclusion group to the mean, in points, from the furthest behind."""

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
    left_margin,
    widest,
    wrap,
)

_FALLING = ("reduccion", "mantener_max")


def build(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    sense: str = "aumento",
    digits: int = 1,
    unit: str = labels.POINTS,
) -> Chart:
    """Columns: name, distance (group − mean, in `unit`, nullable). `sense` says which side is unfavourable."""
    sign = -1 if sense in _FALLING else 1
    frame = pd.DataFrame({"name": data["name"].astype(str), "distance": floats(data, "distance")})
    frame = frame.astype({"distance": "float64"})
    frame["order"] = frame["distance"] * sign
    frame = frame.sort_values(["order", "name"], na_position="last", ignore_index=True)
    names = [wrap(name, 17) for name in frame["name"]]
    rows = Rows.beside_names(names, bar=26)
    written = [labels.points(value, digits, unit) for value in frame["distance"]]
    canvas = _bars(frame, written, rows)
    room = widest(written) + 8
    canvas.row_axis(rows, names)
    _distance_axis(canvas, floats(frame, "distance"), room)
    canvas.shape(type="line", x0=0, x1=0, y0=0, y1=1, yref="paper", line={"color": theme.MIDDLE, "width": 2})
    return Chart(
        canvas.figure(rows.height, left=left_margin(names), right=4, bottom=8),
        title,
        subtitle,
        describe("Distancia de cada grupo al promedio", title, subtitle, _summary(frame, written)),
        pd.DataFrame({"Grupo": frame["name"], f"Distancia al promedio ({unit})": frame["distance"]}),
        "la línea es el promedio; morado rayado, el lado desfavorable; verde, el favorable.",
        digits,
    )


def _bars(frame: pd.DataFrame, written: list[str], rows: Rows) -> Canvas:
    unfavourable = (frame["order"] < 0).tolist()
    canvas = Canvas(
        go.Bar(
            x=floats(frame, "distance"),
            y=rows.centres,
            orientation="h",
            width=rows.bar,
            marker={
                "color": [theme.UNFAVOURABLE if bad else theme.FAVOURABLE for bad in unfavourable],
                "pattern": {"shape": ["/" if bad else "" for bad in unfavourable], "fillmode": "overlay", "size": 7},
            },
            hovertext=[f"{label([name])}: {text}" for name, text in zip(frame["name"], written, strict=True)],
            hoverinfo="text",
        )
    )
    for centre, value, text in zip(rows.centres, floats(frame, "distance"), written, strict=True):
        left = value is not None and value < 0
        shown = "s. d." if value is None else text
        at = {"x": value or 0, "xref": "x", "xanchor": "right" if left else "left", "xshift": -5 if left else 5}
        canvas.note(shown, y=centre, font={"size": SMALL}, **at)
    return canvas


def _distance_axis(canvas: Canvas, values: list[float | None], room: float) -> None:
    """Zero always inside, and room for the written figure at both ends on the narrowest screen (220 px of plot)."""
    present = [value for value in values if value is not None]
    low, high = min([0.0, *present]), max([0.0, *present])
    reach = (high - low) or 1.0
    share = min(room / 220, 0.4)
    ends = (share if low < 0 else 0.02) + (share if high > 0 or not present else 0.02)
    per_width = reach / (1 - ends)
    low_end = low - per_width * (share if low < 0 else 0.02)
    canvas.x_axis(range=[low_end, low_end + per_width], showticklabels=False, showgrid=False)


def _summary(frame: pd.DataFrame, written: list[str]) -> str:
    if frame.empty or pd.isna(frame["distance"].iloc[0]):
        return "sin grupos con dato"
    return f"el más distante en contra es {frame['name'].iloc[0]}, {written[0]}"
