"""The section chosen with its evidence beside; the normograma takes the whole width."""

import streamlit as st

from pages.components.profile import decision, evidence, narratives, norms, swot
from pages.components.profile.desk import Desk


def render(desk: Desk, section: str) -> None:
    if section == "normograma":
        norms.render(desk)
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        if section == "dofa":
            swot.render(desk)
        elif section == "decision":
            decision.render(desk)
        else:
            narratives.render(desk, section)
    with right:
        evidence.render(desk)
