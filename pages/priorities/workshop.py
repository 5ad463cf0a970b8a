"""¿Qué va primero? Oportunidades de mejora, sus factores, la calificación y el objetivo que responde a cada uno."""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.priorities import (
    desk,
    firmness,
    history,
    notes,
    objectives,
    opportunities,
    papers,
    ranking,
    steps,
    voting,
)
from pages.components.sheets import memory, saving
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
saving.run(memory.of(actor.user_id or ""), desk.PREFIX, desk.saver(stores, actor))

st.title("Priorización", anchor=False)
st.caption("Qué debe mejorar, por qué, y qué se atiende primero según su tendencia, su urgencia y su impacto.")
flash.show()

left, right = st.columns([1, 4], vertical_alignment="bottom")
with left:
    year = steps.year(stores, actor.entity_id, datetime.now(labels.BOGOTA).date())
here = desk.read(stores, actor, year)
with right:
    steps.summary(here)
    steps.saved(here.memory)

step = steps.choose(here)
if step == "factores":
    opportunities.render(here)
elif step == "calificar":
    voting.render(here)
else:
    order = ranking.ranking(here)
    ranking.render(here, order)
    notes.render(here, order)
    firmness.render(here, order)
    history.render(here)
    objectives.render(here, order)
    papers.render(here, order)
