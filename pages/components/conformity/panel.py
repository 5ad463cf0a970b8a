"""The live conformity of the plan, beside its editor: how many findings, those of the part in view, and their links."""

import streamlit as st

from pages.components import escape, labels, links
from pages.components.conformity import findings_links, reading, words
from pages.components.conformity.reading import Reviewed
from pages.components.plan.desk import Desk
from procedure.conformity.review import inside
from procedure.conformity.rule import Finding

_MOST = 8


def render(desk: Desk, component: str = "") -> None:
    """`component`: the id of the one in view, "" for the whole plan. Nothing once the plan was verified."""
    if not desk.is_draft:
        return
    reviewed = reading.read(desk.stores, desk.actor.entity_id, desk.plan_id, desk.frames)
    own = inside(reviewed.findings, component)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":material/rule: **Conformidad: {words.counted(reviewed.findings)}**")
        links.to(desk.actor, "conformidad", "Ver todo")
    if not own:
        return
    with st.expander("Hallazgos de lo que está a la vista", icon=":material/checklist:"):
        if component:
            st.caption(f"De este componente y de todo el plan: {words.counted(own)}.")
        for finding in own[:_MOST]:
            _show(desk, reviewed, finding)
        if len(own) > _MOST:
            st.caption(f"Y {labels.count(len(own) - _MOST, 'más', 'más')}, en la página Conformidad.")


def _show(desk: Desk, reviewed: Reviewed, finding: Finding) -> None:
    symbol = "✖" if finding.blocks else "!"
    place, text = escape.markdown(finding.place), escape.markdown(finding.text)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"{symbol} **{finding.rule}** · {place}: {text}", width=640)
        findings_links.to(desk.actor, reviewed, finding)
