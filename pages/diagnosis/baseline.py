"""¿De dónde partimos? Cada indicador por año, municipio, zona y grupo de inclusión, y la línea de base del plan."""

from datetime import datetime

import streamlit as st

from pages.components import flash, labels, session
from pages.components.baseline import choices, depth, detail, empty, headline, trajectory, view
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()
today = datetime.now(labels.BOGOTA).date()

st.title("Línea de base", anchor=False)
st.caption("Elija un indicador y mire de dónde parte: en el tiempo, en el territorio, por zona y por inclusión.")
flash.show()

shown = view.choose(stores, actor)
if shown is None:
    empty.nothing_loaded(actor)
    st.stop()

headline.render(shown, today)
left, right = st.columns(2, gap="large")
with left:
    trajectory.years(shown)
    detail.table(shown)
    detail.lineage(shown, stores, actor)
    detail.source(shown, stores, actor)
with right:
    trajectory.places(shown)
left, right = st.columns(2, gap="large")
with left:
    trajectory.gaps(shown, actor)
with right:
    trajectory.inclusion(shown, actor)
depth.render(shown, stores, actor, today)
choices.render(shown, stores, actor, today)
