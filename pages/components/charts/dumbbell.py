"""Where is the urban–rural gap? Two marks per row, told apart by shape and colour, sorted by gap."""

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
    span,
    widest,
    wrap,
)

_ZONES = {"rural": ("Rural", theme.RURAL, "diamond"), "urbana": ("Urbana", theme.URBAN, "circle")}


def build(
    data: pd.DataFrame, *, title: str, subtitle: str, unit: str = "%", digits: int = 1, target: float | None = None
) -> Chart:
    """Columns: name, urbana, rural (in `unit`, nullable). The gap is urbana − rural, in points for percentages."""
    rows_data = _sorted(data)
    names = [wrap(name, 17) for name in rows_data["name"]]
    rows = Rows.beside_names(names, bar=20)
    values = [*floats(rows_data, "urbana"), *floats(rows_data, "rural"), target]
    canvas = Canvas()
    _draw_links(canvas, rows_data, rows)
    for zone in _ZONES:
        _draw_zone(canvas, rows_data, rows, zone, unit, digits)
    gaps = _draw_gaps(canvas, rows_data, rows, unit, digits)
    _name_zones(canvas, rows_data, rows)
    if target is not None:
        _draw_target(canvas, target, f"Meta {labels.measure(target, unit, digits)}", span(values))
    canvas.row_axis(rows, names)
    canvas.x_axis(range=span(values), ticksuffix="\u00a0%" if unit == "%" else "", showgrid=True, nticks=5)
    return Chart(
        canvas.figure(rows.height, left=left_margin(names), right=widest([*gaps, "Brecha"]) + 16, top=40),
        title,
        subtitle,
        describe("Brecha urbano–rural por fila", title, subtitle, _summary(rows_data, gaps)),
        _table(rows_data, unit),
        "círculo azul, zona urbana; rombo naranja, zona rural; a la derecha, la brecha (urbana − rural).",
        digits,
    )


def _sorted(data: pd.DataFrame) -> pd.DataFrame:
    """Widest gap first; rows without both figures last, by name."""
    frame = pd.DataFrame(
        {"name": data["name"].astype(str), "urbana": floats(data, "urbana"), "rural": floats(data, "rural")}
    ).astype({"urbana": "float64", "rural": "float64"})
    frame["gap"] = frame["urbana"] - frame["rural"]
    frame["size"] = frame["gap"].abs()
    return frame.sort_values(["size", "name"], ascending=[False, True], na_position="last", ignore_index=True)


def _draw_links(canvas: Canvas, data: pd.DataFrame, rows: Rows) -> None:
    x: list[float | None] = []
    y: list[float | None] = []
    for centre, row in zip(rows.centres, data.itertuples(), strict=True):
        x += [row.rural, row.urbana, None]
        y += [centre, centre, None]
    canvas.trace(
        go.Scatter(x=x, y=y, mode="lines", line={"color": theme.FAINT, "width": 5}, hoverinfo="skip", name="brecha")
    )


def _draw_zone(canvas: Canvas, data: pd.DataFrame, rows: Rows, zone: str, unit: str, digits: int) -> None:
    name, colour, symbol = _ZONES[zone]
    hover = [
        f"{label([row.name])}<br>{name}: {labels.measure(getattr(row, zone), unit, digits)}"
        for row in data.itertuples(index=False)
    ]
    canvas.trace(
        go.Scatter(
            x=floats(data, zone),
            y=rows.centres,
            mode="markers",
            marker={"color": colour, "symbol": symbol, "size": 13},
            name=name,
            hovertext=hover,
            hoverinfo="text",
            cliponaxis=False,
        )
    )


def _draw_gaps(canvas: Canvas, data: pd.DataFrame, rows: Rows, unit: str, digits: int) -> list[str]:
    """In a column of their own at the right, where no mark or line crosses them."""
    points = labels.difference_unit(unit)
    written = []
    column = {"x": 1, "xshift": 12, "font": {"size": SMALL}}
    for centre, row in zip(rows.centres, data.itertuples(), strict=True):
        known = pd.notna(row.gap)
        text = f"{labels.number(row.gap, digits)} {points}".strip() if known else "s. d."
        canvas.note(text, y=centre, **column)
        written.append(text)
    canvas.note("<b>Brecha</b>", y=1, yref="paper", yanchor="bottom", yshift=20, **column)
    return written


def _name_zones(canvas: Canvas, data: pd.DataFrame, rows: Rows) -> None:
    """The zones are named once, over the first row that has both."""
    complete = data[data["gap"].notna()]
    if complete.empty:
        return
    row, centre = complete.iloc[0], rows.centres[int(complete.index[0])]
    lower = "rural" if row["gap"] >= 0 else "urbana"
    for zone, (name, _, _) in _ZONES.items():
        anchor = "right" if zone == lower else "left"
        shift = 7 if zone == lower else -7
        canvas.note(
            f"<b>{name}</b>",
            x=row[zone],
            xref="x",
            xanchor=anchor,
            xshift=shift if row["size"] > 0 else 0,
            y=centre,
            yanchor="bottom",
            yshift=8,
            font={"size": SMALL},
        )


def _draw_target(canvas: Canvas, target: float, text: str, ends: tuple[float, float]) -> None:
    canvas.shape(
        type="line",
        x0=target,
        x1=target,
        y0=0,
        y1=1,
        yref="paper",
        line={"color": theme.MIDDLE, "dash": "dot"},
        layer="below",
    )
    side = "right" if target > sum(ends) / 2 else "left"
    place = {"x": target, "xref": "x", "xanchor": side, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 20}
    canvas.note(text, font={"size": SMALL}, **place)


def _summary(data: pd.DataFrame, gaps: list[str]) -> str:
    if data.empty or pd.isna(data["gap"].iloc[0]):
        return "sin filas con las dos zonas"
    return f"la mayor brecha es la de {data['name'].iloc[0]}, {gaps[0]}"


def _table(data: pd.DataFrame, unit: str) -> pd.DataFrame:
    points = labels.difference_unit(unit)
    return pd.DataFrame(
        {
            "Nombre": data["name"],
            f"Urbana ({unit})": data["urbana"],
            f"Rural ({unit})": data["rural"],
            f"Brecha ({points})": data["gap"],
        }
    )
