"""Reporting without connection: the workbook of one responsible that goes, and the one that comes back."""

from datetime import datetime
from typing import Any

import streamlit as st

from data.intake import report_book
from data.records import report_exchange
from pages.components import escape, flash, labels
from pages.components.exchange import export, reviews
from pages.components.intake.receiving import receive
from pages.components.reports import offline_review
from pages.components.reports.context import Context
from procedure.errors import PamError
from procedure.roles import Permission, can
from reports import report_workbook

_TURN = "reporte-excel-turno"
_EVERYBODY = ""


def render(context: Context) -> bool:
    """Whether a workbook is being reviewed; then that is all the page shows below."""
    if not context.subjects or not context.is_running:
        return False
    review = offline_review.of(context)
    if review is not None:
        offline_review.render(context, review)
        return True
    with st.expander("Reportar en Excel, sin conexión", icon=":material/table_view:"):
        left, right = st.columns(2, gap="large")
        with left:
            _download(context)
        with right:
            _upload(context)
    return False


def _download(context: Context) -> None:
    st.markdown("**1. Descargar**")
    st.text(
        "El libro trae cada indicador y acción con su último valor, lo programado y lo que se busca. Las celdas "
        "blancas son las que se llenan."
    )
    owner = _owner(context)
    key = (context.plan["id"], context.trimester, owner, reviews.position_of(context.stores, context.actor))
    export.offer("reporte-excel", key, lambda: _made(context, owner))


def _owner(context: Context) -> str:
    """Whose workbook: one's own; of any responsible, for whoever reports everybody's."""
    if not can(context.actor, Permission.REPORT_ANY):
        return _EVERYBODY
    owners = {one.responsible_id: context.person(one.responsible_id) for one in context.subjects if one.responsible_id}
    options = {_EVERYBODY: "Todas las personas responsables", **dict(sorted(owners.items(), key=lambda pair: pair[1]))}
    return st.selectbox("Libro de", list(options), format_func=options.__getitem__, key="reporte-excel-de") or ""


def _made(context: Context, owner: str) -> tuple[bytes, str]:
    with st.spinner("Preparando el libro…", show_time=True):
        actor = context.actor
        here = report_exchange.read(context.stores.database, actor, context.plan["id"], context.trimester, owner)
        whole = "Todas las personas responsables" if can(actor, Permission.REPORT_ANY) else actor.name
        who = context.person(owner) if owner else whole
        return report_workbook.build(here, who, datetime.now(labels.BOGOTA)), report_workbook.file_name(here)


def _upload(context: Context) -> None:
    st.markdown("**2. Subir lo que llenó**")
    file = st.file_uploader(
        "El libro que descargó de aquí (XLSX)",
        key=f"reporte_excel_archivo_{st.session_state.get(_TURN, 0)}",
        help="Nada cambia al subirlo: primero verá, celda por celda, qué cambiaría. Entra como borrador.",
    )
    if file is not None:
        _take(context, file)


def _take(context: Context, file: Any) -> None:
    """What is refused says why, and what was saved stays."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    try:
        with st.spinner(f"Leyendo {escape.markdown(file.name)} y comparándolo con lo guardado…", show_time=True):
            received = receive(file, file.name, context.stores.settings.uploads)
            try:
                found = report_book.read(received.path, file.name)
            finally:
                received.path.unlink(missing_ok=True)
            offline_review.begin(context, found.book, found.trimester, file.name)
    except PamError as error:
        flash.refuse(error)
    st.rerun()
