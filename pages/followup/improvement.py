"""¿Qué se hace con lo que no se cumple? Cada desviación con su acción: causa, plan, ejecución y eficacia."""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.improvement import detail, deviations, listing, reading
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Acciones correctivas y preventivas", anchor=False)
st.caption(
    "De la desviación a la eficacia: causa, plan, responsable, ejecución y verificación en el trimestre siguiente."
)
flash.show()

found = reading.choose(stores, actor, datetime.now(labels.BOGOTA).date())
if found is None:
    st.stop()

listing.headline(found)
deviations.render(found)
listing.render(found)
detail.render(found)
