"""The application's own templates, each made when it is asked for."""

from functools import partial

import pandas as pd
import streamlit as st

from data.intake import templates
from data.intake.pipeline import Levels
from data.intake.templates import Template

_LABEL = "Descargar la plantilla (XLSX)"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(municipalities: pd.DataFrame, levels: Levels) -> None:
    """Which template, what it is for, and the button that makes it. Columns of `municipalities`: code, name.

    `levels` are the entity's own scales.
    """
    with st.container(border=True):
        st.text(
            "¿Tiene sus cifras en otra parte? Descargue una plantilla: trae instrucciones, un ejemplo y las listas de "
            "su entidad; llénela y súbala aquí."
        )
        chosen = st.selectbox(
            "Plantilla",
            templates.of_entity(levels),
            format_func=lambda template: template.title,
            key="intake_template_kind",
        )
        st.caption(chosen.purpose)
        button(chosen, municipalities, key="intake_template")


def button(template: Template, municipalities: pd.DataFrame, *, key: str, label: str = _LABEL) -> None:
    """The button that makes a template when it is pressed."""
    st.download_button(
        label,
        partial(templates.render, template, municipalities),
        file_name=f"{template.file_stem}.xlsx",
        mime=_XLSX,
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
