"""Who moved, and how far? One row per municipality with a mark for each of two to four things compared."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from pages.components import labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import SMALL, Rows, floats, label, left_margin, span, widest, wrap


def build(
    data: pd.DataFrame, items: Sequence[str], *, title: str, subtitle: str, unit: str = "%", digits: int = 1
) -> Chart:
    """Columns: name, and one per item (in `unit`, nullable). Rows by the change from the first item to the last."""
    frame = _sorted(data, items)
    names = [wrap(name, 17) for name in frame["name"]]
    rows = Rows.beside_names(names, bar=16)
    ends = span([value for item in items for value in floats(frame, item)])
    canvas = Canvas()
    _links(canvas, frame, items, rows)
    for place, item in enumerate(items):
        _marks(canvas, frame, item, place, rows, unit, digits)
    changes = _changes(canvas, frame, rows, unit, digits)
    canvas.row_axis(rows, names)
    canvas.x_axis(range=ends, ticksuffix="\u00a0%" if unit == "%" else "", showgrid=True, nticks=5)
    canvas.legend()
    return Chart(
        canvas.figure(rows.height, left=left_margin(names), right=widest([*changes, "Cambio"]) + 16, top=48),
        title,
        subtitle,
        describe("Comparación por municipio", title, subtitle, _summary(frame, changes)),
        _table(frame, items, unit),
        f"a la derecha, el cambio de {items[0]} a {items[-1]}; arriba, quien más subió.",
        digits,
    )


def _sorted(data: pd.DataFrame, items: Sequence[str]) -> pd.DataFrame:
    columns = {"name": data["name"].astype(str), **{item: floats(data, item) for item in items}}
    frame = pd.DataFrame(columns).astype(dict.fromkeys(items, "float64"))
    frame["change"] = frame[items[-1]] - frame[items[0]]
    return frame.sort_values(["change", "name"], ascending=[False, True], na_position="last", ignore_index=True)


def _links(canvas: Canvas, frame: pd.DataFrame, items: Sequence[str], rows: Rows) -> None:
    x: list[float | None] = []
    y: list[float | None] = []
    for centre, low, high in zip(rows.centres, frame[items].min(axis=1), frame[items].max(axis=1), strict=True):
        x += [low, high, None]
        y += [centre, centre, None]
    line = {"color": theme.FAINT, "width": 4}
    canvas.trace(go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", showlegend=False))


def _marks(canvas: Canvas, frame: pd.DataFrame, item: str, place: int, rows: Rows, unit: str, digits: int) -> None:
    values = floats(frame, item)
    hover = [
        f"{label([name])}<br>{label([item])}: {labels.measure(value, unit, digits)}"
        for name, value in zip(frame["name"], values, strict=True)
    ]
    style = {"color": theme.HIGHLIGHTS[place], "symbol": theme.HIGHLIGHT_SYMBOLS[place], "size": 11}
    marks = {"x": values, "y": rows.centres, "mode": "markers", "marker": style, "name": label([item])}
    canvas.trace(go.Scatter(**marks, hovertext=hover, hoverinfo="text", cliponaxis=False))


def _changes(canvas: Canvas, frame: pd.DataFrame, rows: Rows, unit: str, digits: int) -> list[str]:
    """In a column of their own at the right, where no mark crosses them."""
    points = labels.difference_unit(unit)
    column = {"x": 1, "xshift": 12, "font": {"size": SMALL}}
    written = ["s. d." if pd.isna(value) else labels.points(value, digits, points) for value in frame["change"]]
    for centre, text in zip(rows.centres, written, strict=True):
        canvas.note(text, y=centre, **column)
    canvas.note("<b>Cambio</b>", y=1, yref="paper", yanchor="bottom", yshift=4, **column)
    return written


def _summary(frame: pd.DataFrame, changes: list[str]) -> str:
    if frame.empty or pd.isna(frame["change"].iloc[0]):
        return "sin filas con las dos cifras"
    return f"el mayor aumento es el de {frame['name'].iloc[0]}, {changes[0]}"


def _table(frame: pd.DataFrame, items: Sequence[str], unit: str) -> pd.DataFrame:
    named = {f"{item} ({unit})" if unit else item: frame[item] for item in items}
    change = f"Cambio ({labels.difference_unit(unit)})"
    return pd.DataFrame({"Municipio": frame["name"], **named, change: frame["change"]})
