"""The application's own templates, each made when it is asked for."""

from functools import partial

import pandas as pd
import streamlit as st

from data.intake import templates
from data.intake.pipeline import Levels

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
        st.download_button(
            "Descargar la plantilla (XLSX)",
            partial(templates.render, chosen, municipalities),
            file_name=f"{chosen.file_stem}.xlsx",
            mime=_XLSX,
            key="intake_template",
            icon=":material/download:",
            on_click="ignore",
        )
