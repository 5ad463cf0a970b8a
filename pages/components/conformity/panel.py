"""The live conformity of the plan, beside its editor: how many findings, those of the part in view, and their links."""

import streamlit as st

from pages.components import escape, labels, links, session
from pages.components.conformity import findings_links, reading, words
from pages.components.conformity.reading import Reviewed
from pages.components.plan import reading as plan_reading
from pages.components.plan.desk import Desk
from procedure.conformity.review import inside
from procedure.conformity.rule import Finding
from procedure.roles import Permission

_MOST = 8
_LARGE = 1_000  # slices and actions
_WAIT = 2.0  # seconds
_AT_ONCE = "conformidad-al-tiempo"


def render(desk: Desk, component: str = "") -> None:
    """`component`: the id of the one in view, "" for the whole plan. Nothing once the plan was verified."""
    if not desk.is_draft:
        return
    known = reading.last(desk.stores, desk.actor.entity_id, desk.plan_id) if _is_large(desk) else None
    if known is None or known[0]:
        _draw(desk, component, reading.read(desk.stores, desk.actor.entity_id, desk.plan_id, desk.frames))
    else:
        st.session_state[_AT_ONCE] = True
        st.fragment(_afterwards, run_every=_WAIT)(desk, component, known[1])


def _is_large(desk: Desk) -> bool:
    """When the rules take long enough to be felt at each cell."""
    return len(desk.frames.indicator_slices) + len(desk.frames.actions) > _LARGE


def _afterwards(desk: Desk, component: str, before: Reviewed) -> None:
    """With the page, what was known; a moment later, without holding up whoever types, what is so now."""
    if st.session_state.pop(_AT_ONCE, False):
        _draw(desk, component, before)
        return
    actor = session.require(Permission.READ)
    frames = plan_reading.tree(desk.stores, actor.entity_id, desk.plan_id).frames
    _draw(desk, component, reading.read(desk.stores, actor.entity_id, desk.plan_id, frames))


def _draw(desk: Desk, component: str, reviewed: Reviewed) -> None:
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
        st.markdown(f"{symbol} **{finding.rule}** · {place}: {text}", width=600)
        findings_links.to(desk.actor, reviewed, finding)
