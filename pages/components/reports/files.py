"""The evidence of a report: what is attached, with its download, and what to attach."""

from datetime import datetime

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data.opening import Stores
from data.records import evidence
from pages.components import escape, flash, labels, session
from pages.components.reports import saving
from pages.components.reports.context import Context
from pages.components.reports.subjects import Subject
from procedure.errors import PamError
from procedure.roles import Actor

_ROUND = "reporte_evidencia_ronda"
_MB = 1024 * 1024


def render(context: Context, subject: Subject, *, enabled: bool) -> None:
    """The attached files; below, when the report is open, where to drop new ones."""
    st.subheader("Evidencia", anchor=False)
    _attached(context, subject, enabled=enabled)
    if not enabled:
        return
    widget = f"reporte_evidencia_{subject.id}_{context.trimester}_{st.session_state.get(_ROUND, 0)}"
    uploaded = st.file_uploader(
        f"Agregar archivos (hasta {evidence.MAX_BYTES // _MB} MB cada uno)",
        type=sorted(evidence.ALLOWED_TYPES),
        accept_multiple_files=True,
        max_upload_size=evidence.MAX_BYTES // _MB,
        key=widget,
    )
    if uploaded:
        st.button(
            f"Adjuntar {labels.count(len(uploaded), 'archivo', 'archivos')}",
            icon=":material/attach_file:",
            on_click=_attach,
            args=(context.stores, context.plan["id"], context.trimester, subject, widget),
        )


def _attached(context: Context, subject: Subject, *, enabled: bool) -> None:
    if not subject.report_id or not subject.evidence:
        st.text("Sin archivos todavía: actas, listados, fotos o certificaciones que respalden lo reportado.")
        return
    files = evidence.listing(context.stores.database, context.actor.entity_id, subject.report_id)
    for row in files.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center"):
            size = labels.integer(max(1, row["size"] // 1024))
            who = context.people.get(row["created_by"], "otra cuenta")
            when: datetime = row["created_at"].to_pydatetime()
            address, name = f"/evidencias/{row['id']}", escape.markdown(row["file_name"])
            st.link_button(name, address, icon=":material/download:", type="tertiary")
            st.caption(escape.markdown(f"{size} KB · {labels.moment(when)} · {who}"), width="content")
            if enabled:
                _withdrawal(context.stores, row)


def _withdrawal(stores: Stores, row: dict) -> None:
    with st.popover("Retirar", icon=":material/delete:", type="tertiary"):
        widget = f"reporte_retiro_{row['id']}"
        st.text_input("Por qué se retira", key=widget, max_chars=300)
        st.button("Retirar la evidencia", key=f"{widget}_boton", on_click=_withdraw, args=(stores, row, widget))


def _withdraw(stores: Stores, row: dict, widget: str) -> None:
    actor = session.actor()
    if actor is None:
        return
    try:
        evidence.void(stores.database, actor, row["id"], int(row["version"]), st.session_state.get(widget, ""))
    except PamError as error:
        flash.refuse(error)
        return
    flash.keep("success", f"Se retiró «{row['file_name']}». El archivo se conserva en el historial.")


def _attach(stores: Stores, plan_id: str, trimester: int, subject: Subject, widget: str) -> None:
    """Attaches what was dropped; a report that was not begun is begun first, with what is typed."""
    actor = session.actor()
    files = st.session_state.get(widget) or []
    if actor is None or not files:
        return
    report_id = subject.report_id
    if not report_id:
        saved = saving.attempt(stores, actor, plan_id, trimester, subject)
        if saved is None:
            flash.keep("error", "No se adjuntó nada: antes hay que poder guardar el borrador.")
            return
        report_id = saved["id"]
    done = [name for file in files if (name := _attach_one(stores, actor, report_id, file))]
    if done:
        flash.keep("success", f"Se adjuntó {labels.joined(done)}.")
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1


def _attach_one(stores: Stores, actor: Actor, report_id: str, file: UploadedFile) -> str:
    """The name it was kept with; "" when it was refused."""
    try:
        row = evidence.attach(stores.database, actor, stores.settings.evidence, report_id, file.name, file.getvalue())
    except PamError as error:
        flash.refuse(error)
        return ""
    return str(row["file_name"])
