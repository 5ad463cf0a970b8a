"""How has it gone? One line per zone or municipality: a few in colour with their name at the end, the rest in grey."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from pages.components import labels, theme
from pages.components.charts.canvas import Canvas
from pages.components.charts.chart import Chart, describe
from pages.components.charts.layout import SMALL, floats, label, span, text_width, texts, wrap

_HEIGHT = 290
_END_LINE = 15


@dataclass(frozen=True)
class _End:
    """The label at the end of a highlighted line."""

    lines: list[str]
    x: float
    y: float


def build(
    data: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    unit: str = "%",
    digits: int = 1,
    highlighted: tuple[str, ...] = (),
) -> Chart:
    """Columns: name, year (whole), value (in `unit`, nullable: a gap in the line). At most four highlighted names.

    Without `highlighted`, up to four names are all highlighted; of more, none is.
    """
    frame = pd.DataFrame({"name": texts(data, "name"), "year": floats(data, "year"), "value": floats(data, "value")})
    frame = frame.astype({"year": "float64", "value": "float64"}).sort_values(["name", "year"], ignore_index=True)
    names = list(dict.fromkeys(frame["name"]))
    chosen = [name for name in highlighted or (names if len(names) <= 4 else ()) if name in names][:4]
    canvas = Canvas()
    for name in [*(n for n in names if n not in chosen), *chosen]:
        style = _style(name, chosen)
        canvas.trace(_line(frame[frame["name"] == name], name, style, unit, digits))
    low, high = span(floats(frame, "value"), 0.12)
    ends = [end for name in chosen if (end := _end(frame[frame["name"] == name], name, unit, digits))]
    _write_ends(canvas, ends, low, high)
    if len(chosen) <= 2:
        _write_values(canvas, frame, chosen, digits)
    room = max((text_width(line, SMALL) for end in ends for line in end.lines), default=0) + 16
    canvas.y_axis(range=[low, high], nticks=6, showgrid=True, ticksuffix="\u00a0%" if unit == "%" else "")
    _years(canvas, frame)
    return Chart(
        canvas.figure(_HEIGHT, left=_axis_room(low, high, unit), right=room, top=12, bottom=34),
        title,
        subtitle,
        describe("Serie por año", title, subtitle, _summary(frame, chosen, unit, digits)),
        _table(frame, unit),
        _reading(names, chosen),
        digits,
    )


def _style(name: str, chosen: list[str]) -> dict:
    if name not in chosen:
        return {"colour": theme.FAINT, "width": 1.2, "mode": "lines", "symbol": "circle"}
    position = chosen.index(name)
    colour, symbol = theme.NAMED.get(name, (theme.HIGHLIGHTS[position], theme.HIGHLIGHT_SYMBOLS[position]))
    return {"colour": colour, "width": 3, "mode": "lines+markers", "symbol": symbol}


def _line(rows: pd.DataFrame, name: str, style: dict, unit: str, digits: int) -> go.Scatter:
    lonely = rows["value"].notna().sum() == 1
    return go.Scatter(
        x=floats(rows, "year"),
        y=floats(rows, "value"),
        mode="lines+markers" if lonely else style["mode"],
        line={"color": style["colour"], "width": style["width"]},
        marker={"symbol": style["symbol"], "size": 8, "color": style["colour"]},
        name=label([name]),
        connectgaps=False,
        cliponaxis=False,
        hovertext=[
            f"{label([name])}<br>{int(row.year)}: {labels.measure(row.value, unit, digits)}"
            for row in rows.itertuples(index=False)
        ],
        hoverinfo="text",
    )


def _end(rows: pd.DataFrame, name: str, unit: str, digits: int) -> _End | None:
    known = rows[rows["value"].notna()]
    if known.empty:
        return None
    last = known.iloc[-1]
    shown = labels.percent(last["value"], digits) if unit == "%" else labels.number(last["value"], digits)
    return _End([*wrap(name, 12), shown], float(last["year"]), float(last["value"]))


def _write_ends(canvas: Canvas, ends: list[_End], low: float, high: float) -> None:
    """Names pushed apart from top to bottom until none covers another."""
    floor = -1e9
    for end in sorted(ends, key=lambda item: -item.y):
        wanted = (high - end.y) / (high - low) * _HEIGHT
        half = len(end.lines) * _END_LINE / 2
        centre = max(wanted, floor + half + 2)
        floor = centre + half
        text = label(end.lines[:-1]) + f"<br><b>{end.lines[-1]}</b>"
        place = {"x": 1, "xref": "paper", "xshift": 10, "y": end.y, "yshift": wanted - centre}
        canvas.note(text, font={"size": SMALL}, **place)


def _write_values(canvas: Canvas, frame: pd.DataFrame, chosen: list[str], digits: int) -> None:
    """The figure at each mark but the last, which its name already tells; the higher line's go above."""
    means = frame[frame["name"].isin(chosen)].groupby("name")["value"].mean()
    top = means.idxmax() if means.notna().any() else ""
    for name in chosen:
        rows = frame[(frame["name"] == name) & frame["value"].notna()].iloc[:-1]
        above = name == top
        for row in rows.itertuples(index=False):
            place = {"x": row.year, "xref": "x", "xanchor": "center", "y": row.value}
            place |= {"yanchor": "bottom" if above else "top", "yshift": 6 if above else -6}
            canvas.note(labels.number(row.value, digits), font={"size": SMALL}, **place)


def _axis_room(low: float, high: float, unit: str) -> float:
    widest = max((labels.number(value, 1) for value in (low, high)), key=len)
    return text_width(widest + (" %" if unit == "%" else ""), SMALL) + 6


def _years(canvas: Canvas, frame: pd.DataFrame) -> None:
    years = sorted({int(year) for year in frame["year"].dropna()})
    every = -(-len(years) // 8) if years else 1
    shown = years[::-1][::every][::-1]
    edges = [years[0] - 0.3, years[-1] + 0.3] if years else [0, 1]
    if len(years) > 1:
        edges = [years[0] - 0.25, years[-1] + 0.05]
    canvas.x_axis(
        tickvals=shown, ticktext=[str(year) for year in shown], range=edges, showgrid=False, ticklabelstandoff=8
    )


def _summary(frame: pd.DataFrame, chosen: list[str], unit: str, digits: int) -> str:
    parts = []
    for name in chosen:
        known = frame[(frame["name"] == name) & frame["value"].notna()]
        if not known.empty:
            first, last = known.iloc[0], known.iloc[-1]
            start, end = (labels.measure(row["value"], unit, digits) for row in (first, last))
            parts.append(f"{name}: {start} en {int(first['year'])} y {end} en {int(last['year'])}")
    return "; ".join(parts)


def _reading(names: list[str], chosen: list[str]) -> str:
    others = len(names) - len(chosen)
    return f"en gris, {labels.count(others, 'línea más', 'líneas más')} para comparar." if others and chosen else ""


def _table(frame: pd.DataFrame, unit: str) -> pd.DataFrame:
    """One row per name, one column per year."""
    if frame.empty:
        return pd.DataFrame()
    wide = frame.pivot_table(index="name", columns="year", values="value", aggfunc="last", dropna=False, sort=True)
    wide.columns = [f"{int(year)} ({unit})" if unit else str(int(year)) for year in wide.columns]
    return wide.rename_axis("Nombre").reset_index()
