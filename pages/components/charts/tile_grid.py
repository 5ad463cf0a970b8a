"""Where? One tile per municipality, placed roughly as on the map, with the value written and the code in the click."""

import re

import pandas as pd
import plotly.graph_objects as go

from pages.components import escape, labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import floats, texts

_TILE = 58
_WIDE = 5
"""Columns up to which a phone gives each tile some 70 pixels."""
_SHORT = {"san": "S.", "santa": "Sta.", "santo": "Sto.", "puerto": "Pto.", "villa": "Va.", "nuestra": "Ntra."}
_DROPPED = {"de", "del", "la", "las", "los", "y", "e"}
_LEGEND = 44


def build(
    data: pd.DataFrame, *, title: str, subtitle: str, unit: str = "%", digits: int = 1, selected: str | None = None
) -> Chart:
    """Columns: code, name, row, column (whole, 0 at the top left), value (in `unit`, nullable).

    Darker is higher; an absent value is hatched and says "s. d.". `selected` is the code to outline.
    """
    values = floats(data, "value")
    bounds = _bounds(values)
    classes = [_class(value, bounds) for value in values]
    canvas = Canvas()
    if len(data):
        canvas.trace(_tiles(data, values, classes, unit, digits, selected))
    columns = int(data["column"].max()) + 1 if len(data) else 1
    depth = int(data["row"].max()) + 1 if len(data) else 1
    canvas.x_axis(range=[-0.5, columns - 0.5], showticklabels=False, showgrid=False)
    canvas.y_axis(range=[depth - 0.5, -0.5], showticklabels=False, showgrid=False)
    _draw_legend(canvas, bounds, digits, has_absent=None in values)
    return Chart(
        canvas.figure(depth * _TILE, top=4, bottom=_LEGEND),
        title,
        subtitle,
        describe("Cuadrícula de municipios", title, subtitle, _summary(data, values, unit, digits)),
        _table(data, values, unit),
        "cada cuadro es un municipio, cerca de su lugar en el mapa; más oscuro es un valor más alto; "
        "rayado, sin dato (s. d.).",
        digits,
        max_width=columns * 120,
    )


def short_name(name: str, longest: int = 10) -> list[str]:
    """A municipality's name in at most two lines of `longest` characters: saints shortened, particles dropped.

    >>> short_name("San Sebastián de Buenavista")
    ['S. Sebast.', 'Buenavista']
    """
    words = re.split(r"[\s,]+", escape.one_line(name).split("(")[0].strip())
    kept = [_SHORT.get(word.lower(), word) for i, word in enumerate(words) if i == 0 or word.lower() not in _DROPPED]
    lines: list[str] = []
    for word in kept:
        if lines and len(lines[-1]) + 1 + len(word) <= longest:
            lines[-1] += f" {word}"
        elif lines and lines[-1].endswith(".") and len(lines[-1]) <= 4:
            lines[-1] = _cut(f"{lines[-1]} {word}", longest)
        else:
            lines.append(_cut(word, longest))
    return lines[:2]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest + 1 else f"{text[: longest - 1].rstrip()}."


def _bounds(values: list[float | None]) -> list[float]:
    """The upper ends of the five classes of equal width; none when every value is the same."""
    present = [value for value in values if value is not None]
    if not present or min(present) == max(present):
        return present[:1]
    low, high = min(present), max(present)
    step = (high - low) / len(theme.SEQUENTIAL)
    return [low + step * (index + 1) for index in range(len(theme.SEQUENTIAL) - 1)] + [high]


def _class(value: float | None, bounds: list[float]) -> int | None:
    if value is None:
        return None
    if len(bounds) == 1:
        return 1
    return next((index for index, bound in enumerate(bounds) if value <= bound), len(bounds) - 1)


