"""Which plan is on the screen, and how the first one and the next year's come to be."""

from datetime import date
from uuid import uuid4

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import plan_copies, plans
from pages.components import filters, flash, links
from procedure.errors import PamError
from procedure.roles import Actor, Permission, can
from procedure.states import has_reached
from procedure.vocabulary import PLAN_STATES

_KEY = "plan"
_ONCE = "plan-clave"


def choose(stores: Stores, actor: Actor, today: date) -> str | None:
    """The id of the plan chosen, kept in the URL; None when there is none yet."""
    listing = plans.listing(stores.database, actor.entity_id)
    if listing.empty:
        _first(stores, actor, today)
        return None
    names = {row.id: _name(row) for row in listing.itertuples()}
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with left:
        chosen = filters.choose("Plan", names, key=_KEY)
    with right:
        _more(stores, actor, listing, chosen or "")
    return chosen


def existing(stores: Stores, actor: Actor, why: str, icon: str, *, approved_first: bool = False) -> str | None:
    """The id of one of the plans that there are; None, with `why` it is needed and the way out, when there is none.

    The newest unless told; with `approved_first`, the newest of those that the committee approved.
    """
    listing = plans.listing(stores.database, actor.entity_id)
    if listing.empty:
        st.info(why, icon=f":material/{icon}:")
        links.to(actor, "plan", "Crear el plan")
        return None
    names = {row.id: _name(row) for row in listing.itertuples()}
    approved = [row.id for row in listing.itertuples() if approved_first and has_reached(row.state, "aprobado")]
    return filters.choose("Plan", names, key=_KEY, default=next(iter(approved), None))


def _name(row: object) -> str:
    return f"{row.year} · versión {row.number} · {PLAN_STATES[row.state]} · {row.name}"  # type: ignore[attr-defined]


def _first(stores: Stores, actor: Actor, today: date) -> None:
    st.info(
        "El Plan de Apoyo al Mejoramiento reúne, para una vigencia, los componentes, objetivos, metas por zona e "
        "inclusión, indicadores, acciones y recursos con los que la Secretaría mejora la calidad educativa. "
        "Todavía no hay ninguno.",
        icon=":material/account_tree:",
    )
    if not can(actor, Permission.EDIT_PLAN):
        st.text("Lo crea el analista o el líder de Calidad Educativa; cuando exista, lo verá aquí.")
        return
    year = int(st.number_input("Vigencia", 2000, 2100, today.year, step=1, width=200))
    name = st.text_input("Nombre", "Plan de Apoyo al Mejoramiento", width=520)
    if st.button(f"Crear el plan de {year}", type="primary", icon=":material/add:"):
        _create(stores, actor, year, name)


def _more(stores: Stores, actor: Actor, listing: pd.DataFrame, chosen: str) -> None:
    """The next year's draft, copied from the chosen plan; or a blank one."""
    if not can(actor, Permission.EDIT_PLAN) or not chosen:
        return
    year = int(listing.set_index("id")["year"][chosen])
    with st.popover("Otro plan", icon=":material/add:", width="stretch"):
        st.caption(
            f"Copia componentes, objetivos, metas, indicadores y acciones del plan de {year}; valores, fechas y "
            "dinero quedan en blanco."
        )
        if st.button(f"Abrir el borrador de {year + 1} a partir de este", width="stretch"):
            _open(plan_copies.duplicate, stores.database, actor, chosen, key=_once())
        blank = int(st.number_input("O un plan en blanco para la vigencia", 2000, 2100, year + 1, step=1))
        if st.button(f"Crear el plan de {blank}", width="stretch"):
            _create(stores, actor, blank, "Plan de Apoyo al Mejoramiento")


def _create(stores: Stores, actor: Actor, year: int, name: str) -> None:
    _open(plans.create, stores.database, actor, year, name, key=_once())


def _open(command: object, *arguments: object, key: str) -> None:
    try:
        plan = command(*arguments, key=key)  # type: ignore[operator]
    except PamError as error:
        st.error(error.message)
        return
    st.session_state.pop(_ONCE, None)
    st.session_state.pop(_KEY, None)
    flash.keep("success", f"Se creó el borrador del plan de {plan['year']}, versión {plan['number']}.")
    st.query_params.pop(_KEY, None)
    st.rerun()


def _once() -> str:
    """One key per plan to be made: two clicks make one plan."""
    return str(st.session_state.setdefault(_ONCE, uuid4().hex))
