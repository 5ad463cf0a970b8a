"""What an administrator brought from the open-data portal and nobody has loaded: it waits at the door."""

import streamlit as st

from data.opendata import shelf
from data.opendata.shelf import Download
from data.opening import Stores
from pages.components import escape, flash, labels, session
from pages.components.intake import arrival
from procedure.errors import PamError
from procedure.roles import Actor


def render(stores: Stores, actor: Actor) -> None:
    """One card per file, with who brought it and when, and the button that tries it as if it had been uploaded."""
    for download in shelf.waiting(stores.settings, stores.database, actor.entity_id):
        with st.container(border=True):
            st.markdown(
                f":material/cloud_download: **{escape.markdown(download.title)}**, del portal de datos abiertos"
            )
            st.text(_told(download))
            st.button(
                "Revisar este archivo",
                key=f"intake_brought_{download.dataset}",
                type="primary",
                on_click=_begin,
                args=(stores, download),
            )


def _told(download: Download) -> str:
    rows = labels.count(download.rows, "fila", "filas")
    return (
        f"Lo trajo {download.by} el {labels.moment(download.at)}: {rows}. Todavía no se ha cargado: al revisarlo verá "
        "qué cambiaría."
    )


def _begin(stores: Stores, download: Download) -> None:
    """Callbacks run before the page's guard: who is signed in is asked again, and the role too."""
    actor = session.actor()
    if actor is None:
        return
    try:
        with shelf.path_of(stores.settings, download).open("rb") as file:
            arrival.arrive(stores, actor, file, download.file_name)
    except PamError as error:
        flash.refuse(error)
