"""¿Qué datos hay, de dónde salieron, y qué cambiaría si cargo este archivo?"""

import streamlit as st

from pages.components import session
from pages.components.intake import flow, history, mapping_list
from procedure.roles import Permission

actor = session.require(Permission.LOAD_DATA)
stores = session.stores()

st.title("Cargar datos", anchor=False)
st.caption(
    "Suba un archivo de estadísticas: la aplicación lo reconoce, lo revisa y le muestra qué cambiaría. Empieza a "
    "servir solo cuando usted lo acepta, y siempre puede deshacerlo."
)
flow.render(stores, actor)
mapping_list.render(stores, actor)
history.render(stores, actor)
