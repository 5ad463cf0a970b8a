"""The frame all charts share: margins measured from the labels, rows of fixed height, transparent background.

The width is the reader's (360 to 1,300 px) and unknown here, so nothing is placed by width: labels are wrapped,
heights come from the number of rows, and offsets are in pixels.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from pages.components import escape
from pages.components.theme import TRANSPARENT

FONT_SIZE = 13
SMALL = 12
LINE = 17
_NARROW, _WIDE = set("iíjlI.,:;|'!()[] "), set("mwMWÁÑQG@%—ÓÚ")


def text_width(text: str, size: int = FONT_SIZE) -> float:
    """Pixels a line takes at most in the fonts of the application, measured on the wide side."""
    ems = sum(0.34 if c in _NARROW else 0.88 if c in _WIDE else 0.7 if c.isupper() else 0.57 for c in text)
    return ems * size


def wrap(text: object, width: int) -> list[str]:
    """The text in lines of at most `width` characters; an unbreakable word is cut rather than lost."""
    return textwrap.wrap(escape.one_line(text), width) or [""]


def label(lines: Sequence[str]) -> str:
    """Wrapped lines as one escaped Plotly label."""
    return "<br>".join(escape.plotly(line) for line in lines)


def floats(data: pd.DataFrame, column: str) -> list[float | None]:
    """A column as floats, absent values as None; an absent column is all None."""
    if column not in data:
        return [None] * len(data)
    values = pd.to_numeric(data[column], errors="coerce").astype("float64")
    return [None if pd.isna(value) else float(value) for value in values]


def texts(data: pd.DataFrame, column: str) -> list[str]:
    """A column as plain text, absent values as the empty text."""
    if column not in data:
        return [""] * len(data)
    return ["" if pd.isna(value) else str(value) for value in data[column]]


def span(values: Sequence[float | None], padding: float = 0.08) -> tuple[float, float]:
    """The range of an axis around the values; it does not go below 0 when no value does."""
    present = [value for value in values if value is not None]
    if not present:
        return 0.0, 1.0
    low, high = min(present), max(present)
    margin = (high - low) * padding or abs(high) * padding or 1.0
    return (max(0.0, low - margin) if low >= 0 else low - margin), high + margin


@dataclass(frozen=True)
class Rows:
    """Rows of fixed pixel height on a numeric axis: text above the bar, the bar, text below."""

    count: int
    bar: int
    above: int = 0
    below: int = 0
    gap: int = 12

    @property
    def step(self) -> int:
        return self.above + self.bar + self.below + self.gap

    @property
    def height(self) -> int:
        return self.step * (self.count - 1) + self.above + self.bar + self.below + self.gap

    @property
    def range(self) -> tuple[float, float]:
        """The first row on top."""
        low = (self.bar / 2 + self.below + self.gap / 2) / self.step
        return self.count - 1 + low, -(self.bar / 2 + self.above + self.gap / 2) / self.step

    @property
    def thickness(self) -> float:
        return self.bar / self.step


def finish(figure: go.Figure, plot_height: int, *, left: float = 0, right: float = 0, top: int = 8, bottom: int = 28):
    """Set what all charts share and the height and margins of this one."""
    figure.update_layout(
        template="none",
        height=round(plot_height + top + bottom),
        margin={"l": round(left), "r": round(right), "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        separators=",.",
        paper_bgcolor=TRANSPARENT,
        plot_bgcolor=TRANSPARENT,
        font={"size": FONT_SIZE},
        showlegend=False,
        dragmode=False,
        hovermode="closest",
        hoverlabel={"align": "left"},
    )
    figure.update_xaxes(fixedrange=True, automargin=False, tickfont={"size": SMALL}, ticks="", zeroline=False)
    figure.update_yaxes(fixedrange=True, automargin=False, tickfont={"size": FONT_SIZE}, ticks="", zeroline=False)
    return figure


def legend(figure: go.Figure) -> None:
    """One line of names over the plot, for the few charts whose marks cannot be named directly."""
    figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "traceorder": "normal"},
    )


def row_axis(figure: go.Figure, rows: Rows, names: Sequence[str] | None = None) -> None:
    """The vertical axis of the rows, with already escaped names on its left when given."""
    figure.update_yaxes(
        range=rows.range,
        tickvals=list(range(rows.count)) if names is not None else [],
        ticktext=names,
        showticklabels=names is not None,
        ticklabelstandoff=8,
        showgrid=False,
    )


def names_above(figure: go.Figure, rows: Rows, names: Sequence[Sequence[str]]) -> None:
    """Write each row's wrapped name over its bar: it is read whole at any width."""
    for index, lines in enumerate(names):
        note(figure, label(lines), y=index, yanchor="bottom", yshift=rows.bar / 2 + 1)


def note(figure: go.Figure, text: str, **place) -> None:
    """A text without arrow; by default at the left edge of the plot, on the vertical axis."""
    place = {"x": 0, "xref": "paper", "xanchor": "left", "yref": "y", "align": "left"} | place
    figure.add_annotation(text=text, showarrow=False, borderpad=0, **place)


def left_margin(names: Sequence[Sequence[str]], size: int = FONT_SIZE) -> float:
    """The pixels the widest line of the labels needs, with its gap to the plot."""
    return max((text_width(line, size) for lines in names for line in lines), default=0) + 10
