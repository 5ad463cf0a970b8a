"""The one edge where errors are shown: ours in their own words, a bug as a number that finds it in the log."""

from collections.abc import Callable

import streamlit as st

from data import logbook
from procedure.errors import PamError


def run(page: Callable[[], None]) -> None:
    """Runs a page; what it refuses is told where the page stopped, with the rest of the screen in its place."""
    try:
        page()
    except PamError as error:
        show(error)


def show(error: Exception) -> bool:
    """Tells the person what happened; True, so that Streamlit adds nothing of its own (handler of `st.App`)."""
    if isinstance(error, PamError):
        st.error(error.message, icon=":material/error:")
        return True
    st.error(logbook.failure(error), icon=":material/bug_report:")
    return True
