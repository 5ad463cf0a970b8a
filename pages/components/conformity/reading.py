"""What the rules say of a plan, kept by the position of the audit chain: every change moves it (ADR 0006)."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data import rural_enrolment
from data.opening import Stores
from data.records import audit, conformity, plan_frames
from data.records.plan_frames import PlanFrames
from pages.components.indicator_sheets import chooser
from procedure.conformity.bundle import Bundle
from procedure.conformity.review import review
from procedure.conformity.rule import Finding

MAX_ENTRIES = 32


@dataclass(frozen=True)
class Reviewed:
    """The plan as it was judged, what was found, and the name of each indicator in the address of its sheet."""

    plan_id: str
    bundle: Bundle
    findings: list[Finding]
    sheets: dict[str, str]


def read(stores: Stores, entity_id: str, plan_id: str, frames: PlanFrames | None = None) -> Reviewed:
    """`frames`: those of the plan, for whoever has them already."""
    position = _position(stores, entity_id)
    generation = stores.warehouse.generation_id(entity_id)
    found = _kept(stores, frames, entity_id, plan_id, position, generation)
    _last()[entity_id, plan_id] = (position, found)
    return found


def last(stores: Stores, entity_id: str, plan_id: str) -> tuple[bool, Reviewed] | None:
    """What was read last of the plan, whoever asked, and whether nothing has changed since; None before the first."""
    known = _last().get((entity_id, plan_id))
    return None if known is None else (known[0] == _position(stores, entity_id), known[1])


def _position(stores: Stores, entity_id: str) -> int:
    with stores.database.read() as connection:
        return audit.position(connection, entity_id)


@st.cache_resource
def _last() -> dict[tuple[str, str], tuple[int, Reviewed]]:
    return {}


@st.cache_resource(max_entries=MAX_ENTRIES, show_spinner=False)
def _kept(
    _stores: Stores,
    _frames: PlanFrames | None,
    entity_id: str,
    plan_id: str,
    position: int,  # noqa: ARG001 - it is the key
    generation: str | None,
) -> Reviewed:
    """Shared by every session: nobody changes what it holds."""
    frames = _frames or plan_frames.frames(_stores.database, entity_id, plan_id)
    share = rural_share(_stores, entity_id, int(frames.plan["year"]), generation)
    found = conformity.around(_stores.database, entity_id, frames, share)
    indicators = pd.DataFrame(found.rows("indicators"), columns=["id", "code", "name"])
    return Reviewed(plan_id, found, review(found), chooser.names(indicators))


@st.cache_data(max_entries=MAX_ENTRIES, show_spinner=False)
def rural_share(_stores: Stores, entity_id: str, plan_year: int, generation: str | None) -> float | None:
    """Of the enrolment; None without a generation of the warehouse."""
    return None if generation is None else rural_enrolment.share(_stores.warehouse, entity_id, plan_year)
