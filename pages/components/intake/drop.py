"""The door: one file at a time, and the template of the application for those who have no file yet."""

from collections.abc import Callable

import streamlit as st

from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.recall import Memory
from data.opening import Stores
from data.records import entities, mappings
from pages.components import flash, session
from pages.components.intake import job as jobs
from pages.components.intake import template
from pages.components.intake.job import Progress, Reader
from pages.components.intake.receiving import Received, receive
from procedure.errors import PamError
from procedure.roles import Actor, Permission, check

_TURN = "cargar_datos_turno"


def render(stores: Stores, actor: Actor) -> None:
    """The uploader and the template. The uploader is renewed after each file, to let go of its bytes."""
    key = f"cargar_datos_archivo_{st.session_state.get(_TURN, 0)}"
    st.file_uploader(
        "Archivo con los datos (CSV, TXT o XLSX)",
        key=key,
        on_change=_begin,
        args=(key, stores),
        help="Nada se guarda al subirlo: primero verá qué cambiaría y qué hallazgos tiene.",
    )
    template.render(entities.municipalities(stores.database, actor.entity_id))


def _begin(key: str, stores: Stores) -> None:
    """Callbacks run before the page's guard: who is signed in is asked again."""
    file, actor = st.session_state[key], session.actor()
    if file is None or actor is None:
        return
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    try:
        check(actor, Permission.LOAD_DATA)
        received = receive(file, file.name, stores.settings.uploads)
    except PamError as error:
        flash.refuse(error)
        return
    jobs.begin(received, _reader(stores, actor, received))


def _reader(stores: Stores, actor: Actor, received: Received) -> Reader:
    """What reads the file in the background. Everything of the session is taken here, before its thread starts."""
    places = entities.municipalities(stores.database, actor.entity_id)
    memory = Memory(tuple(mappings.remembered(stores.database, actor.entity_id)))
    file_name = received.upload.file_name

    def read(progress: Progress, cancelled: Callable[[], bool]) -> Reading:
        return read_file(
            received.path, file_name, municipalities=places, memory=memory, progress=progress, cancelled=cancelled
        )

    return read
