"""What first? Trend + urgency + impact of each factor, stacked; the cumulative share is written, no second axis."""

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

_CRITERIA = {"trend": "Tendencia", "urgency": "Urgencia", "impact": "Impacto"}
_MOST = 15


def build(data: pd.DataFrame, *, title: str, subtitle: str) -> Chart:
    """Columns: factor, trend, urgency, impact (1–5, means allowed, nullable) and rank when the engine gave one."""
    frame = _sorted(data)
    names = [
        wrap(f"{int(rank)}. {factor}" if pd.notna(rank) else factor, 46)
        for rank, factor in zip(frame["rank"], frame["factor"], strict=True)
    ]
    rows = Rows.under_names(names, bar=24)
    canvas = Canvas()
    for (key, name), style in zip(_CRITERIA.items(), theme.CRITERIA, strict=True):
        canvas.trace(_segment(frame, key, name, style, rows))
    canvas.names_above(rows, names)
    for centre, row in zip(rows.centres, frame.itertuples(), strict=True):
        text = f"<b>{_short(row.total)}</b><br>{labels.percent(row.share, 0)} acum."
        canvas.note(text, x=1, xshift=6, y=centre, font={"size": SMALL})
    canvas.legend()
    canvas.row_axis(rows)
    canvas.layout(barmode="stack")
    canvas.x_axis(range=[0, _MOST], tickvals=[0, 5, 10, 15], showgrid=False)
    return Chart(
        canvas.figure(rows.height, left=4, right=72, top=34, bottom=24),
        title,
        subtitle,
        describe("Puntaje de prioridad por factor", title, subtitle, _summary(frame)),
        _table(frame),
        "cada criterio va de 1 a 5 y el total, de 3 a 15; «acum.» es la parte del puntaje que suman los factores "
        "hasta esa fila.",
    )


def _sorted(data: pd.DataFrame) -> pd.DataFrame:
    frame = pd.DataFrame({"factor": texts(data, "factor"), "rank": floats(data, "rank")})
    for key in _CRITERIA:
        frame[key] = pd.Series(floats(data, key), index=frame.index, dtype="float64")
    frame["rank"] = frame["rank"].astype("float64")
    frame["total"] = frame[list(_CRITERIA)].sum(axis=1, min_count=len(_CRITERIA))
    frame = frame.sort_values(
        ["rank", "total", "impact", "urgency", "trend"],
        ascending=[True, False, False, False, False],
        na_position="last",
        ignore_index=True,
    )
    frame["share"] = frame["total"].cumsum() / frame["total"].sum() * 100
    return frame


def _short(value: float) -> str:
    return labels.score(value)


def _segment(frame: pd.DataFrame, key: str, name: str, style: tuple[str, str, str, str], rows: Rows) -> go.Bar:
    fill, ink, pattern, shade = style
    values = floats(frame, key)
    return go.Bar(
        x=values,
        y=rows.centres,
        orientation="h",
        width=rows.bar,
        name=name,
        marker={
            "color": fill,
            "pattern": {
                "shape": pattern,
                "bgcolor": fill,
                "fgcolor": shade,
                "fillmode": "replace",
                "size": 7,
                "solidity": 0.2,
            },
        },
        text=[f"<b>{_short(value)}</b>" if value is not None else "" for value in values],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        textfont={"color": ink, "size": SMALL},
        hovertext=[
            f"{label([factor])}<br>{name}: {'s. d.' if value is None else _short(value)}"
            for factor, value in zip(frame["factor"], values, strict=True)
        ],
        hoverinfo="text",
    )


def _summary(frame: pd.DataFrame) -> str:
    if frame.empty or pd.isna(frame["total"].iloc[0]):
        return "sin factores puntuados"
    return f"primero, {frame['factor'].iloc[0]} con {_short(frame['total'].iloc[0])} puntos de 15"


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {name: frame[key] for key, name in _CRITERIA.items()}
    table = pd.DataFrame({"Puesto": frame["rank"].astype("Int64"), "Factor": frame["factor"]} | columns)
    if table["Puesto"].isna().all():
        table = table.drop(columns="Puesto")
    return table.assign(Total=frame["total"], **{"Acumulado (%)": frame["share"]})
