"""¿Qué mide cada indicador, cómo se calcula, de dónde sale y qué hay cargado de él?"""

import streamlit as st

from pages.components import flash, session
from pages.components.catalogue import listing, sheet
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Catálogo de indicadores", anchor=False)
st.caption(
    "La hoja de cada indicador de la caracterización: qué mide, con qué fórmula, de qué fuente y qué hay cargado."
)
flash.show()

code = listing.choose(stores, actor)
if code is None:
    st.stop()
sheet.render(stores, actor, code)
