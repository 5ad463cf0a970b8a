"""Every verification of the plan: who, when, what was found, the checklist and what was done about it."""

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import treatments, verifications
from pages.components import badges, escape, labels, tables
from pages.components.conformity import findings, treating
from pages.components.conformity.reading import Reviewed
from procedure.conformity import checklist
from procedure.conformity.decision import CONFORMING, NOT_CONFORMING, RESULTS
from procedure.conformity.rule import Finding
from procedure.roles import Actor


def render(stores: Stores, actor: Actor, reviewed: Reviewed) -> None:
    """The last one first."""
    told = verifications.history(stores.database, actor.entity_id, reviewed.plan_id)
    if told.empty:
        st.info(
            "Todavía no se ha verificado. Cada verificación queda aquí con sus hallazgos, su lista y su tratamiento.",
            icon=":material/history:",
        )
        return
    treated = treatments.listing(stores.database, actor.entity_id, reviewed.plan_id)
    last = int(told["number"].max())
    for row in told.iloc[::-1].to_dict("records"):
        own = treated[treated["verification_id"] == row["id"]]
        with st.container(border=True):
            _one(row, reviewed, is_last=row["number"] == last)
            treating.render(stores, actor, row, own, is_open=row["number"] == last and _failed(row))


def _failed(row: dict) -> bool:
    return bool(row["result"] == NOT_CONFORMING)


def _one(row: dict, reviewed: Reviewed, *, is_last: bool) -> None:
    tone = "verde" if row["result"] == CONFORMING else "rojo"
    symbol = "✔" if row["result"] == CONFORMING else "✖"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Verificación {row['number']}**", width="content")
        st.html(badges.label(f"{symbol} {RESULTS[row['result']]}", tone), width="content")
        st.caption(f"{labels.moment(row['created_at'])} · {escape.markdown(row['user'] or '')}")
    if row["note"]:
        st.text(row["note"])
    if is_last:
        same = row["plan_stamp"] == reviewed.bundle.stamp
        st.caption("El plan no ha cambiado desde entonces." if same else "El plan cambió después de esta verificación.")
    found = [Finding(**one) for one in row["findings"]]
    if found:
        tables.plain(findings.frame(found), caption="Lo que encontraron las reglas")
    with st.expander("Lista de verificación", icon=":material/checklist:"):
        tables.plain(_answers(row["checklist"]), caption="Lista de verificación")


def _answers(stored: list[dict]) -> pd.DataFrame:
    rows = [
        (one.code, checklist.TITLES.get(one.code, one.code), checklist.ANSWERS[one.answer], one.note)
        for one in checklist.answers_from_json(stored)
    ]
    return pd.DataFrame(rows, columns=["Punto", "Qué se verifica", "Respuesta", "Nota"])
