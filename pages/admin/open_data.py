"""¿Qué publica el Estado que nos sirva, y cuándo se trajo?"""

import streamlit as st

from data.opendata import portal
from pages.components import flash, session
from pages.components.opendata import arrival, card, comparison
from procedure.roles import Permission

actor = session.require(Permission.FETCH_OPEN_DATA)
stores = session.stores()

st.title("Traer datos abiertos", anchor=False)
st.caption(
    "Del portal de datos abiertos del Estado (datos.gov.co). Los pide este servidor y no envía nada de la entidad. "
    "Traer no es cargar: ninguna cifra cambia hasta que un analista la acepte."
)
arrival.settle(stores)
flash.show()
left, right = st.columns(2, gap="large")
with left:
    card.render(stores, portal.MEN)
with right:
    card.render(stores, portal.DIVIPOLA)
comparison.render(stores)
