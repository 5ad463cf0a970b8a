"""A table whose cells are darker where what they measure is worse; the figure is always written. Real HTML."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from pages.components import escape, theme

_FRAME = (
    '<div role="region" tabindex="0" aria-label="{caption}" style="overflow-x:auto;margin-bottom:.6rem">'
    '<table style="border-collapse:collapse;width:100%;font-size:.85rem;font-variant-numeric:tabular-nums">'
    '<caption style="text-align:left;caption-side:top;padding-bottom:.35rem">{caption}</caption>'
    "<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
)
_LINE = "padding:.28rem .5rem;border-bottom:1px solid rgba(111,122,137,.35);vertical-align:top"


@dataclass(frozen=True)
class Cell:
    """`text` as it is read; `depth`, from 0 (palest) to 1 (darkest), is None where there is nothing to compare.

    What `is_text` goes to the left; figures, to the right.
    """

    text: str
    depth: float | None = None
    is_text: bool = False


@dataclass(frozen=True)
class Line:
    """A row: its name, its cells, and whether it is one that gathers the next."""

    name: str
    cells: Sequence[Cell]
    strong: bool = False


def render(headers: Sequence[str], lines: Sequence[Line], *, caption: str) -> None:
    """The first header is that of the names."""
    head = "".join(f'<th scope="col" style="{_LINE};text-align:{_side(n)}">{escape.html(h)}</th>'
                   for n, h in enumerate(headers))  # fmt: skip
    body = "".join(f"<tr>{_row_header(line)}{''.join(map(_cell, line.cells))}</tr>" for line in lines)
    st.html(_FRAME.format(caption=escape.html(caption), head=head, body=body))


def _side(place: int) -> str:
    return "right" if place else "left"


def _row_header(line: Line) -> str:
    weight = "font-weight:650" if line.strong else "font-weight:400;padding-left:1.1rem"
    return f'<th scope="row" style="{_LINE};text-align:left;{weight}">{escape.html(line.name)}</th>'


def _cell(cell: Cell) -> str:
    style = f"{_LINE};text-align:left" if cell.is_text else f"{_LINE};text-align:right;white-space:nowrap"
    if cell.depth is not None:
        step = min(int(cell.depth * len(theme.SEQUENTIAL)), len(theme.SEQUENTIAL) - 1)
        fill, ink = theme.SEQUENTIAL[max(step, 0)]
        style += f";background:{fill};color:{ink}"
    return f'<td style="{style}">{escape.html(cell.text)}</td>'
