"""One data set of the portal: what it is for, what was brought last, and the button that brings it."""

from functools import partial

import streamlit as st

from data.opendata import portal, shelf
from data.opendata.fetching import fetch
from data.opendata.portal import Dataset
from data.opening import Stores
from pages.components import escape, flash, labels, session
from pages.components.opendata import arrival, progress
from pages.components.opendata import job as jobs

_PURPOSES = {
    portal.MEN.name: (
        "Cobertura, deserción, aprobación, reprobación y repitencia de cada municipio del país, año por año. Al "
        "llegar queda en «Cargar datos» para que un analista lo revise y lo acepte."
    ),
    portal.DIVIPOLA.name: (
        "La lista oficial de municipios y sus códigos. Se compara con la del programa, que no se cambia sola: de sus "
        "códigos dependen todas las cifras guardadas."
    ),
}


def render(stores: Stores, dataset: Dataset) -> None:
    """The card of a data set; its progress takes the place of its button while it comes."""
    with st.container(border=True, height="stretch"):
        st.markdown(f"##### {escape.markdown(dataset.title)}")
        st.text(_PURPOSES[dataset.name])
        st.text(last(stores, dataset))
        flash.show(arrival.place(dataset))
        running = jobs.current(stores.settings.home)
        if running is not None and running.dataset == dataset:
            progress.watch(str(stores.settings.home))
            return
        with st.container(horizontal=True):
            st.button(
                "Traer del portal",
                key=f"opendata_fetch_{dataset.name}",
                icon=":material/cloud_download:",
                disabled=running is not None,
                on_click=_begin,
                args=(stores, dataset),
            )
            st.link_button("Ver en el portal", dataset.page_url, icon=":material/open_in_new:", type="tertiary")


def last(stores: Stores, dataset: Dataset) -> str:
    """Who brought the last one, when, and what became of it."""
    found = shelf.latest(stores.settings, dataset)
    if found is None:
        return "Todavía no se ha traído."
    parts = [
        f"Se trajo el {labels.moment(found.at)}, por {found.by}: {labels.count(found.rows, 'fila', 'filas')}.",
        f"Publicado el {labels.day(found.published.astimezone(labels.BOGOTA))}." if found.published else "",
    ]
    if dataset.kind:
        version = shelf.loaded_as(stores.database, stores.settings.entity_id, found)
        parts.append(
            "Espera la revisión de un analista en «Cargar datos»."
            if version is None
            else f"Ya se cargó: es la versión {version['number']} de sus datos."
        )
    return " ".join(part for part in parts if part)


def _begin(stores: Stores, dataset: Dataset) -> None:
    """Callbacks run before the page's guard: who is signed in is asked again, and the command checks the role."""
    actor = session.actor()
    if actor is None:
        return
    command = partial(fetch, stores.settings, stores.database, actor, dataset)
    jobs.begin(stores.settings.home, dataset, lambda told, cancelled: command(progress=told, cancelled=cancelled))
