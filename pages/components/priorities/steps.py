"""Which year and which of the three steps are on the screen."""

from datetime import date

import streamlit as st

from data.opening import Stores
from data.records import plans, priorities
from pages.components import filters, labels
from pages.components.priorities.desk import Desk
from pages.components.sheets.memory import Memory

_KEY = "prioridades-paso"
STEPS = {
    "factores": "1. Oportunidades y factores",
    "calificar": "2. Calificar",
    "resultado": "3. Resultado y objetivos",
}


def year(stores: Stores, entity_id: str, today: date) -> int:
    """The years with priorities or a plan, this one and the next; by default the last with priorities, or a plan."""
    begun = priorities.years(stores.database, entity_id)
    known = [int(one) for one in plans.listing(stores.database, entity_id)["year"]]
    years = sorted({*begun, *known, today.year, today.year + 1}, reverse=True)
    default = str(max(begun or known, default=today.year))
    options = {str(one): str(one) for one in years}
    return int(filters.choose("Vigencia", options, key="vigencia", default=default) or default)


def choose(desk: Desk) -> str:
    """The step: it begins where there is something to do."""
    st.session_state.setdefault(_KEY, _first(desk))
    chosen = st.segmented_control(
        "Paso",
        list(STEPS),
        format_func=STEPS.__getitem__,
        required=True,
        key=_KEY,
        persist_state="session",
        label_visibility="collapsed",
    )
    return str(chosen or "factores")


def _first(desk: Desk) -> str:
    if desk.ballots.is_open and desk.may_score:
        return "calificar"
    return "resultado" if len(desk.frames.scores) else "factores"


def saved(memory: Memory) -> None:
    if memory.saved_at:
        st.caption(f":material/cloud_done: Guardado {memory.saved_at:%H:%M}")


def summary(desk: Desk) -> None:
    """How far it is: opportunities, factors, and where the scoring stands."""
    counts = [
        labels.count(len(desk.frames.opportunities), "oportunidad", "oportunidades"),
        labels.count(len(desk.frames.factors), "factor", "factores"),
        _round(desk),
    ]
    st.caption(" · ".join(counts))


def _round(desk: Desk) -> str:
    last = desk.ballots.last
    if last is None:
        return "calificación sin abrir"
    return f"ronda {last['number']} {last['state']}"
