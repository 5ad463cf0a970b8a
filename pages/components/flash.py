"""A message that survives the rerun after a command: kept now, shown once at the top of the next run."""

from typing import Literal

import streamlit as st

from pages.components import escape
from procedure.errors import PamError

Kind = Literal["success", "info", "warning", "error"]
_KEY = "avisos_pendientes"


def keep(kind: Kind, text: str) -> None:
    """Plain text; it is escaped where it is shown."""
    st.session_state.setdefault(_KEY, []).append((kind, text))


def refuse(error: PamError) -> None:
    """Keeps the words of a refused command."""
    keep("error", error.message)


def show() -> None:
    """Writes what was kept, and forgets it."""
    for kind, text in st.session_state.pop(_KEY, []):
        {"success": st.success, "info": st.info, "warning": st.warning, "error": st.error}[kind](escape.markdown(text))
