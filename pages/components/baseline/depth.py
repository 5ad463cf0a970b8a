"""A closer look, on request: comparisons, outliers, and what is missing. Only what is asked for is worked out."""

from datetime import date

import streamlit as st

from data.opening import Stores
from pages.components.baseline import comparing, missing, unusual
from pages.components.baseline.view import View
from procedure.roles import Actor

_KEY = "linea_base_mirada"
LOOKS = {
    "anios": "Comparar años",
    "municipios": "Comparar municipios",
    "zonas": "Comparar zonas",
    "grupos": "Comparar grupos",
    "atipicos": "Valores atípicos",
    "faltantes": "Actualidad y faltantes",
}


def render(view: View, stores: Stores, actor: Actor, today: date) -> None:
    st.subheader("Mirar más a fondo", anchor=False)
    look = st.pills(
        "Qué mirar",
        list(LOOKS),
        format_func=LOOKS.__getitem__,
        key=_KEY,
        persist_state="session",
        label_visibility="collapsed",
    )
    if look is None:
        st.caption("Elija una comparación, o revise los valores atípicos y los datos que faltan de este indicador.")
    elif look == "anios":
        comparing.years(view)
    elif look == "municipios":
        comparing.municipalities(view)
    elif look == "zonas":
        comparing.zones(view, stores, actor)
    elif look == "grupos":
        comparing.groups(view, stores, actor)
    elif look == "atipicos":
        unusual.render(view)
    else:
        missing.render(view, today)
