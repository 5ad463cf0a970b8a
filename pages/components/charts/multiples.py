"""How has each indicator gone? One small chart each: baseline · T1–T4 against the schedule, with its target."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from pages.components import labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import SMALL, span, text_width
from procedure.vocabulary import TRIMESTERS

_HEIGHT = 150
_POINTS = ("Base", *(f"T{trimester}" for trimester in TRIMESTERS))


def build_all(data: pd.DataFrame, *, digits: int = 1) -> list[Chart]:
    """Columns: name, unit, baseline, t1…t4, target and, when scheduled, s1…s4 (all nullable); one chart per row.

    Without a schedule the dotted line goes straight from the baseline to the target.
    """
    return [_build(row, digits) for row in data.to_dict("records")]


def _build(row: dict, digits: int) -> Chart:
    name, unit = str(row["name"]), str(row.get("unit") or "")
    actual = [_value(row, key) for key in ("baseline", "t1", "t2", "t3", "t4")]
    target = _value(row, "target")
    scheduled = _scheduled(row, actual[0], target)
    canvas = Canvas(_line(scheduled, "Programado"), _line(actual, "Observado", unit, digits))
    low, high = span([*actual, *scheduled, target], 0.22)
    _write_values(canvas, actual, scheduled, digits)
    shown = f"meta {labels.number(target, digits)}" if target is not None else ""
    if target is not None:
        _draw_target(canvas, target, shown)
    canvas.x_axis(range=[-0.35, 4.25], tickvals=list(range(5)), ticktext=_POINTS, showgrid=False)
    canvas.y_axis(range=[low, high], showticklabels=False, showgrid=False)
    return Chart(
        canvas.figure(_HEIGHT, left=4, right=text_width(shown, SMALL) + 8, top=6, bottom=24),
        name,
        unit,
        describe("Trayectoria trimestral", name, unit, _summary(actual, target, digits)),
        _table(name, unit, actual, target),
        "línea azul, lo observado; punteada, lo programado; raya a la derecha, la meta.",
        digits,
    )


def _value(row: dict, key: str) -> float | None:
    value = row.get(key)
    return None if labels.absent(value) else float(value)


def _scheduled(row: dict, baseline: float | None, target: float | None) -> list[float | None]:
    declared = [_value(row, f"s{trimester}") for trimester in TRIMESTERS]
    if any(value is not None for value in declared):
        return [baseline, *declared]
    return [baseline, None, None, None, target if baseline is not None else None]


def _line(values: list[float | None], name: str, unit: str = "", digits: int = 1) -> go.Scatter:
    observed = name == "Observado"
    return go.Scatter(
        x=list(range(5)),
        y=values,
        mode="lines+markers" if observed else "lines",
        line={"color": theme.URBAN, "width": 3} if observed else {"color": theme.MIDDLE, "width": 2, "dash": "dot"},
        marker={"size": 8},
        connectgaps=True,
        name=name,
        hovertext=[f"{p}: {labels.measure(v, unit, digits)}" for p, v in zip(_POINTS, values, strict=True)],
        hoverinfo="text" if observed else "skip",
        cliponaxis=False,
    )


def _write_values(canvas: Canvas, actual: list[float | None], scheduled: list[float | None], digits: int) -> None:
    """The first and the last observed figures, on the side away from both lines."""
    known = [(position, value) for position, value in enumerate(actual) if value is not None]
    if not known:
        canvas.note("sin dato", x=0.5, xref="paper", xanchor="center", y=0.5, yref="paper", font={"size": SMALL})
        return
    rising = _interpolated(scheduled, 4, known[-1][1]) >= known[0][1]
    for position, value in dict([known[0], known[-1]]).items():
        above = not rising if position == known[0][0] else value >= _interpolated(scheduled, position, value)
        place = {"x": position, "xref": "x", "xanchor": "center", "y": value}
        place |= {"yanchor": "bottom" if above else "top", "yshift": 6 if above else -6}
        canvas.note(f"<b>{labels.number(value, digits)}</b>", font={"size": SMALL}, **place)


def _interpolated(scheduled: list[float | None], position: int, otherwise: float) -> float:
    """What the dotted line says at a position."""
    known = [(x, y) for x, y in enumerate(scheduled) if y is not None]
    return float(np.interp(position, *zip(*known, strict=True))) if known else otherwise


def _draw_target(canvas: Canvas, target: float, text: str) -> None:
    canvas.shape(type="line", x0=3.75, x1=4.25, y0=target, y1=target, line={"color": theme.MIDDLE, "width": 4})
    canvas.note(text, x=4.25, xref="x", xshift=5, y=target, font={"size": SMALL})


def _summary(actual: list[float | None], target: float | None, digits: int) -> str:
    told = [f"{p} {labels.number(v, digits)}" for p, v in zip(_POINTS, actual, strict=True) if v is not None]
    return ", ".join([*told, f"meta {labels.number(target, digits)}"])


def _table(name: str, unit: str, actual: list[float | None], target: float | None) -> pd.DataFrame:
    points = {"Línea de base" if p == "Base" else p: [v] for p, v in zip(_POINTS, actual, strict=True)}
    return pd.DataFrame({"Indicador": [name], "Unidad": [unit]} | points | {"Meta": [target]})
