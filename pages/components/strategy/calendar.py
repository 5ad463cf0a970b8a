"""The year of the follow-up, month by month: cut-offs, what each person hands in, and the meetings."""

from itertools import groupby

import streamlit as st

from pages.components.indicator_sheets.document import table
from pages.components.strategy.reading import Open
from procedure.follow_up_calendar import CUTOFF, HAND_IN, KINDS, Event
from reports.strategy_record import day

_MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
_SYMBOLS = {CUTOFF: "■", HAND_IN: "➜"}
_EVERYBODY = ""


def render(one: Open) -> None:
    """A table per month; whoever hands something in begins with their own, and may see everybody's."""
    handing = {event.asked_id or event.who: event.who for event in one.record.events if event.kind == HAND_IN}
    options = {_EVERYBODY: "Todas las personas", **dict(sorted(handing.items(), key=lambda pair: pair[1]))}
    mine = one.desk.actor.user_id
    codes = list(options)
    index = codes.index(mine) if mine in options else 0
    chosen = st.selectbox(
        "De quién", codes, index=index, format_func=options.__getitem__, key="estrategia-persona", width=420
    )
    shown = [event for event in one.record.events if not chosen or event.kind != HAND_IN or _is_of(event, chosen)]
    for (year, month), events in groupby(shown, key=lambda event: (event.day.year, event.day.month)):
        rows = [(day(event.day), kind(event), event.title, event.who, detail(event, chosen)) for event in events]
        st.html(
            table(f"{_MONTHS[month - 1].capitalize()} de {year}", ["Día", "Qué", "Asunto", "Quién", "Detalle"], rows)
        )


def detail(event: Event, chosen: str) -> str:
    """What a hand-in holds is told to whoever looks for one person; of everybody, its count is enough."""
    return event.detail if chosen or event.kind != HAND_IN else ""


def kind(event: Event) -> str:
    """The kind with its symbol: «➜ Entrega»."""
    return f"{_SYMBOLS.get(event.kind, '◆')} {KINDS[event.kind]}"


def _is_of(event: Event, chosen: str) -> bool:
    return chosen in (event.asked_id, event.who)
