"""The application's own template, made when it is asked for."""

from functools import partial

import pandas as pd
import streamlit as st

from data.intake.templates import indicators_template

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render(municipalities: pd.DataFrame) -> None:
    """What it is for, and the button that makes it. Columns of `municipalities`: code, name."""
    with st.container(border=True):
        st.text(
            "¿Tiene sus cifras en otra parte? La plantilla «Indicadores por municipio, zona e inclusión» trae las "
            "listas de municipios, zonas, grupos e indicadores; llénela y súbala aquí."
        )
        st.download_button(
            "Descargar la plantilla (XLSX)",
            partial(indicators_template, municipalities),
            file_name="indicadores_por_municipio_zona_e_inclusion.xlsx",
            mime=_XLSX,
            key="intake_template",
            icon=":material/download:",
            on_click="ignore",
        )
