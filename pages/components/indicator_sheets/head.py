"""Whose sheet it is and how it stands: its place in the plan, version, and what it lacks."""

import streamlit as st

from pages.components import badges, escape, labels, links
from pages.components.indicator_sheets.reading import Open
from pages.components.plan import status
from pages.components.plan.desk import Desk
from procedure.vocabulary import NATURES, PLAN_STATES

_MOST = 6


def state(desk: Desk, what: str = "sus hojas de vida solo cambian en borrador") -> None:
    """Whether it can be edited and, when it can, what was saved and how to take it back."""
    if desk.is_draft:
        status.render(desk)
        return
    words = PLAN_STATES[desk.frames.plan["state"]]
    st.info(f"Solo lectura: el plan está en «{words}» y {what}.", icon=":material/lock:")


def render(one: Open) -> None:
    """Title, path, badges and what is missing."""
    sheet = one.sheet
    st.subheader(escape.markdown(sheet.title), anchor=False, divider="gray")
    facts = dict(sheet.facts["identificacion"])
    path = " › ".join(facts[name] for name in ("Componente", "Objetivo del plan", "Meta del plan"))
    st.caption(escape.markdown(path))
    version = f"Versión {sheet.version} · {sheet.changed}" if sheet.version else "Sin cambios registrados"
    complete = badges.label("✔ Hoja completa", "verde")
    if sheet.missing:
        complete = badges.label("! Hoja incompleta", "amarillo")
    tags = [complete, badges.label(NATURES[sheet.nature]), badges.label(version)]
    st.html(f'<div style="display:flex;flex-wrap:wrap;gap:.4rem">{"".join(tags)}</div>')
    if sheet.missing:
        more = len(sheet.missing) - _MOST
        ending = f" y {labels.count(more, 'campo más', 'campos más')}" if more > 0 else ""
        count = labels.count(len(sheet.missing), "campo", "campos")
        verb = "Falta" if len(sheet.missing) == 1 else "Faltan"
        st.text(f"{verb} {count}: {', '.join(sheet.missing[:_MOST])}{ending}.")


def to_plan(one: Open) -> None:
    links.to(one.desk.actor, "plan", "Ver en el plan")
