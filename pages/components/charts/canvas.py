"""A figure in the making: traces, notes, shapes and axes gathered first and handed to Plotly once.

Plotly validates all the annotations again with each one added: a hundred took seconds, at once they take hundredths.
"""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from pages.components.charts.layout import FONT_SIZE, SMALL, Rows, label
from pages.components.theme import TRANSPARENT

_AXIS = {"fixedrange": True, "automargin": False, "ticks": "", "zeroline": False}


class Canvas:
    """What all charts share (transparent, Spanish separators, no zoom) and what one of them draws."""

    def __init__(self, *traces: Any) -> None:
        self._traces = list(traces)
        self._notes: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._x: dict[str, Any] = _AXIS | {"tickfont": {"size": SMALL}}
        self._y: dict[str, Any] = _AXIS | {"tickfont": {"size": FONT_SIZE}}
        self._layout: dict[str, Any] = {}

    def trace(self, trace: Any) -> None:
        self._traces.append(trace)

    def shape(self, **shape: Any) -> None:
        self._shapes.append(shape)

    def note(self, text: str, **place: Any) -> None:
        """A text; by default without arrow, at the left edge of the plot and on the vertical axis."""
        usual = {"x": 0, "xref": "paper", "xanchor": "left", "yref": "y", "align": "left"}
        self._notes.append({"text": text, "showarrow": False, "borderpad": 0} | usual | place)

    def arrow(self, text: str, **place: Any) -> None:
        """A text tied to its point by a thin line."""
        self._notes.append({"text": text, "showarrow": True, "arrowhead": 0, "arrowwidth": 1, "borderpad": 0} | place)

    def x_axis(self, **axis: Any) -> None:
        self._x |= axis

    def y_axis(self, **axis: Any) -> None:
        self._y |= axis

    def layout(self, **layout: Any) -> None:
        self._layout |= layout

    def legend(self) -> None:
        """One line of names over the plot, for the few charts whose marks cannot be named directly."""
        place = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "traceorder": "normal"}
        self.layout(showlegend=True, legend=place)

    def row_axis(self, rows: Rows, names: Sequence[Sequence[str]] | None = None) -> None:
        """The vertical axis of the rows, first on top, with the wrapped names on its left when given."""
        self.y_axis(
            range=[rows.height, 0],
            tickvals=rows.centres if names is not None else [],
            ticktext=[label(lines) for lines in names or ()],
            showticklabels=names is not None,
            ticklabelstandoff=8,
            showgrid=False,
        )

    def names_above(self, rows: Rows, names: Sequence[Sequence[str]], *, xshift: float = 0) -> None:
        """Write each row's wrapped name over its bar: it is read whole at any width."""
        for centre, lines in zip(rows.centres, names, strict=True):
            self.note(label(lines), y=centre, yanchor="bottom", yshift=rows.bar / 2 + 3, xshift=xshift)

    def figure(
        self, plot_height: float, *, left: float = 0, right: float = 0, top: int = 8, bottom: int = 28
    ) -> go.Figure:
        """The figure, with the plot exactly `plot_height` pixels high between its margins."""
        shared = {
            "template": "none",
            "height": round(plot_height + top + bottom),
            "margin": {"l": round(left), "r": round(right), "t": top, "b": bottom, "pad": 0, "autoexpand": False},
            "separators": ",.",
            "paper_bgcolor": TRANSPARENT,
            "plot_bgcolor": TRANSPARENT,
            "font": {"size": FONT_SIZE},
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {"align": "left"},
        }
        drawn = {"annotations": self._notes, "shapes": self._shapes, "xaxis": self._x, "yaxis": self._y}
        return go.Figure(self._traces, shared | drawn | self._layout)
