"""The normograma: the norms in force, those of the manual and those that the entity adds, and their order."""

import pandas as pd
import streamlit as st

from data.records import profile
from pages.components import flash, tables
from pages.components.profile.desk import PREFIX, Desk, column
from pages.components.sheets import grid, remarks
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import unlike
from procedure.errors import PamError
from procedure.vocabulary import NORM_KINDS

_SHAPE = (
    column("profile_norms", "kind", width=115),
    column("profile_norms", "name", width=290),
    column("profile_norms", "applies", width=75),
    column("profile_norms", "subject", width=225),
    column("profile_norms", "not_applicable_reason", width=165),
)


def render(desk: Desk) -> None:
    """The grid, or the table of those who only read."""
    rows = desk.written.norms
    if not desk.may_edit:
        tables.plain(as_read(rows), caption=f"Normas sobre la calidad de la educación, perfil de {desk.year}")
        return
    st.caption(
        "Vienen las normas del manual del procedimiento. Agregue las suyas en la fila vacía del final; la que no se "
        "aplique, desmárquela y escriba por qué."
    )
    sheet = desk.sheet("normas", "profile_norms", _SHAPE, rows)
    grid.show(desk.memory, sheet, alt="Normograma", dynamic=True)
    remarks.show(desk.memory, sheet)
    remarks.changed_elsewhere(desk.memory, sheet, rows)
    if len(rows) > 1:
        _order(desk, rows)


def as_read(rows: pd.DataFrame) -> pd.DataFrame:
    """Tipo, Norma, De qué trata, ¿Aplica?"""
    return pd.DataFrame(
        {
            "Tipo": [NORM_KINDS[kind] for kind in rows["kind"]],
            "Norma": rows["name"],
            "De qué trata": rows["subject"],
            "¿Aplica?": [
                "Sí" if applies else f"No: {reason}"
                for applies, reason in zip(rows["applies"], rows["not_applicable_reason"], strict=True)
            ],
        }
    )


def _order(desk: Desk, rows: pd.DataFrame) -> None:
    with st.expander("Cambiar el orden", icon=":material/swap_vert:"):
        names = unlike(dict(zip(rows["id"], rows["name"], strict=True)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            chosen = str(st.selectbox("Mover la norma", list(names), format_func=names.__getitem__, key="norma-orden"))
            place, last = list(names).index(chosen), len(names) - 1
            if st.button("Subir", key="norma-sube", icon=":material/arrow_upward:", disabled=place == 0):
                _move(desk, list(names), place, place - 1)
            if st.button("Bajar", key="norma-baja", icon=":material/arrow_downward:", disabled=place == last):
                _move(desk, list(names), place, place + 1)


def _move(desk: Desk, ids: list[str], place: int, to: int) -> None:
    ids.insert(to, ids.pop(place))
    try:
        profile.reorder(desk.stores.database, desk.actor, desk.year, "profile_norms", ids)
    except PamError as error:
        flash.refuse(error)
    memories.renew(desk.memory, PREFIX)
    st.rerun()
