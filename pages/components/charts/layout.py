"""The measures all charts share: margins from the labels, wrapped names, rows of fixed height.

The width is the reader's (360 to 1,300 px) and unknown here, so nothing is placed by width: labels are wrapped,
heights come from the number of rows, and offsets are in pixels.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

from pages.components import escape

FONT_SIZE = 13
SMALL = 12
LINE = 17
_NARROW, _WIDE = set("iíjlI.,:;|'!()[] "), set("mwMWÁÑQG@%—ÓÚ")


def text_width(text: str, size: int = FONT_SIZE) -> float:
    """Pixels a line takes at most in the fonts of the application, measured on the wide side."""
    ems = sum(0.34 if c in _NARROW else 0.88 if c in _WIDE else 0.7 if c.isupper() else 0.57 for c in text)
    return ems * size


def wrap(text: object, width: int) -> list[str]:
    """The text in lines of at most `width` characters; a word of up to 20 is kept whole, a longer one is cut."""
    line = escape.one_line(text)
    longest = max((len(word) for word in line.split(" ")), default=0)
    return textwrap.wrap(line, max(width, min(longest, 20))) or [""]


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
    """Rows of bars on a vertical axis measured in pixels, each with its own room above and below the bar."""

    above: tuple[float, ...]
    below: tuple[float, ...]
    bar: int
    gap: int = 12

    @classmethod
    def under_names(cls, names: Sequence[Sequence[str]], bar: int, *, below: int = 0, gap: int = 12) -> "Rows":
        """Each name is written over its bar, in as many lines as it takes."""
        return cls(tuple(LINE * len(lines) + 4 for lines in names), (below,) * len(names), bar, gap)

    @classmethod
    def beside_names(cls, names: Sequence[Sequence[str]], bar: int, *, gap: int = 8) -> "Rows":
        """Each name is written at the left of its bar."""
        room = tuple(max(0, LINE * len(lines) - bar) / 2 for lines in names)
        return cls(room, room, bar, gap)

    @property
    def centres(self) -> list[float]:
        """The middle of each bar, in pixels from the top."""
        edges = accumulate(zip(self.above, self.below, strict=True), lambda y, row: y + self._size(row), initial=0.0)
        return [y + self.gap / 2 + above + self.bar / 2 for y, above in zip(edges, self.above, strict=False)]

    @property
    def height(self) -> float:
        return sum(self._size(row) for row in zip(self.above, self.below, strict=True)) or 1.0

    def _size(self, row: tuple[float, float]) -> float:
        return sum(row) + self.bar + self.gap


def widest(written: Sequence[str], size: int = SMALL) -> float:
    """The pixels of the widest of some labels that may hold <br>."""
    return max((text_width(line, size) for text in written for line in text.split("<br>")), default=0)


def left_margin(names: Sequence[Sequence[str]]) -> float:
    """The pixels the widest line of the names needs, with its gap to the plot."""
    return widest([line for lines in names for line in lines], FONT_SIZE) + 10
