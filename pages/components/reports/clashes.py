"""Two people on one report, or a report locked while it was being written: both versions, and the reader decides."""

from typing import Any

import pandas as pd
import streamlit as st

from pages.components import escape, labels, tables
from pages.components.reports import drafts, saving, typed
from pages.components.reports.context import Context
from pages.components.reports.subjects import Subject
from procedure.vocabulary import REPORT_STATES

_NAMES = {
    typed.PHYSICAL: "Avance físico (%)",
    typed.COMMITTED: "Compromisos (pesos)",
    typed.OBLIGATED: "Obligaciones (pesos)",
    typed.NARRATIVE: "Narrativa",
}


def render(context: Context, subject: Subject, key: str) -> bool:
    """Whether there is a clash on the screen, so that nothing else is offered until it is settled."""
    draft = drafts.get(key)
    if draft is None:
        return False
    if draft.conflict is not None:
        st.warning("Otra persona guardó este reporte mientras usted lo escribía. Compare y elija: nada se ha perdido.")
        show_both(draft.typed, _texts(subject, draft.conflict))
        arguments = (context.plan["id"], context.trimester, subject)
        with st.container(horizontal=True):
            st.button("Guardar la mía", type="primary", on_click=saving.keep_mine, args=(context.stores, *arguments))
            st.button("Quedarme con la guardada", on_click=saving.keep_stored, args=arguments)
        return True
    if not (subject.is_open and context.is_running) and drafts.unsaved(key, subject):
        _locked(context, subject, key, draft)
    return False


def _locked(context: Context, subject: Subject, key: str, draft: drafts.Draft) -> None:
    st.warning(escape.markdown(_why_locked(context, subject)))
    show_both(draft.typed, typed.stored_texts(subject))
    arguments = (context.plan["id"], context.trimester, subject)
    st.button("Descartar lo mío", on_click=saving.keep_stored, args=arguments, key=f"descartar_{key}")


def _why_locked(context: Context, subject: Subject) -> str:
    kept = "mientras usted escribía: lo suyo no se guardó; se conserva aquí."
    if not context.is_running:
        return f"El plan dejó de estar en ejecución {kept} Cópielo antes de descartarlo."
    mend = "Para guardarlo, pida al Líder de Calidad que lo devuelva o lo reabra."
    return f"El reporte quedó «{REPORT_STATES[subject.state]}» {kept} {mend}"


def show_both(mine: dict[str, str], stored: dict[str, str]) -> None:
    tables.plain(both(mine, stored), caption="Las dos versiones del reporte")


def both(mine: dict[str, str], stored: dict[str, str]) -> pd.DataFrame:
    """Only what was typed: Dato, La mía, La guardada."""
    return pd.DataFrame(
        [
            {
                "Dato": _NAMES.get(name) or labels.slice_name(name),
                "La mía": text or labels.NULL,
                "La guardada ahora": stored.get(name) or labels.NULL,
            }
            for name, text in mine.items()
        ]
    )


def _texts(subject: Subject, row: dict[str, Any]) -> dict[str, str]:
    """The boxes as the other person left them."""
    if subject.is_action:
        money = {name: labels.integer(row[name]) for name in typed.MONEY}
        return {typed.PHYSICAL: typed.text_of(row["physical"]), **money, typed.NARRATIVE: row["narrative"]}
    return {name: typed.text_of(value) for name, value in row["values"].items()} | {typed.NARRATIVE: row["narrative"]}
