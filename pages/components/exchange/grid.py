"""The changes of one sheet with their ticks. What the browser says is written down in the review at once, even if the
session has just expired."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from pages.components.exchange import words
from pages.components.exchange.reviews import Review
from procedure.exchange.changes import CellChange, Status

_ACCEPT = "Aceptar"
_TALLEST = 520


def show(review: Review, sheet: str, changes: Sequence[CellChange], status: str) -> None:
    """Title and grid; only the ticks are editable. Its input stays the same while it is on the screen."""
    key = f"plan-excel-{review.id}-{review.stamp}-{sheet}-{status}"
    if key not in review.bases or key not in st.session_state:
        review.bases[key] = words.lines(changes, review.comparison.changes, review.chosen)
    base = review.bases[key]
    st.markdown(f"**{sheet}** ({len(changes)})")
    clashes = any(one.status is Status.CONFLICT for one in changes)
    shown = base if clashes else base.drop(columns="En la aplicación ahora")
    st.data_editor(
        shown,
        key=key,
        hide_index=True,
        disabled=[name for name in shown.columns if name != _ACCEPT],
        column_config={
            _ACCEPT: st.column_config.CheckboxColumn(width=75),
            "Celda": st.column_config.TextColumn(width=75),
            "Elemento": st.column_config.TextColumn(width=240),
            "Antes": st.column_config.TextColumn(width=220),
            "En el libro": st.column_config.TextColumn(width=220),
        },
        height="content" if 36 + 35 * len(shown) <= _TALLEST else _TALLEST,
        alt=f"Cambios de la hoja {sheet}, con su casilla para aceptar cada uno",
        on_change=_told,
        args=(review, key, tuple(one.unit for one in changes), tuple(base[_ACCEPT])),
    )


def tick(review: Review, state: Mapping[str, Any], units: Sequence[str], drawn: Sequence[bool]) -> None:
    """What is ticked, as the browser tells it over what was drawn: a tick put back is no longer among its edits."""
    edited = {int(place): cells[_ACCEPT] for place, cells in state["edited_rows"].items() if _ACCEPT in cells}
    for place, unit in enumerate(units):
        if edited.get(place, drawn[place]):
            review.chosen.add(unit)
        else:
            review.chosen.discard(unit)


def _told(review: Review, key: str, units: Sequence[str], drawn: Sequence[bool]) -> None:
    tick(review, st.session_state[key], units, drawn)
