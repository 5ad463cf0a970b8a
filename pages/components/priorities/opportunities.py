"""Step 1: what could be better, with its evidence, and the internal and external factors behind each."""

from dataclasses import replace

import streamlit as st

from data import catalog
from pages.components import escape, labels
from pages.components.priorities import evidence, facts, order
from pages.components.priorities.desk import Desk
from pages.components.sheets import grid, remarks
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import Column, unlike
from procedure.elements import ELEMENTS
from procedure.fields import Kind

_MOST = 5


def render(desk: Desk) -> None:
    """Two grids, and which opportunities still lack a factor."""
    _opportunities(desk)
    if desk.frames.opportunities.empty:
        return
    st.subheader("Factores o condiciones", anchor=False)
    st.caption(
        "Qué explica cada oportunidad de mejora. Cada una necesita al menos un factor, interno o externo al sector; "
        "puede tener de ambos."
    )
    _factors(desk)
    _without_factor(desk)
    facts.render(desk)
    if desk.may_edit:
        order.render(desk)


def _opportunities(desk: Desk) -> None:
    rows = evidence.with_codes(desk.frames.opportunities)
    element = ELEMENTS["opportunities"]
    components = catalog.components()
    names = unlike(dict(zip(components["code"], components["name"], strict=True)))
    shape = (
        Column(element.field("text"), width=460, editable=desk.may_edit),
        Column(replace(element.field("component_code"), kind=Kind.REFERENCE), names, 210, desk.may_edit),
        replace(evidence.column(), editable=desk.may_edit),
    )
    st.subheader("Oportunidades de mejora", anchor=False)
    st.caption("Lo que la caracterización y el perfil muestran que debe mejorar, con el indicador que lo evidencia.")
    if not desk.may_edit:
        grid.show_read_only(shape, rows, key="lectura-oportunidades", alt="Oportunidades de mejora")
        return
    if rows.empty:
        st.info(
            "Escriba la primera oportunidad de mejora en la fila vacía, o pegue varias desde Excel. Por ejemplo: "
            "«La deserción rural supera a la urbana». Después aparecerá la tabla de sus factores."
        )
    name = desk.sheet_name("oportunidades")
    sheet = memories.open_sheet(desk.memory, name, str(desk.year), "opportunities", shape, rows)
    grid.show(desk.memory, sheet, alt="Oportunidades de mejora", dynamic=True)
    remarks.show(desk.memory, sheet)
    remarks.changed_elsewhere(desk.memory, sheet, rows)


def _factors(desk: Desk) -> None:
    element, rows = ELEMENTS["factors"], desk.frames.factors
    origins = {code: words.split(" ")[0] for code, words in element.field("origin").choices.items()}
    shape = (
        Column(element.field("opportunity_id"), desk.opportunities, 300, desk.may_edit),
        Column(element.field("text"), width=420, editable=desk.may_edit),
        Column(element.field("origin"), origins, 110, desk.may_edit),
    )
    if not desk.may_edit:
        grid.show_read_only(shape, rows, key="lectura-factores", alt="Factores o condiciones")
        return
    name = desk.sheet_name("factores")
    sheet = memories.open_sheet(desk.memory, name, str(desk.year), "factors", shape, rows)
    _follow_opportunities(desk, name)
    grid.show(desk.memory, sheet, alt="Factores o condiciones", dynamic=True)
    remarks.show(desk.memory, sheet)
    remarks.changed_elsewhere(desk.memory, sheet, rows)


def _follow_opportunities(desk: Desk, name: str) -> None:
    """The grid of factors offers the opportunities there were when it was drawn; one added since needs it redrawn."""
    sheet = desk.memory.by_name[name]
    if dict(sheet.column("opportunity_id").options) != desk.opportunities:
        memories.renew(desk.memory, name)
        st.rerun()


def _without_factor(desk: Desk) -> None:
    with_factor = set(desk.frames.factors["opportunity_id"])
    lacking = [text for one, text in desk.opportunities.items() if one not in with_factor]
    if lacking:
        names = labels.joined([f"«{text}»" for text in lacking[:_MOST]])
        more = f" y {len(lacking) - _MOST} más" if len(lacking) > _MOST else ""
        st.warning(escape.markdown(f"Falta al menos un factor en: {names}{more}."), icon=":material/link_off:")
