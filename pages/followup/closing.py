"""¿Se puede cerrar el trimestre? Lo que falta, dónde se resuelve, y el cierre o la reapertura por quien puede."""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.closing import history, panel, reading
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Cierre del trimestre", anchor=False)
st.caption("Al cerrar, los reportes aprobados se bloquean y las cifras oficiales del corte se publican como están.")
flash.show()

found = reading.choose(stores, actor, datetime.now(labels.BOGOTA).date())
if found is None:
    st.stop()

panel.render(found)
history.render(found)
