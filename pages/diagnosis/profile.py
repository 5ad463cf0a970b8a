"""¿Qué concluimos del territorio? Contexto, DOFA, normas, estrategias y la decisión sobre el PAM de una vigencia."""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.profile import desk, evidence, head, record, sections
from pages.components.sheets import memory, saving
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
saving.run(memory.of(actor.user_id or ""), desk.PREFIX, desk.saver(stores, actor))

st.title("Caracterización y perfil territorial", anchor=False)
st.caption("Lo que la Secretaría concluye de sus datos antes de hacer el plan. Cada texto se guarda al salir de él.")
flash.show()

left, right = st.columns([1, 4], vertical_alignment="bottom")
with left:
    year = head.year(stores, actor.entity_id, datetime.now(labels.BOGOTA).date())
here = desk.read(stores, actor, year)
if here.profile is None:
    head.begin(here)
    evidence.render(here)
    st.stop()
with right:
    head.summary(here)

sections.render(here, head.section())
record.bin_of(here)
record.downloads(here)