def _tiles(
    data: pd.DataFrame,
    values: list[float | None],
    classes: list[int | None],
    unit: str,
    digits: int,
    selected: str | None,
) -> go.Bar:
    """Tiles as bars: they stretch with the screen, take patterns and can be clicked."""
    codes, names = texts(data, "code"), texts(data, "name")
    wide = data["column"].max() < _WIDE
    fills = [theme.LIGHT_CELL if c is None else theme.SEQUENTIAL[c][0] for c in classes]
    inks = [theme.DARK_TEXT if c is None else theme.SEQUENTIAL[c][1] for c in classes]
    return go.Bar(
        x=data["column"].astype(int).tolist(),
        base=[row - 0.47 for row in data["row"].astype(int)],
        y=[0.94] * len(data),
        width=0.95,
        marker={
            "color": fills,
            "pattern": theme.hatch([c is None for c in classes]),
            "line": {
                "color": [theme.RURAL if code == selected else theme.TRANSPARENT for code in codes],
                "width": [4 if code == selected else 0 for code in codes],
            },
        },
        text=[_tile_text(name, value, digits, 12 if wide else 10) for name, value in zip(names, values, strict=True)],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": inks, "size": 12 if wide else 10},
        customdata=codes,
        hovertext=[
            f"{escape.plotly(name)}: {'sin dato' if value is None else labels.measure(value, unit, digits)}"
            for name, value in zip(names, values, strict=True)
        ],
        hoverinfo="text",
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _tile_text(name: str, value: float | None, digits: int, longest: int) -> str:
    shown = "s. d." if value is None else labels.number(value, digits)
    return "<br>".join([f"<b>{shown}</b>", *(escape.plotly(line) for line in short_name(name, longest))])


def _draw_legend(canvas: Canvas, bounds: list[float], digits: int, *, has_absent: bool) -> None:
    """Five swatches under the grid with the upper end of each class; the values in the tiles are the exact ones."""
    if len(bounds) < 2:
        return
    share = 1 / (len(bounds) + has_absent)
    swatches = [*theme.SEQUENTIAL, *([(theme.LIGHT_CELL, theme.DARK_TEXT)] if has_absent else [])]
    named = [f"≤ {labels.number(bound, digits)}" for bound in bounds] + (["s. d."] if has_absent else [])
    place = {"xref": "paper", "yref": "paper", "yanchor": "bottom"}
    for index, ((fill, _), text) in enumerate(zip(swatches, named, strict=True)):
        canvas.shape(
            type="rect",
            xref="paper",
            yref="paper",
            ysizemode="pixel",
            yanchor=0,
            x0=index * share,
            x1=(index + 1) * share - 0.008,
            y0=-20,
            y1=-10,
            fillcolor=fill,
            line={"color": theme.MIDDLE, "width": 0.5},
        )
        at = {"x": (index + 0.5) * share, "xanchor": "center", "y": 0, "yshift": -24, "yanchor": "top"}
        canvas.note(text, font={"size": 11}, **(place | at))


def _summary(data: pd.DataFrame, values: list[float | None], unit: str, digits: int) -> str:
    known = [(value, name) for value, name in zip(values, texts(data, "name"), strict=True) if value is not None]
    if not known:
        return "ningún municipio con dato"
    (low, lowest), (high, highest) = min(known), max(known)
    ends = f"de {labels.measure(low, unit, digits)} en {lowest} a {labels.measure(high, unit, digits)} en {highest}"
    absent = len(values) - len(known)
    return ends + (f"; {labels.count(absent, 'municipio', 'municipios')} sin dato" if absent else "")


def _table(data: pd.DataFrame, values: list[float | None], unit: str) -> pd.DataFrame:
    table = pd.DataFrame({"Código": texts(data, "code"), "Municipio": texts(data, "name")})
    header = f"Valor ({unit})" if unit else "Valor"
    return table.assign(**{header: pd.Series(values, index=table.index, dtype="float64")}).sort_values(
        "Municipio", ignore_index=True
    )
