"""What every builder returns: the figure and all that has to travel with it."""

from dataclasses import dataclass, field

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True)
class Chart:
    """A figure with its finding, how to read it, its text alternative and its table form.

    `figure` carries no title: headings wrap on a phone and screen readers find them only outside the drawing.
    `table` has Spanish headers and raw values; `digits` are its decimals on screen. All texts are plain.
    `max_width` (pixels) keeps the shape of the charts that would lose it on a wide screen.
    """

    figure: go.Figure
    title: str
    subtitle: str
    alt: str
    table: pd.DataFrame = field(repr=False)
    reading: str = ""
    digits: int = 1
    max_width: int | None = None

    @property
    def is_empty(self) -> bool:
        return self.table.empty


def describe(kind: str, title: str, subtitle: str, summary: str = "") -> str:
    """The text alternative: kind of chart, finding, measure and the figures that carry it."""
    parts = (f"{kind}: {title}", subtitle, summary)
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip()) + "."
