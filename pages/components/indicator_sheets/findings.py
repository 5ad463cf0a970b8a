"""What the sheet contradicts or should look at again, in the section of its field, and the button that settles it."""

from collections.abc import Callable
from functools import partial

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

_OF_SLICES = frozenset({"baseline_year", "baseline", "target"})
_OF_VARIABLES = frozenset({"symbol"})


def render(one: Open, section: Section) -> None:
    """Contradictions, with what is typed and not saved yet, beside what was typed; warnings where they belong."""
    if section.code in ("calculo", "metas"):
        _contradiction(one, section)
    rows = [table.to_dict("records") for table in (one.variables, one.slices)]
    for number, finding in enumerate(indicator_rules.review(one.row, *rows, one.desk.year)):
        if _is_of(section, finding):
            st.warning(escape.markdown(finding.message), icon=":material/rule:")
            mends = finding.mends if one.desk.may_add("indicators") else ()
            _offer(mends, f"{section.code}-{number}", lambda mend: partial(_change, one, mend))


def _is_of(section: Section, finding: Finding) -> bool:
    if finding.field in _OF_SLICES:
        return section.code == "metas"
    return finding.field in section.fields or (finding.field in _OF_VARIABLES and section.code == "calculo")


def _contradiction(one: Open, section: Section) -> None:
    typed = pending.read(one)
    beside = "calculo" if typed.declared and not typed.edits else "metas"
    message = indicator_rules.first_of(typed.slices, typed.indicator)
    if not message or section.code != beside or not one.desk.may_add("indicators"):
        return
    mends = indicator_rules.mends(typed.indicator, typed.slices)
    if mends:
        st.caption("Para resolverlo en un clic:")
        _offer(tuple(mends), "contradiccion", lambda mend: partial(_together, one, typed, mend))
    elif typed.is_stored:
        st.error(escape.markdown(message), icon=":material/rule:")


def _offer(mends: tuple[Mend, ...], key: str, act: Callable[[Mend], Callable[[], None]]) -> None:
    if not mends:
        return
    with st.container(horizontal=True):
        for mend in mends:
            if st.button(
                escape.markdown(mend.label), key=f"hoja-{key}-{mend.field}-{mend.value}", icon=":material/build:"
            ):
                act(mend)()


def _change(one: Open, mend: Mend) -> None:
    _save(one, mend, {mend.field: mend.value}, [], None)


def _together(one: Open, typed: Pending, mend: Mend) -> None:
    """The mend and what was waiting for it, in one save."""
    own = dict(typed.declared) if mend.of_slices else {**typed.declared, mend.field: mend.value}
    slices = typed.with_target(mend.value) if mend.of_slices else typed.edits
    _save(one, mend, own, slices, typed)


def _save(one: Open, mend: Mend, own: dict[str, object], slices: list[Edit], typed: Pending | None) -> None:
    desk, change = one.desk, Change(one.id, int(one.row["version"]), own)
    try:
        plan_elements.mend_indicator(desk.stores.database, desk.actor, desk.plan_id, change, slices)
    except PamError as error:
        flash.refuse(error)
    else:
        flash.keep("success", f"Hecho: {mend.label[:1].lower()}{mend.label[1:]}.")
        desk.memory.last = mend.label[:1].lower() + mend.label[1:]
        if typed is not None:
            typed.settle()
    memories.renew(desk.memory, PREFIX)
    st.rerun()
