"""¿Gestionamos y transformamos? Qué va en rojo al corte, en qué trimestre, y qué acciones se atrasan."""

from datetime import datetime

import streamlit as st

from pages.components import labels, session
from pages.components.board import acting, blocks, context, detail, origins, reading
from procedure.roles import Permission

actor = session.require(Permission.READ)
stores = session.stores()

st.title("Tablero", anchor=False)
st.caption("Para decidir en dos minutos: si se ejecuta lo programado y si eso cambia los resultados.")
chosen = context.choose(stores, actor, datetime.now(labels.BOGOTA).date())
if chosen is None:
    st.stop()

board = reading.read(stores, actor.entity_id, chosen)
blocks.headline(board)
blocks.alerts(board)
left, right = st.columns(2, gap="large")
with left:
    blocks.both_indices(board)
with right:
    blocks.by_trimester(board)
blocks.deviations(board)
acting.render(board, actor)
left, right = st.columns(2, gap="large")
with left:
    blocks.indicators(board)
with right:
    blocks.schedule(board)
detail.gaps(board)
detail.changed_targets(board)
origins.render(board, stores, actor)
blocks.source(board)
