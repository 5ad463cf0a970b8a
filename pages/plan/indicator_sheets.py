"""¿Qué mide cada indicador, cómo, con qué metas, y quién responde? Las hojas de vida de un plan y sus libros."""

import streamlit as st

from pages.components import flash, session
from pages.components.indicator_sheets import chooser, head, views
from pages.components.plan import desk
from pages.components.sheets import memory, saving
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
saving.run(memory.of(actor.user_id or ""), desk.PREFIX, desk.saver(stores, actor))

st.title("Hojas de vida", anchor=False)
st.caption("Qué mide cada indicador, cómo, con qué metas, qué se hace en cada rango y quién responde.")
flash.show()

plan_place, *filter_places = st.columns([4, 3, 3], gap="small")
plan_id = chooser.plan(stores, actor, plan_place)
if plan_id is None:
    st.stop()

here = desk.read(stores, actor, plan_id)
head.state(here)
views.render(here, views.choose(here), filter_places)
