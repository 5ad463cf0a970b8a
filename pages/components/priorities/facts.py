"""The evidence attached to each opportunity, as it was that day: what it says, its slice, and where it comes from."""

from typing import Any

import pandas as pd
import streamlit as st

from data import priority_evidence
from data.records import datasets, priorities
from pages.components import cached, escape, flash, labels, tables
from pages.components.priorities import evidence
from pages.components.priorities.desk import PREFIX, Desk
from pages.components.sheets import memory as memories
from procedure.edits import Change
from procedure.errors import PamError
from reports import priority_evidence as words

_STALE = "Los datos cambiaron después"


def render(desk: Desk) -> None:
    """A table for everybody; for whoever edits, also the slice of each and the button that brings the figures again."""
    rows = desk.frames.opportunities
    with_evidence = rows[[bool(evidence.code_of(one)) for one in rows["evidence"]]]
    st.subheader("Evidencia de la caracterización", anchor=False)
    if with_evidence.empty:
        st.caption("Elija en la columna «Evidencia» el indicador que muestra el problema; aquí saldrán sus cifras.")
        return
    versions = datasets.history(desk.stores.database, desk.actor.entity_id).set_index("id")
    stale = [words.is_stale(one, versions) for one in with_evidence["evidence"]]
    st.caption(
        "Las cifras quedan guardadas como estaban el día en que se adjuntaron: valor, tendencia, brecha, distancia "
        "a la meta y parte de la matrícula que toca."
    )
    shown = pd.DataFrame(
        {
            "Oportunidad": with_evidence["text"].tolist(),
            "Evidencia": [words.sentence(one) for one in with_evidence["evidence"]],
            "Datos": [_origin(one, versions, old) for one, old in zip(with_evidence["evidence"], stale, strict=True)],
        }
    )
    tables.plain(shown, caption="Evidencia adjunta a cada oportunidad de mejora")
    if any(stale):
        count = labels.count(sum(stale), "oportunidad tiene", "oportunidades tienen")
        st.caption(f":material/update: {count} cifras de datos que ya no son los vigentes; puede adjuntarlas de nuevo.")
    if desk.may_edit:
        _attach(desk, with_evidence)


def _origin(stored: Any, versions: pd.DataFrame, old: bool) -> str:
    text = words.provenance(stored, versions) or labels.NULL
    return f"{text}. {_STALE}." if old else text


def _attach(desk: Desk, rows: pd.DataFrame) -> None:
    names = {one: text for one, text in desk.opportunities.items() if one in set(rows["id"])}
    with st.expander("Cambiar la desagregación o traer las cifras de hoy", icon=":material/query_stats:"):
        left, middle, right = st.columns([5, 3, 2], vertical_alignment="bottom")
        with left:
            chosen = str(st.selectbox("Oportunidad", list(names), format_func=names.__getitem__, key="evidencia-cual"))
        row = rows.set_index("id").loc[[chosen]].iloc[0].to_dict()
        code, stored = evidence.code_of(row["evidence"]), words.slice_of(row["evidence"])
        slices = priority_evidence.slices(cached.available(desk.stores, desk.actor), code)
        offered = slices if stored in slices else [*slices, stored]
        with middle:
            slice_code = st.selectbox(
                "Desagregación",
                offered,
                index=offered.index(stored),
                format_func=labels.slice_name,
                key=f"evidencia-{chosen}-{row['version']}",
            )
        with right:
            if st.button("Adjuntar", icon=":material/attach_file:", key="evidencia-adjuntar", width="stretch"):
                _keep(desk, chosen, int(row["version"]), code, str(slice_code))


def _keep(desk: Desk, opportunity_id: str, version: int, code: str, slice_code: str) -> None:
    try:
        found = priority_evidence.facts(desk.stores, desk.actor.entity_id, desk.year, code, slice_code)
        edit = Change(opportunity_id, version, {"evidence": found})
        outcome = priorities.apply_edits(desk.stores.database, desk.actor, desk.year, "opportunities", [edit])
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    for conflict in outcome.conflicts:
        flash.keep("warning", conflict.message)
    if outcome.saved:
        flash.keep("success", f"Evidencia adjuntada: {words.sentence(found)}")
    memories.renew(desk.memory, PREFIX)
    st.rerun()
