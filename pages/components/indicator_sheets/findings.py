"""What the sheet contradicts or should look at again, in the section of its field, and the button that settles it."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from data.records import plan_elements
from pages.components import escape, flash
from pages.components.indicator_sheets import pending
from pages.components.indicator_sheets.pending import Pending
from pages.components.indicator_sheets.reading import Open
from pages.components.plan.desk import PREFIX
from pages.components.sheets import memory as memories
from procedure import indicator_rules
from procedure.edits import Change, Edit
from procedure.errors import PamError
from procedure.indicator_rules import Finding, Mend
from procedure.indicator_sheet import Section

_OF_SLICES = frozenset({"baseline_year"})
_OF_VARIABLES = frozenset({"symbol"})


def render(one: Open, section: Section) -> None:
    """Contradictions, with what is typed and not saved yet, beside what was typed; warnings where they belong."""
    if section.code in ("calculo", "metas"):
        _contradiction(one, section)
    parts = [table.to_dict("records") for table in (one.variables, one.slices)]
    for number, finding in enumerate(indicator_rules.review(one.row, *parts, one.desk.year)):
        if _is_of(section, finding):
            st.warning(escape.markdown(finding.message), icon=":material/rule:")
            chosen = _offer(one, finding.mends, f"{section.code}-{number}")
            if chosen is not None:
                _save(one, chosen, {chosen.field: chosen.value}, [])


def _is_of(section: Section, finding: Finding) -> bool:
    if finding.field in _OF_SLICES:
        return section.code == "metas"
    return finding.field in section.fields or (finding.field in _OF_VARIABLES and section.code == "calculo")


def _contradiction(one: Open, section: Section) -> None:
    """Its refusal is already beside the cell, unless it was stored so: then it is said here."""
    typed = pending.read(one)
    beside = "calculo" if typed.declared and not typed.edits else "metas"
    message = indicator_rules.first_of(typed.slices, typed.indicator)
    if not message or section.code != beside:
        return
    if typed.is_stored:
        st.error(escape.markdown(message), icon=":material/rule:")
    chosen = _offer(one, indicator_rules.mends(typed.indicator, typed.slices), "contradiccion")
    if chosen is not None:
        _together(one, typed, chosen)


def _offer(one: Open, mends: Sequence[Mend], key: str) -> Mend | None:
    """The mend whose button was pressed, for whoever may change the indicator."""
    if not mends or not one.desk.may_add("indicators"):
        return None
    with st.container(horizontal=True):
        pressed = [
            st.button(escape.markdown(mend.label), key=f"hoja-{key}-{mend.field}-{mend.value}", icon=":material/build:")
            for mend in mends
        ]
    return next((mend for mend, hit in zip(mends, pressed, strict=True) if hit), None)


def _together(one: Open, typed: Pending, mend: Mend) -> None:
    """The mend and what was waiting for it, in one save."""
    own = dict(typed.declared) if mend.of_slices else {**typed.declared, mend.field: mend.value}
    slices = typed.with_target(mend.value) if mend.of_slices else typed.edits
    _save(one, mend, own, slices, typed)


def _save(one: Open, mend: Mend, own: dict[str, Any], slices: list[Edit], typed: Pending | None = None) -> None:
    desk, words = one.desk, mend.label[:1].lower() + mend.label[1:]
    change = Change(one.id, int(one.row["version"]), own)
    try:
        plan_elements.mend_indicator(desk.stores.database, desk.actor, desk.plan_id, change, slices)
    except PamError as error:
        flash.refuse(error)
    else:
        desk.memory.last = words
        flash.keep("success", f"Hecho: {words}.")
        if typed is not None:
            typed.settle()
    memories.renew(desk.memory, PREFIX)
    st.rerun()
