"""What the team says of the result: how each full tie is decided, and the note of the discussion of each factor."""

import pandas as pd
import streamlit as st

from data.records import priorities
from pages.components import escape, flash, labels, tables
from pages.components.priorities.desk import Desk
from pages.components.sheets import grid, remarks
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import Column
from procedure.edits import Change
from procedure.elements import ELEMENTS
from procedure.errors import PamError
from procedure.fields import Field

_WIDE = 2
"""Points between the lowest and the highest score from which there is something to talk about."""


def render(desk: Desk, ranked: pd.DataFrame) -> None:
    if ranked.empty:
        return
    _ties(desk, ranked[ranked["tied"]])
    _discussion(desk, ranked)


def _ties(desk: Desk, tied: pd.DataFrame) -> None:
    """A full tie is decided by people, in writing."""
    if tied.empty:
        return
    st.subheader("Empates por decidir", anchor=False)
    st.caption("Tienen el mismo puntaje en los tres criterios. Escriba cuál va primero y por qué.")
    notes = desk.frames.factors.set_index("id")
    for row in tied.to_dict("records"):
        _tie(desk, row["factor"], int(row["rank"]), notes.loc[row["factor"]])


def _tie(desk: Desk, factor_id: str, rank: int, factor: "pd.Series[str]") -> None:
    label = escape.markdown(f"Puesto {rank}: {factor['text']}")
    stored = "" if pd.isna(factor["tie_note"]) else str(factor["tie_note"])
    typed = st.text_input(label, stored, key=f"empate-{factor_id}-{factor['version']}", disabled=not desk.may_edit)
    if typed != stored:
        _keep_note(desk, factor_id, int(factor["version"]), typed)


def _keep_note(desk: Desk, factor_id: str, version: int, note: str) -> None:
    try:
        edit = Change(factor_id, version, {"tie_note": note})
        outcome = priorities.apply_edits(desk.stores.database, desk.actor, desk.year, "factors", [edit])
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    for conflict in outcome.conflicts:
        flash.keep("warning", f"{conflict.message} Usted escribió: «{note}».")
    if outcome.saved:
        flash.keep("success", "Nota del desempate guardada.")
        memories.renew(desk.memory, desk.sheet_name(""))
    st.rerun()


def _discussion(desk: Desk, ranked: pd.DataFrame) -> None:
    """One note per factor, in the order of the result, beside how far apart the scores were."""
    wide = int((ranked["spread"] >= _WIDE).sum())
    title = f"Notas de la discusión ({labels.count(wide, 'factor', 'factores')} con {_WIDE} puntos o más de diferencia)"
    with st.expander(title, icon=":material/forum:"):
        rows = _rows(desk, ranked)
        if not desk.may_edit:
            shown = rows[["text", "spread", "discussion"]].set_axis(["Factor", "Dispersión", "Nota"], axis=1)
            tables.plain(shown, caption="Qué se discutió de cada factor", digits=0)
            return
        st.caption("Qué explica las diferencias y en qué quedó el equipo. Va al reporte de priorización.")
        element = ELEMENTS["factors"]
        shape = (
            Column(Field("text", "Factor"), width=320, editable=False),
            Column(Field("spread", "Dispersión", help="Puntos entre la menor y la mayor."), width=90, editable=False),
            Column(element.field("discussion"), width=480),
        )
        sheet = memories.open_sheet(desk.memory, desk.sheet_name("discusion"), str(desk.year), "factors", shape, rows)
        grid.show(desk.memory, sheet, alt="Notas de la discusión de cada factor", dynamic=False)
        remarks.show(desk.memory, sheet)
        remarks.changed_elsewhere(desk.memory, sheet, rows)


def _rows(desk: Desk, ranked: pd.DataFrame) -> pd.DataFrame:
    """id, version, text, spread (as text) and discussion of each ranked factor."""
    stored = desk.frames.factors.set_index("id").loc[ranked["factor"]].reset_index()
    found = stored[["id", "version", "text", "discussion"]].fillna({"discussion": ""})
    return found.assign(spread=[str(int(one)) for one in ranked["spread"]])
