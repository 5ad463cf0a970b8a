"""Which plan and trimester, what blocks its closing, and every closing there was."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from data import closing
from data.opening import Stores
from data.records import audit, closures, users
from pages.components import filters, links
from pages.components.reports import context as reported
from procedure import calendar
from procedure.roles import Actor
from procedure.trimester_closing import CLOSED, Block
from procedure.vocabulary import TRIMESTERS


@dataclass(frozen=True)
class Found:
    """closings: every one of the plan, as rows, the first first · people: id → name, also of closed accounts."""

    stores: Stores
    actor: Actor
    plan_id: str
    year: int
    trimester: int
    today: date
    blocks: list[Block]
    closings: list[dict[str, Any]]
    people: dict[str, str]

    @property
    def closed(self) -> dict[str, Any] | None:
        """The closing of this trimester that holds now."""
        own = [one for one in self.closings if one["trimester"] == self.trimester and one["state"] == CLOSED]
        return own[-1] if own else None


def choose(stores: Stores, actor: Actor, today: date) -> Found | None:
    """None, after saying what is missing, when no plan is being carried out. Opens on the first one that is open."""
    listed = reported.reportable(stores, actor)
    if listed.empty:
        st.info("Se cierran los trimestres de un plan en ejecución, y todavía no hay ninguno.", icon=":material/lock:")
        links.to(actor, "plan", "Ir al plan")
        return None
    with st.container(horizontal=True):
        year = filters.year([int(one) for one in listed["year"]]) or int(listed["year"].max())
        plan_id = str(listed.loc[listed["year"] == year, "id"].iloc[0])
        closings: list[dict[str, Any]] = closures.listing(stores.database, actor.entity_id, plan_id).to_dict("records")  # type: ignore[assignment]
        trimester = filters.cutoff(default=_in_turn(closings, year, today))
    blocks = _blocks(stores, actor.entity_id, _position(stores, actor), plan_id, trimester, today)
    people = users.names(stores.database, actor.entity_id)
    return Found(stores, actor, plan_id, year, trimester, today, blocks, closings, people)


def _in_turn(closings: list[dict[str, Any]], year: int, today: date) -> int:
    """The first trimester that is over and not closed; the last that is closed when there is none."""
    closed = {int(one["trimester"]) for one in closings if one["state"] == CLOSED}
    waiting = [number for number in calendar.closed_trimesters(year, today) if number not in closed]
    return min(waiting, default=max(closed, default=TRIMESTERS[0]))


def _position(stores: Stores, actor: Actor) -> int:
    with stores.database.read() as connection:
        return audit.position(connection, actor.entity_id)


@st.cache_data(max_entries=16, show_spinner="Revisando el trimestre…")
def _blocks(
    _stores: Stores,
    entity_id: str,
    position: int,  # noqa: ARG001 - it is the key
    plan_id: str,
    trimester: int,
    today: date,
) -> list[Block]:
    return closing.blocking(_stores.database, entity_id, plan_id, trimester, today)
