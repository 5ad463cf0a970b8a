"""Which plan, cut-off and slice the board looks at; all of it in the URL, so that a link reopens the exact view."""

from datetime import date

import pandas as pd
import streamlit as st

from analytics.schedule import cutoff
from data.opening import Stores
from data.records import plan_frames, plans, reports
from pages.components import filters, labels
from pages.components.board.reading import Context
from procedure.roles import Actor
from procedure.states import has_reached
from procedure.vocabulary import SLICES, TRIMESTERS


def choose(stores: Stores, actor: Actor, today: date) -> Context | None:
    """None, after saying what is missing, when no plan is being carried out."""
    listed = plans.listing(stores.database, actor.entity_id)
    running = listed[[has_reached(state, "en_ejecucion") for state in listed["state"]]]
    if running.empty:
        _teach()
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        year = filters.year([int(value) for value in running["year"]]) or int(running["year"].max())
        plan_id = str(running[running["year"] == year].iloc[0]["id"])
        trimester = filters.cutoff(default=_last_reported(stores, actor, plan_id, year, today))
        chosen = filters.choose("Zona o grupo", _slices(stores, actor, plan_id), key="corte_poblacional") or "total"
        unapproved = st.toggle("Incluir lo que falta aprobar", key="sin_aprobar", bind="query-params")
    return Context(plan_id, year, trimester, chosen, unapproved, today)


def _slices(stores: Stores, actor: Actor, plan_id: str) -> dict[str, str]:
    frame = plan_frames.frames(stores.database, actor.entity_id, plan_id).indicator_slices
    measured = set(frame.loc[frame["applies"].astype(bool), "slice"])
    return {code: labels.slice_name(code) for code in SLICES if code == "total" or code in measured}


def _last_reported(stores: Stores, actor: Actor, plan_id: str, year: int, today: date) -> int:
    """The last trimester with something approved; before the first one, the last that ended."""
    values: pd.DataFrame = reports.values(stores.database, actor.entity_id, plan_id)
    approved = values.loc[values["approved"].astype(bool), "trimester"]
    if not approved.empty:
        return int(approved.max())
    return max((trimester for trimester in TRIMESTERS if cutoff(year, trimester) <= today), default=1)


def _teach() -> None:
    st.info(
        "El tablero muestra el avance de un plan en ejecución, y todavía no hay ninguno. Escriba el plan, llévelo por "
        "viabilidad, verificación y aprobación, y entréguelo: desde ese momento cada reporte aprobado aparece aquí.",
        icon=":material/monitoring:",
    )
    st.page_link("plan/editor.py", label="Ir al plan", icon=":material/edit_document:")
