"""The ways of looking at the sheets: to edit in place, as a document, or as books."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.components.indicator_sheets import books, chooser, document, editing, head, log, reading
from pages.components.plan.desk import Desk

_EDIT, _READ, _BOOKS = "Editar", "Ver como documento", "Libros por proceso"


def choose(desk: Desk) -> str:
    """What to do here; whoever may not edit reads."""
    ways = [_EDIT, _READ, _BOOKS] if desk.may_edit("indicator_slices") else [_READ, _BOOKS]
    chosen = st.segmented_control(
        "Vista", ways, default=ways[0], required=True, key=f"hojas-vista-{len(ways)}", label_visibility="collapsed"
    )
    return str(chosen or ways[0])


def render(desk: Desk, view: str, places: Sequence[DeltaGenerator]) -> None:
    """`places`: where the filters of the indicator go."""
    if view == _BOOKS:
        books.render(desk)
        return
    chosen = chooser.indicator(desk, places)
    if chosen is None:
        return
    one = reading.read(desk, chosen)
    head.render(one)
    if view == _EDIT:
        editing.render(one)
    else:
        document.render(one)
    log.render(one)
    head.to_plan(one)
