"""What may be done with the report: save, send; and, for whoever reviews, return, approve, close, reopen."""

from collections.abc import Callable, Sequence

import streamlit as st

from data.opening import Stores
from data.records import reports
from pages.components import escape, session
from pages.components.reports import drafts, saving
from pages.components.reports.context import Context
from pages.components.reports.subjects import Subject
from procedure.roles import Actor
from procedure.states import AUTHOR, REPORT_TRANSITIONS, Transition

_DONE = {
    "devuelto": "Devuelto con su nota",
    "aprobado": "Aprobado: sus cifras ya son oficiales",
    "cerrado": "Cerrado: ya no se cambia",
    "reabierto": "Reabierto: sus cifras dejan de ser oficiales hasta que se apruebe de nuevo",
}


def writing(context: Context, subject: Subject, *, pending: bool) -> None:
    """The buttons of whoever writes."""
    arguments = (context.stores, context.plan["id"], context.trimester, subject)
    again = "Enviar de nuevo" if subject.state in {"devuelto", "reabierto"} else "Enviar a revisión"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(again, type="primary", icon=":material/send:", on_click=saving.submit, args=arguments)
        st.button(
            "Guardar borrador",
            icon=":material/save:",
            on_click=saving.save,
            args=arguments,
        )
        st.caption("Hay cambios sin guardar." if pending else "Todo lo escrito está guardado.", width="content")


def reviewing(context: Context, subject: Subject, problems: Sequence[str]) -> None:
    """What the records let this person decide now, and why the approval is not there when it is not."""
    if not subject.report_id or not context.is_running:
        return
    offered = reports.available_transitions(context.stores.database, context.actor, subject.report_id)
    decisions = [one for one in offered if one.to_state != "enviado"]
    _why_not(context.actor, subject, decisions)
    for one in sorted(decisions, key=lambda one: bool(one.requires)):
        _decision(context, subject, one, problems)


def _why_not(actor: Actor, subject: Subject, decisions: Sequence[Transition]) -> None:
    """Says that nobody approves what they wrote, to whoever otherwise could."""
    could = [
        one
        for one in REPORT_TRANSITIONS
        if one.from_state == subject.state and one.roles & actor.roles and AUTHOR in one.not_by
    ]
    if could and "aprobado" not in {one.to_state for one in decisions}:
        st.info("Usted escribió o envió este reporte: debe aprobarlo otra persona con el mismo rol.")


def _decision(context: Context, subject: Subject, one: Transition, problems: Sequence[str]) -> None:
    blocked = one.to_state == "aprobado" and bool(problems)
    name = f"{subject.report_id}:{one.to_state}"
    if not one.requires:
        st.button(
            one.action,
            key=f"reporte_{name}",
            type="primary" if one.to_state == "aprobado" else "secondary",
            disabled=blocked,
            help="Antes hay que corregir el total y sus partes." if blocked else None,
            on_click=decide,
            args=(context.stores, subject, one.to_state, ""),
        )
        return
    widget = f"reporte_nota_{name}_{subject.version}"
    label = "Motivo de la reapertura" if one.to_state == "reabierto" else "Nota: qué hay que corregir"
    with st.expander(escape.markdown(f"{one.action} con {'motivo' if 'motivo' in one.requires else 'nota'}")):
        st.text_area(
            label, drafts.note(name), key=widget, max_chars=4000, on_change=drafts.keep_note, args=(name, widget)
        )
        st.button(
            one.action, key=f"reporte_{name}", on_click=decide, args=(context.stores, subject, one.to_state, name)
        )


def decide(stores: Stores, subject: Subject, to_state: str, note: str) -> None:
    """Callback of a decision; `note` names the text that goes with it. Refused, the text stays."""
    actor = session.actor()
    if actor is None or subject.version is None:
        return
    command = _command(stores, actor, subject, to_state, drafts.note(note))
    done = f"{_DONE[to_state]}: {subject.title}."
    if saving.decide(stores, subject, subject.report_id, to_state, command, done):
        drafts.forget_note(note)


def _command(stores: Stores, actor: Actor, subject: Subject, to_state: str, note: str) -> Callable[[], object]:
    common = (stores.database, actor, subject.report_id, subject.version or 0)
    commands: dict[str, Callable[[], object]] = {
        "devuelto": lambda: reports.return_with_note(*common, note),
        "aprobado": lambda: reports.approve(*common),
        "cerrado": lambda: reports.close(*common),
        "reabierto": lambda: reports.reopen(*common, note),
    }
    return commands[to_state]
