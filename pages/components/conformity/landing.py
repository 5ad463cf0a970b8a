"""The page Plan opened on an element that its address names: its level, its part of the tree and its own file."""

import streamlit as st

from pages.components.conformity.findings_links import ELEMENT
from pages.components.plan import navigation, search, views
from pages.components.plan.desk import Desk
from pages.components.plan.levels import LEVELS


def land(desk: Desk) -> None:
    """Before the search and the level are drawn. An element that is no longer there leaves its level open."""
    table, _, row_id = st.query_params.get(ELEMENT, "").partition(".")
    if ELEMENT in st.query_params:
        del st.query_params[ELEMENT]
    if table not in LEVELS:
        return
    if row_id in set(desk.frames.table(table)["id"]):
        search.land(desk, table, row_id)
    else:
        st.session_state[views.KEY] = views.EDITOR
        st.session_state[navigation.LEVEL_KEY] = table
