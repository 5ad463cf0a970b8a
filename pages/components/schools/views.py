"""Which of the three readings of the PMI is on the screen, and from which year."""

import streamlit as st

from data.opening import Stores
from data.records import entities
from pages.components import cached, filters
from pages.components.plan import choice
from pages.components.schools import empty, needs, reading, school, ties
from procedure.roles import Actor

_NEEDS, _TIES, _SCHOOL = "Necesidades", "Vínculo con el plan", "Qué le da este plan"
_NEWEST = 9999
"""A year after any other."""
_NO_PLAN = "Para ver qué atiende el plan hace falta un plan, y todavía no hay ninguno."


def render(stores: Stores, actor: Actor) -> None:
    """The view chosen, with its filters over it."""
    years = cached.pmi_years(stores, actor)
    if years.empty and cached.directory(stores, actor, year=_NEWEST).empty:
        empty.nothing_loaded(actor, entities.municipalities(stores.database, actor.entity_id))
        return
    view, year = _choose([int(one) for one in years["year"]])
    if view != _SCHOOL and years.empty:
        empty.nothing_loaded(actor, entities.municipalities(stores.database, actor.entity_id))
        return
    found = reading.needs(stores, actor, year)
    territory = reading.territory(stores, actor)
    if found.told.directory.empty:
        empty.without_directory()
    if view == _NEEDS:
        needs.render(found, territory)
        return
    plan_id = choice.existing(stores, actor, _NO_PLAN, "account_tree", approved_first=True)
    if plan_id is None:
        return
    frames = reading.plan(stores, actor, plan_id)
    if view == _TIES:
        ties.render(found, frames, actor)
    else:
        school.render(found.told, frames, territory)


def _choose(years: list[int]) -> tuple[str, int]:
    """The view and the year of the summaries; without any, the directory is read as of its newest."""
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with left:
        view = st.segmented_control(
            "Vista",
            [_NEEDS, _TIES, _SCHOOL],
            default=_NEEDS,
            required=True,
            key="pmi-vista",
            label_visibility="collapsed",
        )
    with right:
        year = filters.year(years, label="Año de los PMI", key="anio_pmi") if years else _NEWEST
    return str(view or _NEEDS), int(year or _NEWEST)
