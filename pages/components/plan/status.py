"""What was saved and when, and the button that takes it back; the bin; why the plan cannot be edited."""

import streamlit as st

from data.records import plan_elements, plan_undo
from pages.components import escape, flash, labels
from pages.components.plan.desk import PREFIX, Desk
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import short
from procedure.elements import ELEMENTS
from procedure.errors import PamError
from procedure.roles import Permission, can
from procedure.vocabulary import PLAN_STATES

_MOST = 60


def render(desk: Desk) -> None:
    """One line over the editor."""
    if not desk.is_draft:
        state = PLAN_STATES[desk.frames.plan["state"]]
        st.info(
            f"Solo lectura: el plan está en «{state}» y solo se edita en borrador. Abajo, en «Estado», están los pasos "
            "que siguen y a quién le tocan.",
            icon=":material/lock:",
        )
    elif not can(desk.actor, Permission.EDIT_PLAN):
        _partial(desk)
    if desk.is_draft and can(desk.actor, Permission.EDIT_RESOURCES):
        _saved(desk)


def bin_of(desk: Desk) -> None:
    """What was retired, with a button that brings it back."""
    if not desk.may_add("components"):
        return
    rows = plan_elements.voided(desk.stores.database, desk.actor.entity_id, desk.plan_id)
    with st.expander(f"Papelera ({len(rows)})", icon=":material/delete:"):
        if rows.empty:
            st.caption("Lo que retire queda aquí y puede volver a su sitio, con lo que contenía.")
            return
        keys = [f"{row.table}/{row.id}" for row in rows.head(_MOST).itertuples()]
        names = {
            key: f"{ELEMENTS[row.table].noun.capitalize()}: {row.label} · retirado el {labels.moment(row.voided_at)}"
            for key, row in zip(keys, rows.head(_MOST).itertuples(), strict=True)
        }
        chosen = st.selectbox("Retirado", keys, format_func=names.__getitem__)
        if chosen and st.button("Devolver a su sitio", icon=":material/restore_from_trash:"):
            _restore(desk, *chosen.split("/"))


def _partial(desk: Desk) -> None:
    if can(desk.actor, Permission.EDIT_RESOURCES):
        st.info(
            "Como coautor puede editar la alineación de los objetivos, la programación por trimestre, las fechas y los "
            "recursos de las acciones. Lo demás es de lectura.",
            icon=":material/group:",
        )
    else:
        st.info("Solo lectura: su rol consulta el plan. Lo editan el analista y el líder.", icon=":material/lock:")


def _saved(desk: Desk) -> None:
    memory = desk.memory
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        if memory.saved_at:
            st.caption(f":material/cloud_done: Guardado {memory.saved_at:%H:%M}")
        else:
            st.caption(":material/cloud_done: Cada celda se guarda al salir de ella")
        if plan_undo.undoable(desk.stores.database, desk.actor, desk.plan_id):
            text = f"Deshacer: {short(memory.last)}" if memory.last else "Deshacer mi último cambio"
            if st.button(escape.markdown(text), icon=":material/undo:", key="plan-deshacer", shortcut="Alt+Z"):
                _undo(desk)


def _undo(desk: Desk) -> None:
    try:
        flash.keep("success", plan_undo.undo(desk.stores.database, desk.actor, desk.plan_id))
    except PamError as error:
        flash.refuse(error)
    else:
        desk.memory.last = ""
        memories.renew(desk.memory, PREFIX)
    st.rerun()


def _restore(desk: Desk, table: str, row_id: str) -> None:
    try:
        count = plan_elements.restore(desk.stores.database, desk.actor, desk.plan_id, table, row_id)
    except PamError as error:
        flash.refuse(error)
    else:
        flash.keep("success", f"Volvió a su sitio: {labels.count(count, 'fila', 'filas')}.")
        desk.memory.last = "devolver de la papelera"
        memories.renew(desk.memory, PREFIX)
    st.rerun()
