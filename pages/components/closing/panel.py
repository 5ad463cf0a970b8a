"""What blocks the closing, with the way to mend it; closing, or reopening, for whoever may."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import streamlit as st

from data import closing
from data.records import closures
from pages.components import escape, flash, labels, links
from pages.components.closing.reading import Found
from procedure import trimester_closing as rules
from procedure.errors import PamError
from procedure.roles import Permission, can

_KEY = "cierre-clave"
_PAGES = {
    rules.IMPROVEMENT: ("acciones-correctivas", "Ir a las acciones correctivas y preventivas"),
    rules.REPORT: ("reporte-trimestral", "Ir al reporte trimestral"),
}
_TITLES = {
    rules.CLOSING: "El orden de los cierres",
    rules.IMPROVEMENT: "Acciones correctivas y preventivas",
    rules.REPORT: "Reportes por aprobar",
}


def render(found: Found) -> None:
    when = labels.period(found.year, found.trimester)
    closed = found.closed
    if closed is not None:
        st.subheader(f"El {when} está cerrado desde el {labels.moment(closed['closed_at'])}", anchor=False)
        if can(found.actor, Permission.CLOSE_TRIMESTER):
            _reopen(found, closed)
        return
    if found.blocks:
        st.subheader(f"El {when} no se puede cerrar: {_left(found)}", anchor=False)
        _blocking(found)
        return
    st.subheader(f"El {when} se puede cerrar: cada meta que no se cumple tiene su acción", anchor=False)
    if can(found.actor, Permission.CLOSE_TRIMESTER):
        _close(found)
    else:
        st.caption("Lo cierra el Líder de Calidad.")


def _left(found: Found) -> str:
    return labels.count(len(found.blocks), "punto por resolver", "puntos por resolver")


def _blocking(found: Found) -> None:
    """By where it is mended, with its link; the order is that in which it is asked."""
    for about in dict.fromkeys(one.about for one in found.blocks):
        own = [one for one in found.blocks if one.about == about]
        st.markdown(f"**{_TITLES[about]}**")
        st.markdown("\n".join(f"- {escape.markdown(one.text)}" for one in own))
        if about in _PAGES:
            links.to(found.actor, *_PAGES[about])


def _close(found: Found) -> None:
    st.text(
        "Los reportes aprobados se bloquean. Lo que no se reportó queda sin reporte y cuenta 0. "
        "Si después hay que corregir algo, el trimestre se reabre con su motivo."
    )
    if st.button(f"Cerrar el T{found.trimester}", type="primary", icon=":material/lock:"):
        key = str(st.session_state.setdefault(_KEY, uuid4().hex))
        given = (found.stores.database, found.stores.warehouse, found.actor, found.plan_id, found.trimester)
        _run(f"El T{found.trimester} quedó cerrado y sus cifras, publicadas.", closing.close, *given, found.today, key)


def _reopen(found: Found, closed: dict[str, Any]) -> None:
    with st.form("reabrir-trimestre", border=False):
        reason = st.text_input("Motivo por el que se reabre", key="reabrir-motivo", max_chars=300)
        sent = st.form_submit_button("Reabrir el trimestre", icon=":material/lock_open:")
    if sent:
        done = "El trimestre quedó reabierto. Cada reporte que se corrija se reabre en el reporte trimestral."
        given = (found.stores.database, found.actor, closed["id"], int(closed["version"]), reason or "")
        _run(done, closures.reopen, *given)


def _run(done: str, command: Callable[..., Any], *given: Any) -> None:
    """A refusal is said in its place, and what was typed stays."""
    try:
        command(*given)
    except PamError as error:
        st.error(escape.markdown(error.message), icon=":material/error:")
        return
    for name in (_KEY, "reabrir-motivo"):
        st.session_state.pop(name, None)
    flash.keep("success", done)
    st.rerun()
