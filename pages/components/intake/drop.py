"""The door: one file at a time, what was brought from the portal, and the templates for those who have no file yet."""

import streamlit as st

from data.opening import Stores
from data.records import entities
from pages.components import flash, session
from pages.components.intake import arrival, brought, template
from procedure.errors import PamError
from procedure.roles import Actor

_TURN = "cargar_datos_turno"


def render(stores: Stores, actor: Actor) -> None:
    """The uploader, what waits, and the template. The uploader is renewed after each file, to let go of its bytes."""
    key = f"cargar_datos_archivo_{st.session_state.get(_TURN, 0)}"
    st.file_uploader(
        "Archivo con los datos (CSV, TXT o XLSX)",
        key=key,
        on_change=_begin,
        args=(key, stores),
        help="Nada se guarda al subirlo: primero verá qué cambiaría y qué hallazgos tiene.",
    )
    brought.render(stores, actor)
    places = entities.municipalities(stores.database, actor.entity_id)
    template.render(places, entities.levels(stores.database, actor.entity_id))


def _begin(key: str, stores: Stores) -> None:
    """Callbacks run before the page's guard: who is signed in is asked again."""
    file, actor = st.session_state[key], session.actor()
    if file is None or actor is None:
        return
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    try:
        arrival.arrive(stores, actor, file, file.name)
    except PamError as error:
        flash.refuse(error)
