"""¿El plan está bien planteado y es coherente? Sus reglas, la matriz de coherencia, la verificación y su historia."""

import streamlit as st

from pages.components import flash, session
from pages.components.conformity import views
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Conformidad", anchor=False)
st.caption("Si el plan es coherente y está alineado: qué no cumple, dónde y cómo se corrige, y cada verificación.")
flash.show()

plan_id = views.plan(stores, actor)
if plan_id is None:
    st.stop()

views.render(stores, actor, plan_id)
