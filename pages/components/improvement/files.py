"""What proves that the action was carried out: its files, and where to drop others."""

from typing import Any

import streamlit as st

from data.records import evidence, improvement_files
from pages.components import escape, flash, labels
from pages.components.improvement.reading import Found
from procedure import improvement as rules
from procedure.errors import PamError
from procedure.roles import Permission, can

_MB = 1024 * 1024


def render(found: Found, action: dict[str, Any]) -> None:
    own = found.files[found.files["improvement_id"] == action["id"]]
    if action["state"] == rules.OPEN and own.empty:
        return
    st.markdown("**Soportes de la ejecución**")
    for row in own.to_dict("records"):
        with st.container(horizontal=True, vertical_alignment="center"):
            name = escape.markdown(row["file_name"])
            st.link_button(name, f"/soportes/{row['id']}", icon=":material/download:", type="tertiary")
            st.caption(labels.moment(row["created_at"]), width="content")
    if own.empty:
        st.text("Sin archivos todavía: contrato, acta, listado o foto que pruebe lo que se hizo.")
    mine = can(found.actor, Permission.MANAGE_IMPROVEMENT) or action["responsible_id"] == found.actor.user_id
    if mine and action["state"] in rules.UNVERIFIED:
        _drop(found, action)


def _drop(found: Found, action: dict[str, Any]) -> None:
    turn = f"soporte-ronda-{action['id']}"
    file = st.file_uploader(
        f"Agregar un soporte (hasta {evidence.MAX_BYTES // _MB} MB)", type=sorted(evidence.ALLOWED_TYPES),
        max_upload_size=evidence.MAX_BYTES // _MB, key=f"soporte-{action['id']}-{st.session_state.get(turn, 0)}",
    )  # fmt: skip
    if file is None or not st.button(
        "Adjuntar soporte", key=f"soporte-boton-{action['id']}", icon=":material/attach_file:"
    ):
        return
    folder = found.stores.settings.evidence
    try:
        improvement_files.attach(found.stores.database, found.actor, folder, action["id"], file.name, file.getvalue())
    except PamError as error:
        st.error(escape.markdown(error.message), icon=":material/error:")
        return
    st.session_state[turn] = st.session_state.get(turn, 0) + 1
    flash.keep("success", f"Se adjuntó «{file.name}».")
    st.rerun()
