"""¿Qué vamos a lograr y cómo? El plan de una vigencia: componentes, objetivos, metas, indicadores y acciones."""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.conformity import landing, panel
from pages.components.plan import (
    budget,
    choice,
    desk,
    level_grid,
    navigation,
    origins,
    row_file,
    search,
    state_panel,
    status,
    timeline,
    views,
)
from pages.components.sheets import memory, saving
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
saving.run(memory.of(actor.user_id or ""), desk.PREFIX, desk.saver(stores, actor))

st.title("Plan", anchor=False)
st.caption("Un nivel a la vez. Se edita como una hoja de cálculo: teclado, copiar y pegar; cada celda se guarda sola.")
flash.show()

plan_id = choice.choose(stores, actor, datetime.now(labels.BOGOTA).date())
if plan_id is None:
    st.stop()

here = desk.read(stores, actor, plan_id)
status.render(here)
landing.land(here)
search.render(here)
view = views.choose()
if view == views.TIMELINE:
    timeline.render(here)
elif view == views.BUDGET:
    budget.render(here)
else:
    level, scope = navigation.choose(here)
    panel.render(here, scope.component)
    level_grid.render(here, level, scope)
    origins.render(here, level, scope)
    row_file.render(here, level, scope)
state_panel.render(here)
status.bin_of(here)
