"""What somebody typed of a report that is no longer theirs, or whose element left the plan: it stays to be copied."""

import streamlit as st

from pages.components import escape
from pages.components.reports import clashes, drafts
from pages.components.reports.context import Context
from procedure.reporting import ACTION


def render(context: Context) -> None:
    """A warning with the text for each; nothing when everything typed has its report on the page."""
    plan_id, trimester = context.plan["id"], context.trimester
    mine = {drafts.key_of(plan_id, trimester, one) for one in context.subjects}
    for key, draft in drafts.of_trimester(plan_id, trimester).items():
        if key in mine or not draft.typed:
            continue
        _, _, kind, subject_id = key.split(":")
        st.warning(escape.markdown(_why(context, kind, subject_id)))
        clashes.show_both(draft.typed, {})
        st.button("Descartar lo mío", on_click=drafts.forget, args=(key,), key=f"descartar_{key}")


def _why(context: Context, kind: str, subject_id: str) -> str:
    frame, column = (context.frames.actions, "text") if kind == ACTION else (context.frames.indicators, "name")
    found = frame[frame["id"] == subject_id]
    kept = "Lo que escribió no se guardó y se conserva aquí: cópielo"
    if found.empty:
        return f"Un elemento que usted reportaba ya no está en el plan. {kept} antes de descartarlo."
    return f"«{found.iloc[0][column]}» ya no está a su cargo. {kept} y entréguelo a su responsable."
