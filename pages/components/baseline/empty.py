"""What the baseline page teaches when there is nothing to show."""

import streamlit as st

from procedure.roles import Actor, Permission, can

LOAD_PAGE = "diagnosis/upload.py"


def nothing_loaded(actor: Actor) -> None:
    """No data at all: what the page is for, what is missing and who brings it."""
    st.info(
        "Aquí verá de dónde parte cada indicador: su valor por año, municipio, zona y grupo de inclusión, y elegirá la "
        "línea de base del plan. Todavía no hay datos cargados."
    )
    st.text(
        "Empiece por el archivo de estadísticas municipales del Ministerio de Educación (CSV o XLSX) o por la "
        "plantilla «Indicadores por municipio, zona e inclusión», que se descarga en la página Cargar datos."
    )
    _to_loading(actor, key="baseline_empty_load")


def missing_cut(actor: Actor, *, what: str, key: str) -> None:
    """The indicator has no figures by zone, or by inclusion group: which file would bring them."""
    st.info(
        f"Los archivos cargados no traen este indicador por {what}. Lo traería la plantilla «Indicadores por "
        "municipio, zona e inclusión»: descárguela en Cargar datos, llénela con los datos de la Secretaría y súbala."
    )
    _to_loading(actor, key=key)


def _to_loading(actor: Actor, *, key: str) -> None:
    if not can(actor, Permission.LOAD_DATA):
        st.text("La carga la hace el analista o el líder de Calidad Educativa.")
    elif st.button("Ir a Cargar datos", key=key):
        st.switch_page(LOAD_PAGE)
