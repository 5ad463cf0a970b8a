"""The order in which opportunities and factors are read, changed with two buttons."""

import streamlit as st

from data.records import priorities
from pages.components import flash
from pages.components.priorities.desk import PREFIX, Desk
from pages.components.sheets import memory as memories
from procedure.elements import ELEMENTS
from procedure.errors import PamError


def render(desk: Desk) -> None:
    with st.expander("Cambiar el orden", icon=":material/swap_vert:"):
        for table, names in (("opportunities", desk.opportunities), ("factors", desk.factors)):
            if len(names) > 1:
                _one(desk, table, names)


def _one(desk: Desk, table: str, names: dict[str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = f"Mover {ELEMENTS[table].singular}"
        chosen = str(st.selectbox(label, list(names), format_func=names.__getitem__, key=f"orden-{table}"))
        place, last = list(names).index(chosen), len(names) - 1
        if st.button("Subir", key=f"orden-{table}-sube", icon=":material/arrow_upward:", disabled=place == 0):
            _move(desk, table, list(names), place, place - 1)
        if st.button("Bajar", key=f"orden-{table}-baja", icon=":material/arrow_downward:", disabled=place == last):
            _move(desk, table, list(names), place, place + 1)


def _move(desk: Desk, table: str, ids: list[str], place: int, to: int) -> None:
    ids.insert(to, ids.pop(place))
    try:
        priorities.reorder(desk.stores.database, desk.actor, desk.year, table, ids)
    except PamError as error:
        flash.refuse(error)
    memories.renew(desk.memory, PREFIX)
    st.rerun()
