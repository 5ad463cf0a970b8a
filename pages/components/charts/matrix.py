"""Which component, which trimester? One cell each: symbol, figure and colour; "sin reporte" is a state of its own."""

from dataclasses import dataclass

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
from procedure.vocabulary import TRIMESTERS


@dataclass(frozen=True)
class _Cell:
    component: str
    trimester: int
    percent: float | None = None
    light: str = "gris"
    status: str = "sin_reporte"

    @property
    def text(self) -> str:
        badge = labels.badge(self.light, self.status)
        if self.percent is None:
            return "<br>".join(wrap(badge.split(":")[0], 11))
        return f"{badge.split(' ', 1)[0]}<br><b>{labels.percent(self.percent)}</b>"

    @property
    def words(self) -> str:
        figure = "" if self.percent is None else f", {labels.percent(self.percent)}"
        return f"{labels.badge(self.light, self.status)}{figure}"


def build(data: pd.DataFrame, *, title: str, subtitle: str) -> Chart:
    """Columns: component, trimester (1–4), percent (nullable), light, status. Long; order of components kept."""
    components = list(dict.fromkeys(texts(data, "component")))
    grid = _grid(data, components)
    names = [wrap(name, 46) for name in components]
    rows = Rows.under_names(names, bar=48, gap=10)
    canvas = Canvas(_bars(grid, components, rows))
    canvas.names_above(rows, names)
    canvas.row_axis(rows)
    canvas.x_axis(
        range=[0.52, 4.48],
        tickvals=list(TRIMESTERS),
        ticktext=[f"<b>T{trimester}</b>" for trimester in TRIMESTERS],
        side="top",
        showgrid=False,
    )
    return Chart(
        canvas.figure(rows.height, top=24, bottom=4),
        title,
        subtitle,
        describe("Semáforo por componente y trimestre", title, subtitle, _summary(grid)),
        _table(grid, components),
        "▲ satisfactorio · ✔ cumplida · ! aceptable · ✖ crítico · ▼ retroceso · – sin dato evaluable (rayado) · "
        "○ informativo.",
    )


def _grid(data: pd.DataFrame, components: list[str]) -> dict[tuple[str, int], _Cell]:
    grid = {(name, trimester): _Cell(name, trimester) for name in components for trimester in TRIMESTERS}
    rows = zip(
        texts(data, "component"),
        floats(data, "trimester"),
        floats(data, "percent"),
        texts(data, "light"),
        texts(data, "status"),
        strict=True,
    )
    for name, trimester, percent, light, status in rows:
        if trimester in TRIMESTERS:
            key = name, int(trimester)
            grid[key] = _Cell(name, int(trimester), percent, light or "gris", status)
    return grid


def _bars(grid: dict[tuple[str, int], _Cell], components: list[str], rows: Rows) -> go.Bar:
    """Cells as bars: they stretch with the screen, take patterns and can be clicked."""
    cells = list(grid.values())
    top = {name: centre - rows.bar / 2 for name, centre in zip(components, rows.centres, strict=True)}
    return go.Bar(
        x=[cell.trimester for cell in cells],
        base=[top[cell.component] for cell in cells],
        y=[rows.bar] * len(cells),
        width=0.95,
        marker={
            "color": [theme.light_fill(cell.light) for cell in cells],
            "pattern": theme.hatch([cell.light == "gris" for cell in cells]),
            "line": {"width": 0},
        },
        text=[cell.text for cell in cells],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": [theme.light_text(cell.light) for cell in cells], "size": SMALL},
        hovertext=[f"{label([cell.component])}<br>T{cell.trimester}: {cell.words}" for cell in cells],
        hoverinfo="text",
    )


def _summary(grid: dict[tuple[str, int], _Cell]) -> str:
    red = sum(cell.light == "rojo" for cell in grid.values())
    missing = sum(cell.status == "sin_reporte" for cell in grid.values())
    return f"{labels.count(red, 'celda', 'celdas')} en rojo y {missing} sin reporte"


def _table(grid: dict[tuple[str, int], _Cell], components: list[str]) -> pd.DataFrame:
    columns = {f"T{trimester}": [grid[name, trimester].words for name in components] for trimester in TRIMESTERS}
    return pd.DataFrame({"Componente": components} | columns)
