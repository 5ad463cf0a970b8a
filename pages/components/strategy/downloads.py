"""The strategy to hand over: Word and Excel, and the calendar for anybody's own."""

import streamlit as st

from pages.components.strategy.reading import Open
from procedure.follow_up_calendar import HAND_IN
from reports import strategy_docx, strategy_ics, strategy_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument"
_FILES = (
    ("Word", "docx", f"{_OFFICE}.wordprocessingml.document", "article"),
    ("Excel", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", "table"),
    ("Calendario (ICS)", "ics", "text/calendar", "calendar_month"),
)


def render(one: Open) -> None:
    """Each file is made when its button is pressed; whoever hands something in has their own calendar too."""
    st.markdown("**Descargar**")
    record, year = one.record, one.found.year
    builders = {
        "docx": lambda: strategy_docx.build(record),
        "xlsx": lambda: strategy_xlsx.build(record),
        "ics": lambda: strategy_ics.build(record),
    }
    with st.container(horizontal=True):
        for label, ending, mime, icon in _FILES:
            _button(label, builders[ending], f"estrategia_de_seguimiento_{year}.{ending}", mime, icon)
        mine = one.desk.actor.user_id
        if any(event.kind == HAND_IN and event.asked_id == mine for event in record.events):
            own = f"mi_calendario_de_seguimiento_{year}.ics"
            _button("Mi calendario (ICS)", lambda: strategy_ics.build(record, mine), own, "text/calendar", "event")
    st.caption("El calendario se abre en Outlook, Google o el teléfono; al traerlo de nuevo reemplaza lo anterior.")


def _button(label: str, content: object, name: str, mime: str, icon: str) -> None:
    st.download_button(
        label,
        content,
        file_name=name,
        mime=mime,
        icon=f":material/{icon}:",
        on_click="ignore",
        key=f"estrategia-{name}",
    )
