"""Does it fit? What is programmed of each line over its ceiling; what goes past it is another colour and is said."""

import pandas as pd
import plotly.graph_objects as go

from pages.components import labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import SMALL, Rows, floats, label, texts, wrap

_OVER = theme.light_fill("rojo")


def build(data: pd.DataFrame, *, title: str, subtitle: str) -> Chart:
    """Columns: name, amount and ceiling (pesos, nullable). Order kept; without a ceiling nothing fits."""
    frame = pd.DataFrame({"name": texts(data, "name")})
    for key in ("amount", "ceiling"):
        frame[key] = pd.Series(floats(data, key), index=frame.index, dtype="float64")
    names = [wrap(name, 46) for name in frame["name"]]
    rows = Rows.under_names(names, bar=18, below=20)
    within = frame[["amount", "ceiling"]].min(axis=1).fillna(0)
    past = (frame["amount"].fillna(0) - frame["ceiling"].fillna(0)).clip(lower=0)
    hover = [_hover(row) for row in frame.to_dict("records")]
    canvas = Canvas(
        _bars(frame["ceiling"].fillna(0), None, rows, theme.TRACK, hover, "Tope"),
        _bars(within, None, rows, theme.URBAN, hover, "Programado"),
        _bars(past, within, rows, _OVER, hover, "Por encima del tope"),
    )
    canvas.layout(barmode="overlay")
    canvas.names_above(rows, names)
    for centre, row in zip(rows.centres, frame.to_dict("records"), strict=True):
        canvas.note(_written(row), y=centre, yanchor="top", yshift=-rows.bar / 2 - 2, font={"size": SMALL})
    canvas.row_axis(rows)
    longest = max([0.0, *(within + past), *frame["ceiling"].fillna(0)]) or 1.0
    canvas.x_axis(range=[0, longest * 1.02], showticklabels=False, showgrid=False)
    return Chart(
        canvas.figure(rows.height, right=8, bottom=8),
        title,
        subtitle,
        describe("Lo programado de cada línea frente a su tope", title, subtitle, _summary(frame)),
        pd.DataFrame(
            {
                "Línea": frame["name"],
                "Programado (pesos)": frame["amount"],
                "Tope (pesos)": frame["ceiling"],
                "Saldo (pesos)": frame["ceiling"] - frame["amount"],
            }
        ),
        "la franja gris es el tope de la línea; la barra azul, lo programado; en rojo, lo que pasa del tope.",
        digits=0,
    )


def _bars(values: pd.Series, base: pd.Series | None, rows: Rows, colour: str, hover: list[str], name: str) -> go.Bar:
    return go.Bar(
        x=values.tolist(),
        base=None if base is None else base.tolist(),
        y=rows.centres,
        orientation="h",
        width=rows.bar,
        name=name,
        marker={"color": colour},
        hovertext=hover,
        hoverinfo="text",
    )


def _hover(row: dict) -> str:
    amounts = f"Programado: {labels.pesos(row['amount'])}<br>Tope: {labels.pesos(row['ceiling'])}"
    return f"{label([row['name']])}<br>{amounts}"


def _written(row: dict) -> str:
    """$ 300 de $ 500 · saldo $ 200"""
    amount, ceiling = labels.pesos(row["amount"]), labels.pesos(row["ceiling"])
    if labels.absent(row["amount"]) or labels.absent(row["ceiling"]):
        return f"{amount} de {ceiling}"
    rest = row["ceiling"] - row["amount"]
    ending = f"saldo {labels.pesos(rest)}" if rest >= 0 else f"<b>✖ pasa en {labels.pesos(-rest)}</b>"
    return f"{amount} de {ceiling} · {ending}"


def _summary(frame: pd.DataFrame) -> str:
    over = int((frame["amount"] > frame["ceiling"]).sum())
    lines = labels.count(len(frame), "línea", "líneas")
    return f"{lines}; {over} por encima de su tope" if over else f"{lines}, todas dentro de su tope"
