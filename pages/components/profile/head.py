"""Which year, how far its profile is, which section is on the screen; and how it begins."""

from datetime import date

import streamlit as st

from data.opening import Stores
from data.records import plans, profile
from pages.components import escape, filters, flash, labels
from pages.components.profile.desk import Desk
from procedure.errors import PamError
from procedure.profile import SECTIONS, TOPICS
from procedure.vocabulary import PLAN_DECISIONS, SWOT

_KEY = "perfil-seccion"
_EMPTY = "catalogo"


def year(stores: Stores, entity_id: str, today: date) -> int:
    """The years with a plan or a profile, this one and the next; the newest with one of them by default."""
    known = {int(one) for one in plans.listing(stores.database, entity_id)["year"]}
    begun = profile.years(stores.database, entity_id)
    years = sorted({*known, *begun, today.year, today.year + 1}, reverse=True)
    default = max(begun, default=today.year)
    options = {str(one): str(one) for one in years}
    return int(filters.choose("Vigencia", options, key="vigencia", default=str(default)) or default)


def summary(desk: Desk) -> None:
    """One quiet line: what is written, what was decided, and when it was last saved."""
    found = desk.profile
    if found is None:
        return
    texts = int(found.texts["text"].ne("").sum())
    lists = found.swot["kind"].nunique()
    applicable = int(found.norms["applies"].sum())
    decision = PLAN_DECISIONS.get(found.profile["decision"] or "")
    parts = [
        f"{texts} de {len(TOPICS)} textos",
        f"{lists} de {len(SWOT)} listas de la DOFA",
        labels.count(applicable, "norma aplicable", "normas aplicables"),
        f"decisión: {decision.lower().replace('pam', 'PAM')}" if decision else "sin decisión",
    ]
    saved = escape.markdown(f"Último cambio: {labels.moment(found.changed_at)}, {found.changed_by}")
    st.caption(f"{' · '.join(parts)}  \n:material/cloud_done: {saved}")


def section() -> str:
    """The section shown; only that one is drawn."""
    st.session_state.setdefault(_KEY, next(iter(SECTIONS)))
    chosen = st.segmented_control(
        "Sección",
        list(SECTIONS),
        format_func=SECTIONS.__getitem__,
        required=True,
        key=_KEY,
        persist_state="session",
        label_visibility="collapsed",
    )
    return str(chosen or next(iter(SECTIONS)))


def begin(desk: Desk) -> None:
    """The empty case: what the profile is for, and the button that opens it."""
    st.info(
        "El perfil reúne lo que la Secretaría concluye de sus datos antes de hacer el plan: contexto, DOFA, normas "
        "vigentes, alineación, estrategias y la decisión de hacer un PAM nuevo, ajustarlo o continuarlo. "
        f"Todavía no se ha comenzado el de {desk.year}."
    )
    if not desk.may_edit:
        st.text("Lo comienzan el analista o el líder de Calidad Educativa.")
        return
    earlier = [one for one in profile.years(desk.stores.database, desk.actor.entity_id) if one < desk.year]
    options = {str(one): f"El perfil de {one}: textos, DOFA y normas, para ponerlos al día" for one in earlier[:1]}
    options[_EMPTY] = "Textos en blanco y las normas del manual del procedimiento"
    start = st.radio("Partir de", list(options), format_func=options.__getitem__, key="perfil-partida")
    if st.button(f"Comenzar el perfil de {desk.year}", type="primary", icon=":material/edit_note:"):
        _begin(desk, None if start == _EMPTY else int(start))


def _begin(desk: Desk, copy_from: int | None) -> None:
    try:
        profile.begin(desk.stores.database, desk.actor, desk.year, copy_from=copy_from)
    except PamError as error:
        flash.refuse(error)
    else:
        flash.keep("success", f"Se abrió el perfil de {desk.year}. Cada texto se guarda al salir de él.")
    st.rerun()
