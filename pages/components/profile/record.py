"""The record of the activity to hand over, and the bin of what was retired from the lists."""

from datetime import datetime
from functools import partial

import streamlit as st

from data.records import profile
from pages.components import flash, labels
from pages.components.profile.desk import PREFIX, Desk
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import short
from procedure.elements import ELEMENTS
from procedure.errors import PamError
from reports import profile_docx, profile_record, profile_xlsx

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST = 60


def downloads(desk: Desk) -> None:
    """Both files are made when they are asked for, from what is saved at that moment."""
    with st.container(horizontal=True):
        for label, build, mime, ending in (
            ("Descargar el registro (DOCX)", profile_docx.build, _DOCX, "docx"),
            ("Descargar el registro (XLSX)", profile_xlsx.build, _XLSX, "xlsx"),
        ):
            st.download_button(
                label,
                partial(_make, desk, build),
                file_name=f"caracterizacion_y_perfil_{desk.year}.{ending}",
                mime=mime,
                key=f"perfil-{ending}",
                icon=":material/download:",
                on_click="ignore",
            )


def _make(desk: Desk, build) -> bytes:
    now = datetime.now(labels.BOGOTA)
    return build(profile_record.read(desk.stores.database, desk.actor.entity_id, desk.year, now))


def bin_of(desk: Desk) -> None:
    """What was retired from the DOFA and the normograma, with the button that brings it back."""
    if not desk.may_edit:
        return
    rows = profile.voided(desk.stores.database, desk.actor.entity_id, desk.year).head(_MOST)
    if rows.empty:
        return
    with st.expander(f"Papelera ({len(rows)})", icon=":material/delete:"):
        names = {
            f"{row.table}/{row.id}": (
                f"{ELEMENTS[row.table].noun.capitalize()}: {short(row.label)} · retirado el "
                f"{labels.moment(row.voided_at)}"
            )
            for row in rows.itertuples()
        }
        chosen = st.selectbox("Retirado", list(names), format_func=names.__getitem__, key="perfil-papelera")
        if chosen and st.button("Devolver a su sitio", icon=":material/restore_from_trash:"):
            _restore(desk, *chosen.split("/"))


def _restore(desk: Desk, table: str, row_id: str) -> None:
    try:
        profile.restore(desk.stores.database, desk.actor, desk.year, table, row_id)
    except PamError as error:
        flash.refuse(error)
    else:
        flash.keep("success", "Volvió a su sitio.")
        memories.renew(desk.memory, PREFIX)
    st.rerun()
