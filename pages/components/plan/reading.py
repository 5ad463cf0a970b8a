"""The plan on the screen, read whole once per process and then only where it changed (ADR 0009)."""

from dataclasses import dataclass

import streamlit as st

from data.opening import Stores
from data.records import plan_fresh
from data.records.plan_fresh import Kept
from pages.components.plan.levels import Tree

MAX_ENTRIES = 16


@dataclass
class _Held:
    """One plan as it was last read; whoever puts an older one back only makes the next run read a little more."""

    kept: Kept | None = None
    tree: Tree | None = None


@st.cache_resource(max_entries=MAX_ENTRIES, show_spinner=False)
def _held(entity_id: str, plan_id: str) -> _Held:  # noqa: ARG001 - they are the key
    return _Held()


def tree(stores: Stores, entity_id: str, plan_id: str) -> Tree:
    """The plan of this moment, shared by every session of the process: nobody changes its frames in place."""
    held = _held(entity_id, plan_id)
    before, known = held.kept, held.tree
    kept = plan_fresh.current(stores.database, entity_id, plan_id, before)
    if known is not None and known.frames is kept.frames:
        return known
    fresh = Tree(kept.frames)
    held.kept, held.tree = kept, fresh
    return fresh
