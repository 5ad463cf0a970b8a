"""The DOFA: four lists written and pasted as in a spreadsheet."""

import streamlit as st

from pages.components import labels
from pages.components.profile.desk import Desk, column
from pages.components.sheets import grid, remarks
from procedure.vocabulary import SWOT

_HINTS = {
    "debilidad": "Internas: lo que a la Secretaría le falta o hace mal.",
    "oportunidad": "Externas: lo que el contexto ofrece y se puede aprovechar.",
    "fortaleza": "Internas: aquello en que la Secretaría puede apoyarse.",
    "amenaza": "Externas: lo que puede dañar lo que se haga.",
}


def render(desk: Desk) -> None:
    """One list under another, wide enough to be read."""
    for kind in SWOT:
        _list(desk, kind)


def _list(desk: Desk, kind: str) -> None:
    rows = desk.written.swot[desk.written.swot["kind"] == kind].reset_index(drop=True)
    st.subheader(f"{SWOT[kind]} ({len(rows)})", anchor=False)
    st.caption(_HINTS[kind])
    if not desk.may_edit:
        for text in rows["text"]:
            st.text(f"• {text}")
        if rows.empty:
            st.text(labels.NULL)
        return
    shape = (column("profile_swot", "text"),)
    sheet = desk.sheet(f"dofa-{kind}", "profile_swot", shape, rows, {"kind": kind})
    grid.show(desk.memory, sheet, alt=SWOT[kind], dynamic=True)
    remarks.show(desk.memory, sheet)
    remarks.changed_elsewhere(desk.memory, sheet, rows)
