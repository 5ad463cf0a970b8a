"""The workbook that comes back: read apart by the isolated reader, compared, and let go; only what it says is kept."""

import streamlit as st

from data.intake import plan_book
from data.opening import Stores
from data.records import plans
from pages.components import escape, flash
from pages.components.exchange import reviews
from pages.components.intake.receiving import receive
from procedure.errors import PamError
from procedure.roles import Actor, Permission, can
from procedure.states import EDITABLE_PLAN_STATES
from procedure.vocabulary import PLAN_STATES

_TURN = "plan-excel-turno"


def render(stores: Stores, actor: Actor, plan_id: str) -> None:
    """The uploader, renewed after each file; or why this person, or this plan, takes none."""
    st.subheader("2. Subir lo editado", anchor=False)
    state = plans.get(stores.database, actor.entity_id, plan_id)["state"]
    if not can(actor, Permission.EDIT_RESOURCES):
        st.text("Su rol consulta el plan y no lo edita. Lo suben el analista, el líder o los coautores.")
        return
    if state not in EDITABLE_PLAN_STATES:
        st.info(
            f"El plan está en «{PLAN_STATES[state]}» y solo se importa en borrador. Pida que lo devuelvan o cree una "
            "versión nueva.",
            icon=":material/lock:",
        )
        return
    file = st.file_uploader(
        "El libro que descargó de aquí (XLSX)",
        key=f"plan_excel_archivo_{st.session_state.get(_TURN, 0)}",
        help="Nada cambia al subirlo: primero verá, celda por celda, qué cambiaría.",
    )
    if file is not None:
        _take(stores, actor, plan_id, file)


def _take(stores: Stores, actor: Actor, plan_id: str, file: object) -> None:
    """What is refused says why, and what was under review stays."""
    name = str(file.name)  # type: ignore[attr-defined]
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    try:
        with st.spinner(f"Leyendo {escape.markdown(name)} y comparándolo con el plan…", show_time=True):
            received = receive(file, name, stores.settings.uploads)  # type: ignore[arg-type]
            try:
                book = plan_book.read(received.path, name)
            finally:
                received.path.unlink(missing_ok=True)
            reviews.begin(stores, actor, plan_id, book, name)
    except PamError as error:
        flash.refuse(error)
    st.rerun()
