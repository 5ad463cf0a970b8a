"""From a finding to where it is mended: the page, and the element in it when the page can open on one."""

import streamlit as st

from pages.components import links
from pages.components.conformity.reading import Reviewed
from pages.components.indicator_sheets import chooser
from procedure.conformity.rule import Finding
from procedure.conformity.rules import PLAN, SHEETS
from procedure.roles import Actor

ELEMENT = "elemento"  # in the address of the page Plan: «actions.<id>»
_WORDS = {PLAN: "Ir al plan", SHEETS: "Ir a la hoja de vida"}


def to(actor: Actor, reviewed: Reviewed, finding: Finding) -> None:
    """A link, or nothing when this version has no such page or it is not for this role."""
    entry = links.entry_of(finding.page)
    if entry is None or not links.may_open(actor, entry):
        return
    st.page_link(
        entry.file,
        label=_WORDS.get(finding.page, f"Ir a {entry.title}"),
        icon=f":material/{entry.icon}:",
        query_params=address(reviewed, finding),
    )


def address(reviewed: Reviewed, finding: Finding) -> dict[str, str]:
    """What goes in the URL: the plan that is open, and the element."""
    here = {"plan": st.query_params["plan"]} if "plan" in st.query_params else {}
    if finding.page == SHEETS and finding.row_id in reviewed.sheets:
        return {**here, chooser.KEY: reviewed.sheets[finding.row_id]}
    if finding.page == PLAN and finding.table:
        return {**here, ELEMENT: f"{finding.table}.{finding.row_id}"}
    return here
