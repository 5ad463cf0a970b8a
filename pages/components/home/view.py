"""The year that the home page shows, and the thirteen activities as they stand in it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import streamlit as st

from data.opendata import shelf
from data.opening import Stores
from data.records import entities, follow_up, overview, plans
from pages.components import filters
from procedure import calendar
from procedure.activity_states import ActivityState, Facts, activity_states
from procedure.follow_up import FollowUp
from procedure.follow_up_pending import States
from procedure.roles import Actor, Permission, can
from procedure.waiting import Waiting


@dataclass(frozen=True)
class View:
    """`follow_up` of the plan, while it runs, with the state of each report begun."""

    year: int
    facts: Facts
    states: list[ActivityState]
    waiting: list[Waiting]
    today: date
    follow_up: FollowUp | None = None
    reported: States = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Nothing was ever loaded, written or decided: the first start."""
        found = self.facts
        return not (found.datasets or found.baselines or found.opportunities or found.plan_state)


def choose(stores: Stores, actor: Actor, today: date) -> View:
    """The years with a plan and the present ones; by default that of the plan in execution, else this year."""
    listed = plans.listing(stores.database, actor.entity_id)
    years = sorted({today.year, today.year + 1, *(int(one) for one in listed["year"])}, reverse=True)
    running = listed.loc[listed["state"] == "en_ejecucion", "year"]
    default = int(running.iloc[0]) if len(running) else today.year
    with st.container(width=180):
        names = {str(year): str(year) for year in years}
        chosen = filters.choose("Vigencia", names, key="vigencia", default=str(default))
    return read(stores, actor, int(chosen or default), today)


def read(stores: Stores, actor: Actor, year: int, today: date) -> View:
    facts = overview.facts(stores.database, actor.entity_id, year)
    settings: dict[str, Any] = entities.get(stores.database, actor.entity_id)["settings"]
    states = activity_states(facts, year, today, calendar.deadlines(settings))
    waiting = overview.waiting(stores.database, actor, year, today)
    running = facts.plan_state == "en_ejecucion"
    return View(
        year,
        facts,
        states,
        waiting + _brought(stores, actor),
        today,
        follow_up.read(stores.database, actor.entity_id, facts.plan_id) if running else None,
        follow_up.states(stores.database, facts.plan_id) if running else {},
    )


def _brought(stores: Stores, actor: Actor) -> list[Waiting]:
    """What came from the open-data portal, for those who may load it."""
    if not can(actor, Permission.LOAD_DATA):
        return []
    found = shelf.waiting(stores.settings, stores.database, actor.entity_id)
    return [Waiting(f"{each.title}, del portal de datos abiertos: por revisar.", 1, "cargar-datos") for each in found]
