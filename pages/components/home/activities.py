"""The thirteen activities of the manual as a calm list: state, what remains or blocks, who, when, and the way to it."""

from collections.abc import Sequence

import streamlit as st

from pages.components import badges, escape, labels, links
from pages.components.home.view import View
from procedure.activities import Periodicity
from procedure.activity_states import ACTIVITY_STATES, ActivityState
from procedure.roles import Actor
from procedure.vocabulary import ROLES

SYMBOLS = {
    "hecha": ("✔", "verde"),
    "en_curso": ("◔", "azul"),
    "vencida": ("✖", "rojo"),
    "bloqueada": ("■", "gris"),
    "sin_iniciar": ("○", "gris"),
    "todavia_no": ("–", "gris"),
}
"""State → symbol and tone."""
_ROW = (
    '<p style="margin:0;line-height:1.5"><b>{number}. {name}</b> &nbsp;{badge}</p>'
    '<p style="margin:.1rem 0 0;font-size:.875rem;line-height:1.45">{who} · {due}'
    '<span style="opacity:.85"> · {detail}</span></p>'
)


def render(view: View, actor: Actor) -> None:
    """The sentence, then the yearly activities and those of each trimester."""
    st.subheader("Las trece actividades del procedimiento", anchor=False)
    st.markdown(escape.markdown(sentence(view.states)))
    for periodicity, title in ((Periodicity.YEARLY, "Cada año"), (Periodicity.QUARTERLY, "Cada trimestre")):
        st.markdown(f"**{title}**")
        for state in view.states:
            if state.activity.periodicity is periodicity:
                _row(state, actor)


def sentence(states: Sequence[ActivityState]) -> str:
    """How many are done, which are late, and the next that can be done."""
    done = sum(one.state == "hecha" for one in states)
    late = [one for one in states if one.overdue and one.state != "bloqueada"]
    text = f"{labels.count(done, 'actividad hecha', 'actividades hechas')} de {len(states)}"
    if late:
        text += f"; {labels.count(len(late), 'vencida', 'vencidas')}: {labels.joined([_short(one) for one in late])}"
    following = next_one(states)
    return f"{text}. Sigue: {_short(following)}." if following else f"{text}."


def next_one(states: Sequence[ActivityState]) -> ActivityState | None:
    """The first that is neither done nor blocked and has a page that does it."""
    open_ones = [one for one in states if one.state not in {"hecha", "bloqueada", "todavia_no"}]
    return next((one for one in open_ones if one.activity.url_path), None)


def _short(state: ActivityState) -> str:
    trimester = f" (T{state.trimester})" if state.trimester else ""
    return f"{state.activity.number}. {state.activity.name}{trimester}"


def _row(state: ActivityState, actor: Actor) -> None:
    main, link = st.columns([5, 2], gap="medium", vertical_alignment="center")
    activity = state.activity
    with main:
        detail = " ".join(text for text in (state.blocked_by, state.detail) if text)
        st.html(
            _ROW.format(
                number=activity.number,
                name=escape.html(activity.name),
                badge=badge(state),
                who=escape.html(ROLES[activity.role]),
                due=escape.html(due(state)),
                detail=escape.html(detail),
            )
        )
    with link:
        links.to(actor, activity.url_path)


def badge(state: ActivityState) -> str:
    """HTML of the state: symbol and word; what is blocked and late says both."""
    symbol, tone = SYMBOLS[state.state]
    word = ACTIVITY_STATES[state.state]
    if state.overdue and state.state == "bloqueada":
        return badges.label(f"{symbol} {word} y vencida", "rojo")
    return badges.label(f"{symbol} {word}", tone)


def due(state: ActivityState) -> str:
    """When it falls due, in words."""
    if state.state == "hecha":
        return f"plazo {labels.day(state.due)}"
    return f"{'venció' if state.overdue else 'vence'} el {labels.day(state.due)}"
