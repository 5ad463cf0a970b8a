"""Running a command of this page: a refusal is said in its place, and what was typed stays in the form."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import streamlit as st

from pages.components import escape, flash
from procedure.errors import PamError


def key_of(form: str) -> str:
    """The idempotency key of a form until it is sent well: two clicks make one record."""
    return str(st.session_state.setdefault(f"{form}-clave", uuid4().hex))


def run(form: str, done: str, command: Callable[..., Any], *given: Any, **named: Any) -> None:
    """Runs, says it is done in the next run, and begins the form again; a refusal leaves all as it is."""
    try:
        command(*given, **named)
    except PamError as error:
        st.error(escape.markdown(error.message), icon=":material/error:")
        return
    for name in [name for name in st.session_state if str(name).startswith(f"{form}-")]:
        del st.session_state[name]
    flash.keep("success", done)
    st.rerun()
