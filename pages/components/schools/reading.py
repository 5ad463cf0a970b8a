"""What the page looks at: the summaries of a year, what they add up to, and the plan that should answer them."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from analytics import pmi
from data.improvement_plans import Summaries
from data.opening import Stores
from data.records import audit, entities, plan_frames
from data.records.database import Row
from data.records.plan_frames import PlanFrames
from pages.components import cached
from procedure.roles import Actor

MAX_ENTRIES = 16


@dataclass(frozen=True)
class Needs:
    """The frames of analytics.pmi over the summaries of a year."""

    told: Summaries
    coverage: pd.DataFrame
    valuations: pd.DataFrame
    needs: pd.DataFrame

    def at(self, frame: pd.DataFrame, municipality: str = pmi.EVERYWHERE, zone: str = "total") -> pd.DataFrame:
        """The rows of one place."""
        return frame[frame["municipality_code"].eq(municipality) & frame["zone"].eq(zone)]


@dataclass(frozen=True)
class Territory:
    """The entity and its municipalities (code → name)."""

    entity: Row
    names: dict[str, str]


def territory(stores: Stores, actor: Actor) -> Territory:
    places = entities.municipalities(stores.database, actor.entity_id)
    names = dict(zip(places["code"], places["name"], strict=True))
    return Territory(entities.get(stores.database, actor.entity_id), names)


def needs(stores: Stores, actor: Actor, year: int) -> Needs:
    """A year's summaries added up; kept with the generation they were read from."""
    generation = stores.warehouse.generation_id(actor.entity_id)
    return _needs(stores, actor, generation, actor.entity_id, year)


@st.cache_data(max_entries=MAX_ENTRIES, show_spinner=False)
def _needs(_stores: Stores, _actor: Actor, generation_id: str | None, entity_id: str, year: int) -> Needs:  # noqa: ARG001 - the key
    told = cached.summaries(_stores, _actor, year=year)
    return Needs(told, pmi.coverage(told.schools, told.directory), pmi.valuations(told.values), pmi.needs(told.needs))


def plan(stores: Stores, actor: Actor, plan_id: str) -> PlanFrames:
    """The plan as it is saved now; kept with the position of the audit, which every change moves (ADR 0006)."""
    with stores.database.read() as connection:
        position = audit.position(connection, actor.entity_id)
    return _plan(stores, actor.entity_id, plan_id, position)


@st.cache_data(max_entries=MAX_ENTRIES, show_spinner=False)
def _plan(_stores: Stores, entity_id: str, plan_id: str, position: int) -> PlanFrames:  # noqa: ARG001 - it is the key
    return plan_frames.frames(_stores.database, entity_id, plan_id)
