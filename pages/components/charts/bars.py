"""A plain comparison: one bar per name, longest first, the value written, an optional reference line."""

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
    texts,
    widest,
    wrap,
)


def ranking(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str = "%",
    digits: int = 1,
    highlighted: tuple[str, ...] = (),
    reference: float | None = None,
    reference_name: str = "Promedio",
) -> Chart:
    """Columns: name, value (in `unit`, nullable) and code, which travels with the click. Highest first, absent last."""
    frame = pd.DataFrame({"name": texts(data, "name"), "code": texts(data, "code")})
    frame["value"] = pd.Series(floats(data, "value"), index=frame.index, dtype="float64")
    frame = frame.sort_values(["value", "name"], ascending=[False, True], na_position="last", ignore_index=True)
    names = [wrap(name, 18) for name in frame["name"]]
    rows = Rows.beside_names(names, bar=18, gap=7)
    written = ["s. d." if labels.absent(v) else labels.measure(v, unit, digits) for v in frame["value"]]
    canvas = Canvas(_bars(frame, written, rows, highlighted))
    _write(canvas, frame, written, rows, in_column=reference is not None)
    values = floats(frame, "value")
    canvas.row_axis(rows, names)
    present = [value for value in [*values, reference] if value is not None]
    canvas.x_axis(range=[min([0.0, *present]), max([0.0, *present]) or 1.0], showticklabels=False)
    if reference is not None:
        _draw_reference(canvas, reference, f"{reference_name} {labels.measure(reference, unit, digits)}")
    return Chart(
        canvas.figure(
            rows.height,
            left=left_margin(names),
            right=widest(written) + 10,
            top=26 if reference is not None else 8,
            bottom=8,
        ),
        title,
        subtitle,
        describe("Barras ordenadas de mayor a menor", title, subtitle, _summary(frame, written)),
        pd.DataFrame({"Nombre": frame["name"], f"Valor ({unit})" if unit else "Valor": frame["value"]}),
        digits=digits,
    )


def _bars(frame: pd.DataFrame, written: list[str], rows: Rows, highlighted: tuple[str, ...]) -> go.Bar:
    plain = theme.FAINT if highlighted else theme.URBAN
    return go.Bar(
        x=floats(frame, "value"),
        y=rows.centres,
        orientation="h",
        width=rows.bar,
        marker={"color": [theme.URBAN if name in highlighted else plain for name in frame["name"]]},
        customdata=frame["code"].tolist(),
        hovertext=[f"{label([name])}: {text}" for name, text in zip(frame["name"], written, strict=True)],
        hoverinfo="text",
    )


def _write(canvas: Canvas, frame: pd.DataFrame, written: list[str], rows: Rows, *, in_column: bool) -> None:
    """At the end of each bar, or in a column at the right when a reference line would cross them."""
    for centre, value, text in zip(rows.centres, floats(frame, "value"), written, strict=True):
        at = {"x": 1} if in_column else {"x": max(value or 0, 0), "xref": "x"}
        canvas.note(text, xshift=6, y=centre, font={"size": SMALL}, **at)


def _draw_reference(canvas: Canvas, reference: float, text: str) -> None:
    canvas.shape(
        type="line", x0=reference, x1=reference, y0=0, y1=1, yref="paper", line={"color": theme.MIDDLE, "dash": "dot"}
    )
    place = {"x": reference, "xref": "x", "xanchor": "center", "y": 1, "yref": "paper", "yanchor": "bottom"}
    canvas.note(text, font={"size": SMALL}, **place)


def _summary(frame: pd.DataFrame, written: list[str]) -> str:
    known = frame["value"].notna().sum()
    if not known:
        return "sin datos"
    first, last = frame["name"].iloc[0], frame["name"].iloc[known - 1]
    return f"de {first}, {written[0]}, a {last}, {written[known - 1]}"
