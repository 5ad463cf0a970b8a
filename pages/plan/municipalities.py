"""¿Qué le llega de este plan a un municipio: indicadores, acciones, dinero, y cuánto es rural?"""

import streamlit as st

from pages.components import session
from pages.components.municipalities import view
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Ficha municipal", anchor=False)
st.caption(
    "Lo que el plan dice y hace en un municipio: de dónde parte, qué le llega, con cuánto dinero y cuánto es rural."
)
view.render(stores, actor)
