"""The ways of looking at the strategy: its elements to edit or to read, what is asked of whom, the calendar."""

import streamlit as st

from pages.components import labels
from pages.components.indicator_sheets import head
from pages.components.strategy import asked, calendar, document, downloads, editing
from pages.components.strategy.reading import Open
from procedure.follow_up_strategy import SIX

NO_PLAN = "La estrategia de seguimiento es de un plan, y todavía no hay ninguno."
_EDIT, _READ, _ASKED, _CALENDAR = "Los seis elementos", "Ver como documento", "Qué se le pide a quién", "Calendario"


def render(one: Open) -> None:
    """How it stands, then the view chosen; whoever may not edit reads."""
    head.state(one.desk, "la estrategia solo cambia en borrador")
    st.markdown(standing(one))
    ways = [_EDIT, _READ, _ASKED, _CALENDAR] if one.may_edit else [_READ, _ASKED, _CALENDAR]
    chosen = st.segmented_control(
        "Vista", ways, default=ways[0], required=True, key=f"estrategia-vista-{len(ways)}", label_visibility="collapsed"
    )
    drawn = {_EDIT: editing.render, _READ: document.render, _ASKED: asked.render, _CALENDAR: calendar.render}
    drawn[str(chosen or ways[0])](one)
    downloads.render(one)


def standing(one: Open) -> str:
    """How many elements are complete and which are not."""
    titles = {each.code: each.title for each in SIX}
    lacking = [titles[code].lower() for code, texts in one.record.lacks.items() if texts]
    done = labels.count(len(titles) - len(lacking), "elemento completo", "elementos completos")
    if not lacking:
        return f"**Los {len(titles)} elementos están completos.**"
    return f"**{done} de {len(titles)}.** Por completar: {labels.joined(lacking)}."
