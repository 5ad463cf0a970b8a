"""One report at a time: the list, what to show of it, and the way to the next and the previous."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from pages.components import labels, links, tables
from pages.components.reports import drafts
from pages.components.reports.context import Context
from pages.components.reports.progress import SENT
from pages.components.reports.subjects import Subject
from procedure.roles import Permission, can

LINK = "elemento"
_WIDGET, _CHOSEN = "reporte_elemento", "reporte_elegido"
_SHOWN, _OWNER = "reporte_mostrar", "reporte_responsable"
ALL, TO_SEND, TO_REVIEW, APPROVED = "todos", "por_enviar", "por_revisar", "aprobados"
EVERYBODY = ""


def render(context: Context) -> Subject | None:
    """The subject on the screen; None when there is none to show, having said why."""
    if not context.subjects:
        _nothing(context)
        return None
    wanted = _from_link(context)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        group = _choice(context, wanted)
    with right:
        owner = _owner(context)
    shown = filtered(context, group, owner)
    if not shown:
        st.info("No hay reportes en ese estado. Elija otro filtro para ver los demás.")
        return None
    return _one(context, shown, wanted)


def _nothing(context: Context) -> None:
    if can(context.actor, Permission.REPORT_ASSIGNED):
        st.info(
            "Ningún indicador ni acción de este plan está a su cargo. Si debe reportar, pida al Líder de Calidad que "
            "lo nombre responsable en el plan."
        )
    else:
        st.info("Su rol consulta: los avances los reportan los responsables y el equipo de Calidad.")
        links.to(context.actor, "tablero", "Ver los avances en el tablero")


def _from_link(context: Context) -> str | None:
    """An element asked for in the address, once. One that is not of this person is said, never shown."""
    asked = st.query_params.get(LINK)
    if asked is None:
        return None
    del st.query_params[LINK]
    found = [one for one in context.subjects if one.id == asked]
    if not found:
        st.warning("El elemento del enlace no está a su cargo o no es de este plan. Lo reporta su responsable.")
        return None
    return found[0].id


def in_group(subject: Subject, group: str, context: Context) -> bool:
    """Whether a subject belongs to one of the filters of the list."""
    if group == TO_SEND:
        return subject.state not in SENT and (context.request(subject) is not None or subject.state != "")
    if group == TO_REVIEW:
        return subject.state == "enviado"
    return subject.is_approved if group == APPROVED else True


def _choice(context: Context, wanted: str | None) -> str:
    counts = {
        code: sum(in_group(one, code, context) for one in context.subjects)
        for code in (ALL, TO_SEND, TO_REVIEW, APPROVED)
    }
    names = {ALL: "Todos", TO_SEND: "Por enviar", TO_REVIEW: "Por revisar", APPROVED: "Aprobados"}
    if wanted is not None:
        st.session_state[_SHOWN] = ALL
    chosen = st.segmented_control(
        "Mostrar",
        list(counts),
        default=ALL,
        required=True,
        format_func=lambda code: f"{names[code]} ({counts[code]})",
        key=_SHOWN,
        wrap=True,
        persist_state="session",
    )
    return chosen or ALL


def _owner(context: Context) -> str:
    """The responsible whose reports are shown, for whoever reports or reviews everybody's."""
    if not can(context.actor, Permission.REPORT_ANY):
        return EVERYBODY
    owners = {one.responsible_id: context.person(one.responsible_id) for one in context.subjects if one.responsible_id}
    options = {EVERYBODY: "Todas las personas responsables", **dict(sorted(owners.items(), key=lambda pair: pair[1]))}
    return st.selectbox("Responsable", list(options), format_func=options.__getitem__, key=_OWNER) or EVERYBODY


def filtered(context: Context, group: str, owner: str) -> list[Subject]:
    return [
        one for one in context.subjects if in_group(one, group, context) and (not owner or one.responsible_id == owner)
    ]


def _one(context: Context, shown: list[Subject], wanted: str | None) -> Subject:
    ids = [one.id for one in shown]
    kept = wanted or st.session_state.get(_WIDGET) or st.session_state.get(_CHOSEN)
    place = ids.index(kept) if kept in ids else first(shown, context)
    st.session_state[_WIDGET] = ids[place]
    by_id = {one.id: one for one in shown}
    names = {one.id: f"{_mark(context, one)} {one.title}" for one in shown}
    left, right = st.columns([5, 2], vertical_alignment="bottom")
    chosen = left.selectbox(
        f"Indicador o acción ({place + 1} de {len(shown)})", ids, format_func=names.__getitem__, key=_WIDGET
    )
    with right.container(horizontal=True, gap="small"):
        _step("Anterior", "chevron_left", ids, place - 1)
        _step("Siguiente", "chevron_right", ids, place + 1)
    st.session_state[_CHOSEN] = chosen
    with st.expander(f"Ver la lista ({len(shown)})", icon=":material/list:"):
        tables.plain(listing(context, shown), caption="Reportes de la lista")
    return by_id[chosen or ids[place]]


def first(shown: Sequence[Subject], context: Context) -> int:
    """Where to begin: what this person has to review, else what is to be sent, else the first."""
    reviews = can(context.actor, Permission.REVIEW_REPORT)
    for group in ([TO_REVIEW] if reviews else []) + [TO_SEND]:
        for place, one in enumerate(shown):
            if in_group(one, group, context):
                return place
    return 0


def _mark(context: Context, subject: Subject) -> str:
    """The symbol of its state; ✎ when there is something typed and not saved."""
    key = drafts.key_of(context.plan["id"], context.trimester, subject)
    return f"✎ {subject.symbol}" if drafts.unsaved(key, subject) else subject.symbol


def _step(label: str, icon: str, ids: Sequence[str], place: int) -> None:
    inside = 0 <= place < len(ids)
    arguments = (ids[place],) if inside else ()
    st.button(label, icon=f":material/{icon}:", disabled=not inside, on_click=_go, args=arguments)


def _go(subject_id: str) -> None:
    st.session_state[_WIDGET] = subject_id


def listing(context: Context, shown: Sequence[Subject]) -> pd.DataFrame:
    """The list as people read it."""
    return pd.DataFrame(
        {
            "Reporte": [one.title for one in shown],
            "Estado": [one.state_words if context.request(one) or one.state else "– no se pide" for one in shown],
            "Plazo": [labels.day(asked.due if asked else None) for asked in map(context.request, shown)],
            "Responsable": [context.person(one.responsible_id) for one in shown],
            "Componente": [one.component for one in shown],
            "Evidencias": [one.evidence for one in shown],
            "Nota de revisión": [one.review_note for one in shown],
        }
    )
