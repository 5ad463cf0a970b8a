"""¿Cómo se sigue el plan? Los seis elementos de la estrategia, qué se le pide a quién y el calendario del año."""

import streamlit as st

from pages.components import flash, session
from pages.components.plan import choice, desk
from pages.components.sheets import memory, saving
from pages.components.strategy import reading, views
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
saving.run(memory.of(actor.user_id or ""), desk.PREFIX, desk.saver(stores, actor))

st.title("Estrategia de seguimiento", anchor=False)
st.caption("Quién sigue el plan, qué indicadores, con qué, cada cuánto, cómo se presenta y dónde se decide.")
flash.show()

plan_id = choice.existing(stores, actor, views.NO_PLAN, "event_repeat")
if plan_id is None:
    st.stop()

views.render(reading.read(stores, actor, plan_id))
