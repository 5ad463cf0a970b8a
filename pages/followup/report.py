"""¿Qué se logró este trimestre en cada indicador y cada acción, con qué evidencia, y quién falta por reportar?"""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.reports import chooser, context, empty, item, offline, orphans, progress
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
today = datetime.now(labels.BOGOTA).date()

st.title("Reporte trimestral", anchor=False)
st.caption(
    "Escriba lo ejecutado en cada desagregación: una caja vacía es «sin dato» y un 0 es un dato. Lo aprobado por el "
    "Líder de Calidad es lo oficial."
)

reported = context.choose(stores, actor, today)
if reported is None:
    flash.show()
    empty.no_plan(stores, actor)
    st.stop()

progress.render(reported)
orphans.render(reported)
if offline.render(reported):
    st.stop()

subject = chooser.render(reported)
if subject is None:
    flash.show()
    st.stop()

item.render(reported, subject)
