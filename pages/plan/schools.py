"""¿Qué necesitan los establecimientos según sus PMI, qué de eso atiende el plan, y qué le da a cada uno?"""

import streamlit as st

from pages.components import session
from pages.components.schools import views
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Análisis de los PMI", anchor=False)
st.caption(
    "Las necesidades de los planes de mejoramiento de los establecimientos, sumadas por territorio, y lo que el plan "
    "hace con ellas."
)
views.render(stores, actor)
