"""How far a fetch is, asked twice a second without running the page again."""

from pathlib import Path

import streamlit as st

from pages.components import escape, session
from pages.components.opendata import job as jobs
from procedure.roles import Permission, can


@st.fragment(run_every=0.5)
def watch(home: str) -> None:
    """Progress, the step in words and a way out; runs the whole page once it ends."""
    session.require(Permission.FETCH_OPEN_DATA)
    fetch = jobs.current(Path(home))
    if fetch is None:
        st.rerun()
    assert fetch is not None
    st.progress(fetch.fraction, text=escape.markdown(fetch.step))
    st.button(
        "Cancelar", key="opendata_cancel", disabled=fetch.cancelled.is_set(), on_click=_cancel, args=(Path(home),)
    )


def _cancel(home: Path) -> None:
    """Callbacks run before the guard: whoever may not bring may not stop it either."""
    fetch, actor = jobs.current(home), session.actor()
    if fetch is not None and actor is not None and can(actor, Permission.FETCH_OPEN_DATA):
        fetch.cancel()
