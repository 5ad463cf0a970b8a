"""A message that survives the rerun after a command: kept now, shown once where it belongs in the next run."""

from typing import Literal

import streamlit as st

from pages.components import escape
from procedure.errors import PamError

Kind = Literal["success", "info", "warning", "error"]
_KEY = "avisos_pendientes"


def keep(kind: Kind, text: str, *, place: str = "") -> None:
    """Plain text; it is escaped where it is shown. `place` names where: the head of the page unless told."""
    st.session_state.setdefault(_KEY, []).append((kind, text, place))


def refuse(error: PamError, *, place: str = "") -> None:
    """Keeps the words of a refused command."""
    keep("error", error.message, place=place)


def show(place: str = "") -> None:
    """Writes what was kept for the place, and forgets it.

    It has one slot, full or empty: if what stands below moved when a message goes, the browser would close its panels.
    """
    kept = st.session_state.get(_KEY, [])
    st.session_state[_KEY] = [message for message in kept if message[2] != place]
    slot, own = st.empty(), [message for message in kept if message[2] == place]
    if not own:
        return
    with slot.container():
        for kind, text, _ in own:
            {"success": st.success, "info": st.info, "warning": st.warning, "error": st.error}[kind](
                escape.markdown(text)
            )
