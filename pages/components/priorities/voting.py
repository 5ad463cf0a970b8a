"""Step 2: my own scores, factor by factor, while a round is open, with the manual's wording always in sight."""

import streamlit as st

from pages.components import escape, labels, tables
from pages.components.priorities import rounds, scores, suggestions
from pages.components.priorities.desk import Desk
from pages.components.sheets import grid, remarks
from pages.components.sheets import memory as memories
from procedure.scores import CRITERIA


def render(desk: Desk) -> None:
    if desk.frames.factors.empty:
        st.info("Primero escriba oportunidades de mejora y sus factores en el paso 1; aquí se califican.")
        return
    rounds.render(desk)
    tables.plain(scores.wording(), caption="Cómo se califica: un número entero de 1 a 5 en cada criterio")
    if not desk.may_score:
        st.info("Su rol consulta la priorización. Califican el analista y el líder.", icon=":material/lock:")
    elif desk.ballots.is_open:
        _mine(desk)
    else:
        _what_was_mine(desk)
    if not (desk.may_score and desk.ballots.is_open):
        suggestions.render(desk)


def _mine(desk: Desk) -> None:
    number = desk.ballots.number
    mine, earlier = desk.ballots.mine_in(number), desk.ballots.mine_in(number - 1)
    rows = scores.rows(desk.frames.factors, desk.opportunities, mine, earlier)
    st.subheader("Mi calificación", anchor=False)
    st.caption("Cada quien califica por su cuenta; el resultado usa el promedio. Se guarda al completar los tres.")
    sheet = memories.open_sheet(
        desk.memory,
        desk.sheet_name(f"ronda-{number}"),
        str(desk.year),
        scores.TABLE,
        scores.columns(editable=True, again=not earlier.empty),
        rows,
        together=tuple(CRITERIA),
    )
    grid.show(desk.memory, sheet, alt="Mi calificación de los factores", dynamic=False)
    remarks.show(desk.memory, sheet)
    _progress(len(rows), len(mine))
    suggestions.render(desk, set(mine["factor_id"]))


def _progress(total: int, mine: int) -> None:
    if mine == total:
        st.caption(":material/check: Calificó todos los factores.")
    else:
        st.caption(f"Ha calificado {mine} de {labels.count(total, 'factor', 'factores')}.")


def _what_was_mine(desk: Desk) -> None:
    """What I gave in the round that closed, and what I had typed and was not in time."""
    number = desk.ballots.number
    sheet = desk.memory.by_name.get(desk.sheet_name(f"ronda-{number}"))
    late = sheet.unsaved() if sheet is not None else []
    if sheet is not None and late:
        lines = [
            f"{sheet.title(line, cells)}: {' · '.join(str(one or '–') for one in cells.values())}"
            for line, cells in late
        ]
        bullets = "\n".join(f"- {escape.markdown(one)}" for one in lines)
        st.warning(f"La ronda se cerró antes de guardar lo que usted escribió; no cuenta:\n{bullets}")
    mine = desk.ballots.mine_in(number)
    if mine.empty:
        return
    st.subheader("Mi calificación", anchor=False)
    rows = scores.rows(desk.frames.factors, desk.opportunities, mine, desk.ballots.mine_in(number - 1))
    shape = scores.columns(editable=False, again=number > 1)
    grid.show_read_only(shape, rows, key=f"lectura-ronda-{number}", alt="Mi calificación de los factores")
