"""The three ways of looking at the plan: the editor, when it happens, and what it costs."""

import streamlit as st

KEY = "plan-vista"
EDITOR, TIMELINE, BUDGET = "editor", "cronograma", "presupuesto"
_NAMES = {
    EDITOR: ":material/edit_note: Editor",
    TIMELINE: ":material/calendar_month: Cronograma",
    BUDGET: ":material/payments: Presupuesto",
}


def choose() -> str:
    """The view chosen; it stays while one goes to another page and comes back."""
    st.session_state.setdefault(KEY, EDITOR)
    chosen = st.segmented_control(
        "Vista",
        list(_NAMES),
        format_func=_NAMES.__getitem__,
        required=True,
        key=KEY,
        persist_state="session",
        label_visibility="collapsed",
    )
    return str(chosen or EDITOR)
