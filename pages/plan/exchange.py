"""¿Qué cambiaría en el plan lo que se editó en Excel sin conexión, y qué de eso acepto?"""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.exchange import arrival, export, outcome, review, reviews
from pages.components.plan import choice
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Plan en Excel", anchor=False)
st.caption(
    "Descargue el plan completo, edítelo sin conexión y súbalo: verá celda por celda qué cambiaría y por qué algo no "
    "se puede. Nada cambia hasta que usted acepta, y después se deshace de una vez."
)
flash.show()

plan_id = choice.choose(stores, actor, datetime.now(labels.BOGOTA).date())
if plan_id is None:
    st.stop()

export.render(stores, actor, plan_id)
arrival.render(stores, actor, plan_id)
kept = reviews.of(actor, plan_id)
if kept is not None and kept.answer is not None:
    outcome.render(stores, actor, kept)
elif kept is not None:
    review.render(stores, actor, kept)
