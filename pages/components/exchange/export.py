"""The workbook that goes: made when asked, offered until something of the entity changes."""

from collections.abc import Callable, Hashable
from datetime import datetime

import streamlit as st

from data.opening import Stores
from data.records import plan_exchange
from pages.components import labels
from pages.components.exchange import reviews
from procedure.elements import PLAN_TABLES, editable_fields
from procedure.roles import Actor
from reports import plan_workbook

_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(stores: Stores, actor: Actor, plan_id: str) -> None:
    """The button that makes it gives its place to the file."""
    st.subheader("1. Descargar", anchor=False)
    st.text(_what(actor))
    offer("plan-excel", (plan_id, reviews.position_of(stores, actor)), lambda: _made(stores, actor, plan_id))


def offer(name: str, key: Hashable, made: Callable[[], tuple[bytes, str]]) -> None:
    """A button that makes a workbook (its bytes and its name) and gives its place to the file while `key` is the same.

    `name` begins the keys of both buttons.
    """
    kept = st.session_state.get(f"{name}-libro")
    slot = st.empty()
    if kept is None or kept[0] != key:
        if not slot.button("Preparar el libro de Excel", icon=":material/table_view:", key=f"{name}-preparar"):
            return
        kept = st.session_state[f"{name}-libro"] = (key, *made())
    slot.download_button(
        f"Descargar el libro ({labels.integer(max(1, len(kept[1]) // 1024))} KB)",
        kept[1],
        file_name=kept[2],
        mime=_MIME,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key=f"{name}-descargar",
    )


def _what(actor: Actor) -> str:
    if not any(editable_fields(table, actor) for table in PLAN_TABLES):
        return "El libro trae el plan completo para consultarlo; su rol no lo edita."
    return (
        "Una hoja por cada clase de elemento, con listas desplegables e instrucciones. Las celdas blancas son las que "
        "su rol puede cambiar."
    )


def _made(stores: Stores, actor: Actor, plan_id: str) -> tuple[bytes, str]:
    with st.spinner("Preparando el libro…", show_time=True):
        here = plan_exchange.read(stores.database, actor.entity_id, plan_id)
        return plan_workbook.build(here, actor, datetime.now(labels.BOGOTA)), plan_workbook.file_name(here)
