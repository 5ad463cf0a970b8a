"""The one edge where errors are shown: ours in their own words, a bug as a number that finds it in the log."""

import logging
import secrets
from collections.abc import Callable

import streamlit as st

from procedure.errors import PamError

LOGGER = logging.getLogger("pam")
BUG = (
    "Algo falló en el programa y quedó registrado con el número {number}. Lo guardado antes se conserva. "
    "Repita la acción; si vuelve a fallar, dé ese número a quien mantiene la aplicación."
)


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
    number = secrets.token_hex(3).upper()
    LOGGER.error("error %s", number, exc_info=error)
    st.error(BUG.format(number=number), icon=":material/bug_report:")
    return True
