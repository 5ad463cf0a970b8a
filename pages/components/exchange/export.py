"""The workbook that goes: made when asked, offered until something of the entity changes."""

from datetime import datetime

import streamlit as st

from data.opening import Stores
from data.records import plan_exchange
from pages.components import labels
from pages.components.exchange import reviews
from procedure.elements import PLAN_TABLES, editable_fields
from procedure.roles import Actor
from reports import plan_workbook

_KEPT = "plan-excel-libro"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(stores: Stores, actor: Actor, plan_id: str) -> None:
    """The button that makes it gives its place to the file."""
    st.subheader("1. Descargar", anchor=False)
    st.text(_what(actor))
    key = (plan_id, reviews.position_of(stores, actor))
    kept = st.session_state.get(_KEPT)
    slot = st.empty()
    if kept is None or kept[0] != key:
        if not slot.button("Preparar el libro de Excel", icon=":material/table_view:", key="plan-excel-preparar"):
            return
        kept = st.session_state[_KEPT] = (key, *_made(stores, actor, plan_id))
    slot.download_button(
        f"Descargar el libro ({labels.integer(max(1, len(kept[1]) // 1024))} KB)",
        kept[1],
        file_name=kept[2],
        mime=_MIME,
        icon=":material/download:",
        type="primary",
        on_click="ignore",
        key="plan-excel-descargar",
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
