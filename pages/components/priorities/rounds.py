"""Where the scoring stands, and the leader's two decisions: opening a round and closing it."""

from collections.abc import Callable
from uuid import uuid4

import streamlit as st

from data.records import voting
from pages.components import escape, flash, labels
from pages.components.priorities.desk import PREFIX, Desk
from pages.components.sheets import memory as memories
from procedure.errors import PamError

_ONCE = "prioridades-ronda-clave"
_OPENED = "Ronda {} abierta: cada quien califica en su pantalla y nadie ve lo de los demás hasta que se cierre."
_CLOSED = "Ronda {} cerrada. El resultado está en el paso 3."


def render(desk: Desk) -> None:
    last = desk.ballots.last
    if last is None:
        st.info(f"La calificación de {desk.year} no se ha abierto. La abre el líder cuando los factores estén listos.")
    elif desk.ballots.is_open:
        st.info(escape.markdown(_open_words(desk)), icon=":material/how_to_vote:")
    else:
        st.success(escape.markdown(_closed_words(desk)), icon=":material/lock:")
    if desk.may_run:
        _close(desk) if desk.ballots.is_open else _open(desk)


def _open_words(desk: Desk) -> str:
    last, turnout = desk.ballots.last, desk.ballots.turnout
    assert last is not None
    complete = sum(1 for scored in turnout if scored >= len(desk.frames.factors))
    people = labels.count(desk.ballots.entitled, "persona que califica", "personas que califican")
    return (
        f"Ronda {last['number']} abierta desde el {labels.moment(last['created_at'])}. "
        f"Han calificado {len(turnout)} de {people}; {complete} con todos los factores. "
        "Las calificaciones de cada quien se verán al cerrarla."
    )


def _closed_words(desk: Desk) -> str:
    last = desk.ballots.last
    assert last is not None
    by = f" por {last['closer']}" if last["closer"] else ""
    people = labels.count(int(last["voters"]), "persona", "personas")
    note = f" {last['note']}" if last["note"] else ""
    return f"Ronda {last['number']} cerrada el {labels.moment(last['closed_at'])}{by}; calificaron {people}.{note}"


def _open(desk: Desk) -> None:
    number = desk.ballots.number + 1
    if number == 1:
        if st.button("Abrir la calificación", type="primary", icon=":material/how_to_vote:", key="ronda-abrir"):
            _run(desk, lambda key: voting.open_round(desk.stores.database, desk.actor, desk.year, key), _OPENED)
        return
    with st.popover(f"Abrir la ronda {number}", icon=":material/replay:"):
        st.text(
            f"Cada quien vuelve a calificar desde cero, con lo que dio antes a la vista. La ronda {number - 1} queda "
            "en el historial, y su resultado es el oficial mientras no se cierre la nueva."
        )
        if st.button("Abrirla", type="primary", key="ronda-abrir"):
            _run(desk, lambda key: voting.open_round(desk.stores.database, desk.actor, desk.year, key), _OPENED)


def _close(desk: Desk) -> None:
    last = desk.ballots.last
    assert last is not None
    with st.container(horizontal=True):
        st.button("Actualizar", icon=":material/refresh:", key="ronda-actualizar")
        with st.popover("Cerrar la ronda", icon=":material/lock:"):
            st.text(
                "Después de cerrarla nadie puede calificar en ella ni cambiar lo que dio, y todos ven las "
                "calificaciones. Si hace falta, se abre otra ronda."
            )
            note = st.text_area("Nota de la ronda (opcional)", key=f"ronda-nota-{last['id']}", max_chars=4000)
            if st.button("Cerrarla y ver el resultado", type="primary", key="ronda-cerrar"):
                version = int(last["version"])
                _run(
                    desk,
                    lambda key: voting.close_round(desk.stores.database, desk.actor, last["id"], version, note, key),
                    _CLOSED,
                )


def _run(desk: Desk, decide: Callable[[str], int], words: str) -> None:
    key = st.session_state.setdefault(_ONCE, uuid4().hex)
    try:
        number = decide(key)
    except PamError as error:
        flash.refuse(error)
    else:
        flash.keep("success", words.format(number))
    del st.session_state[_ONCE]
    memories.renew(desk.memory, PREFIX)
    st.rerun()
