"""Step 2: my own scores, factor by factor, with the manual's wording always in sight."""

import streamlit as st

from pages.components import escape, labels, tables
from pages.components.priorities import scores
from pages.components.priorities.desk import Desk
from pages.components.sheets import grid, remarks
from pages.components.sheets import memory as memories
from procedure.scores import CRITERIA


def render(desk: Desk) -> None:
    if desk.frames.factors.empty:
        st.info("Primero escriba oportunidades de mejora y sus factores en el paso 1; aquí se califican.")
        return
    tables.plain(scores.wording(), caption="Cómo se califica: un número entero de 1 a 5 en cada criterio")
    if not desk.may_score:
        st.info("Su rol consulta la priorización. Califican el analista y el líder.", icon=":material/lock:")
        return
    user_id = desk.actor.user_id or ""
    rows = scores.rows(desk.frames.factors, desk.opportunities, desk.frames.scores, user_id)
    st.subheader("Mi calificación", anchor=False)
    st.caption("Cada quien califica por su cuenta; el resultado usa el promedio. Se guarda al completar los tres.")
    sheet = memories.open_sheet(
        desk.memory,
        desk.sheet_name("calificacion"),
        str(desk.year),
        scores.TABLE,
        scores.columns(editable=True),
        rows,
        together=tuple(CRITERIA),
    )
    grid.show(desk.memory, sheet, alt="Mi calificación de los factores", dynamic=False)
    remarks.show(desk.memory, sheet)
    _progress(desk, len(rows), int((rows["version"] > 0).sum()))


def _progress(desk: Desk, total: int, mine: int) -> None:
    if mine == total:
        st.caption(":material/check: Calificó todos los factores.")
    else:
        st.caption(f"Ha calificado {mine} de {labels.count(total, 'factor', 'factores')}.")
    voters = sorted(set(desk.frames.scores["user"]))
    if voters:
        st.caption(escape.markdown(f"Han calificado: {labels.joined(voters)}."))
