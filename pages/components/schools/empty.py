"""What the page teaches when no school's PMI is loaded, or no plan is written."""

import pandas as pd
import streamlit as st

from data.intake.templates import pmi_summary, school_directory
from pages.components import links
from pages.components.intake import template
from procedure.roles import Actor, Permission, can


def nothing_loaded(actor: Actor, municipalities: pd.DataFrame) -> None:
    """No summaries: what the page is for, how they are loaded, and the template that brings them. `code`, `name`."""
    st.info(
        "Aquí se suman las necesidades de los planes de mejoramiento de los establecimientos y se ve cuáles atiende el "
        "plan y cuáles no. Todavía no hay ningún resumen de los PMI cargado.",
        icon=":material/school:",
    )
    st.text(
        "Descargue la plantilla, escriba una fila por establecimiento y súbala en Cargar datos. El directorio de "
        "establecimientos dice de cuántos: sin él no se conoce la cobertura."
    )
    with st.container(horizontal=True):
        template.button(pmi_summary.TEMPLATE, municipalities, key="pmi_plantilla", label="Plantilla de los PMI (XLSX)")
        template.button(
            school_directory.TEMPLATE,
            municipalities,
            key="directorio_plantilla",
            label="Plantilla del directorio (XLSX)",
        )
    if can(actor, Permission.LOAD_DATA):
        links.to(actor, "cargar-datos", "Ir a Cargar datos")
    else:
        st.text("La carga la hace el analista o el líder de Calidad Educativa.")


def without_directory() -> None:
    """Who answered is known; of how many, no."""
    st.warning(
        "No hay directorio de establecimientos cargado: se sabe cuántos respondieron, pero no de cuántos. Cárguelo con "
        "la plantilla «Directorio de establecimientos y sedes».",
        icon=":material/help:",
    )
