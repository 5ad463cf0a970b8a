"""One report on the screen: what it is about, its state, its boxes, its words, its evidence and what may be done."""

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.components import badges, escape, flash, labels
from pages.components.reports import advance, boxes, clashes, decisions, drafts, files
from pages.components.reports.context import Context
from pages.components.reports.subjects import STATES, Subject
from pages.components.reports.typed import NARRATIVE, Reading
from procedure import reporting
from procedure.roles import Permission, can
from procedure.vocabulary import ACCUMULATIONS

_HEAD = '<p style="margin:.1rem 0 0;font-size:.9rem;line-height:1.6">{html}</p>'
_MOST_NARRATIVE = 4000


def render(context: Context, subject: Subject) -> None:
    """The whole report of a subject."""
    key = drafts.key_of(context.plan["id"], context.trimester, subject)
    _head(context, subject)
    if clashes.render(context, subject, key):
        flash.show()
        return
    enabled = subject.is_open and context.is_running
    drawn = advance if subject.is_action else boxes
    readings = drawn.render(context, subject, key, enabled=enabled)
    _narrative(subject, key, enabled=enabled)
    files.render(context, subject, enabled=enabled)
    pending = bool(drafts.unsaved(key, subject))
    if enabled and (pending or subject.version is not None):
        _look_again(pending_remarks(context, subject, readings))
    flash.show()
    if enabled:
        decisions.writing(context, subject, pending=pending)
    decisions.reviewing(context, subject, [] if subject.is_action else boxes.part_problems(subject, readings))


def _head(context: Context, subject: Subject) -> None:
    _, _, tone = STATES[subject.state]
    st.subheader(escape.markdown(subject.title), anchor=False)
    kind = "Acción" if subject.is_action else f"Indicador · {_measured(subject)}"
    deadline = _deadline(context, subject)
    place = " › ".join(text for text in (subject.component, subject.goal) if text)
    st.html(
        _HEAD.format(
            html=f"{badges.label(subject.state_words, tone)} &nbsp; {escape.html(kind)} · "
            f"Responsable: {escape.html(context.person(subject.responsible_id))}<br>"
            f'<span style="opacity:.85">{escape.html(place)}</span>'
            f"{'<br>' if deadline else ''}{escape.html(deadline)}"
        )
    )
    if subject.review_note and subject.state in {"devuelto", "reabierto", "borrador"}:
        st.warning(escape.markdown(f"Nota de revisión: {subject.review_note}"), icon=":material/rate_review:")
    _why_closed(context, subject)


def _measured(subject: Subject) -> str:
    unit = f" · en {subject.unit}" if subject.unit and subject.accumulation != "hito" else ""
    return f"{ACCUMULATIONS.get(subject.accumulation, subject.accumulation)}{unit}"


def _why_closed(context: Context, subject: Subject) -> None:
    """Why the boxes cannot be written, or why writing now is unusual."""
    if not context.is_running:
        st.info("El plan de esta vigencia está cerrado: sus reportes se consultan y ya no se cambian.")
    elif not subject.is_open:
        st.info(_locked(context, subject))
    elif context.request(subject) is None:
        _not_asked(context, subject)
    elif context.today <= context.bounds[1]:
        st.info(f"El corte es el {labels.day(context.bounds[1])}: lo que reporte antes puede cambiar.")


def _not_asked(context: Context, subject: Subject) -> None:
    if not subject.is_followed:
        st.info("La estrategia no sigue este indicador: no se le pide; puede reportarlo.")
        return
    meaning = "repórtela solo si siguió" if subject.is_action else "si lo reporta, cuenta como anticipado"
    st.info(f"Nada programado para el T{context.trimester}: {meaning}.")


def _deadline(context: Context, subject: Subject) -> str:
    """Until when it is reported, with what, and why another person is asked; "" when it is not asked for."""
    asked = context.request(subject)
    if asked is None:
        return ""
    tools = f" · con: {labels.joined(asked.instruments)}" if asked.instruments else ""
    return " ".join([f"Se reporta hasta el {labels.day(asked.due)}{tools}.", *asked.remarks])


def _locked(context: Context, subject: Subject) -> str:
    if subject.state == "enviado" and can(context.actor, Permission.REVIEW_REPORT):
        return "Está enviado: revíselo y decida al final de esta página."
    reopen = "lo devuelva" if subject.state == "enviado" else "lo cierre y lo reabra con un motivo"
    return f"Está {subject.state}: se consulta. Para corregirlo, pida al Líder de Calidad que {reopen}."


def _narrative(subject: Subject, key: str, *, enabled: bool) -> None:
    text, label = drafts.texts(key, subject)[NARRATIVE], "Qué se hizo, qué explica el resultado y qué sigue"
    if not enabled:
        st.caption(label)
        st.text(text or "Sin narrativa.")
        return
    draft = drafts.get(key)
    version = draft.version if draft else subject.version
    widget = f"reporte_{key}_{version or 0}_{NARRATIVE}"
    arguments = (key, version, NARRATIVE, widget)
    st.text_area(
        label, text, key=widget, height=120, max_chars=_MOST_NARRATIVE, on_change=drafts.remember, args=arguments
    )
    if draft and NARRATIVE in draft.errors:
        boxes.write([boxes.refusal(draft.errors[NARRATIVE])])


def pending_remarks(context: Context, subject: Subject, readings: Mapping[str, Reading]) -> list[str]:
    """What the records would warn of when this is sent, in their own words."""
    if subject.is_action:
        return advance.warnings(context, subject, readings)
    frames = context.frames
    indicator = frames.indicators[frames.indicators["id"] == subject.id].to_dict("records")[0]
    slices = frames.indicator_slices[frames.indicator_slices["indicator_id"] == subject.id].to_dict("records")
    values = {name: one.value for name, one in readings.items()}
    return reporting.indicator_warnings(indicator, slices, values, context.trimester, subject.evidence)


def _look_again(remarks: Sequence[str]) -> None:
    if remarks:
        st.caption("Antes de enviar, mire esto:\n\n" + "\n".join(f"- {escape.markdown(one)}" for one in remarks))
