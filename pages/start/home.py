"""¿Qué espera por mí, y en qué va cada una de las trece actividades del procedimiento?"""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.home import activities, asked, first, view, waiting
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
today = datetime.now(labels.BOGOTA).date()

st.title("Inicio", anchor=False)
st.caption("Lo que espera por usted y el estado de las trece actividades del Plan de Apoyo al Mejoramiento.")
flash.show()

shown = view.choose(stores, actor, today)
if shown.is_empty:
    first.render(actor)
else:
    waiting.render(shown, actor)
    asked.render(shown, actor)
activities.render(shown, actor)
