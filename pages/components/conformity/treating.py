"""What is done about a nonconformity: each of its points, its treatment, until it is done."""

from uuid import uuid4

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import treatments, users
from pages.components import escape, flash, labels, tables
from procedure.conformity import decision
from procedure.errors import PamError
from procedure.roles import Actor, Permission, can

_ONCE = "tratamiento-clave"


def render(stores: Stores, actor: Actor, verification: dict, own: pd.DataFrame, *, is_open: bool) -> None:
    """A table of what there is; while the nonconformity is open, what lacks and how to register it."""
    if not own.empty:
        tables.plain(_shown(own), caption="Tratamiento del producto no conforme")
    if not is_open:
        return
    points = treatments.points_of(verification)
    left = decision.untreated(points, own.assign(done_at=_done(own)).to_dict("records"))
    if left:
        st.caption(f"Falta terminar el tratamiento de: {labels.joined(left)}. Sin él no se puede declarar conforme.")
    for row in own[own["done_at"].isna()].itertuples():
        if row.responsible_id == actor.user_id or can(actor, Permission.EDIT_PLAN):
            _finish(stores, actor, row)
    if can(actor, Permission.EDIT_PLAN):
        _register(stores, actor, verification["id"], points)


def _done(own: pd.DataFrame) -> list[object]:
    return [None if pd.isna(at) else at for at in own["done_at"]]


def _shown(own: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Punto": [f"{rule} · {decision.title(rule)}" for rule in own["rule"]],
            "Tratamiento": own["treatment"],
            "Responsable": own["responsible"].fillna(""),
            "Para cuándo": [labels.day(due) for due in own["due_date"]],
            "Hecho": [f"✔ {labels.moment(at)}" if pd.notna(at) else "Pendiente" for at in own["done_at"]],
        }
    )


def _finish(stores: Stores, actor: Actor, row: object) -> None:
    """Done, or taken back with its reason."""
    name = escape.markdown(f"{row.rule}: {str(row.treatment)[:80]}")  # type: ignore[attr-defined]
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(name, width=560)
        given = (stores.database, actor, row.id, int(row.version))  # type: ignore[attr-defined]
        if st.button("Marcar como hecho", key=f"hecho-{row.id}", icon=":material/check:"):  # type: ignore[attr-defined]
            _run("El tratamiento quedó como hecho.", treatments.finish, *given)
        if can(actor, Permission.EDIT_PLAN):
            with st.popover("Retirar", icon=":material/delete:"):
                why = st.text_input("Por qué se retira", key=f"retiro-{row.id}", max_chars=300)  # type: ignore[attr-defined]
                if st.button("Retirar el tratamiento", key=f"retirar-{row.id}"):  # type: ignore[attr-defined]
                    _run("El tratamiento se retiró.", treatments.withdraw, *given, why or "")


def _register(stores: Stores, actor: Actor, verification_id: str, points: list[str]) -> None:
    people = users.active(stores.database, actor.entity_id)
    names = dict(zip(people["id"], people["name"], strict=True))
    with st.form("tratamiento", border=False):
        st.markdown("**Registrar un tratamiento**")
        rule = st.selectbox(
            "Punto que no cumple",
            points,
            format_func=lambda one: f"{one} · {decision.title(one)}",
            key="tratamiento-punto",
        )
        text = st.text_area("Qué se hará", key="tratamiento-texto", max_chars=2000)
        left, right = st.columns(2)
        with left:
            person = st.selectbox(
                "Responsable del tratamiento",
                list(names),
                format_func=names.__getitem__,
                index=None,
                placeholder="Elija a una persona",
                key="tratamiento-responsable",
            )
        with right:
            due = st.date_input("Para cuándo", value=None, format="DD/MM/YYYY", key="tratamiento-fecha")
        sent = st.form_submit_button("Registrar", type="primary")
    if sent:
        key = str(st.session_state.setdefault(_ONCE, uuid4().hex))
        given = (verification_id, str(rule or ""), text or "", str(person or ""), due)
        _run("El tratamiento quedó registrado.", treatments.add, stores.database, actor, *given, key)


def _run(done: str, command: object, *given: object) -> None:
    """A refusal is said in its place, and what was typed stays in the form."""
    try:
        command(*given)  # type: ignore[operator]
    except PamError as error:
        st.error(escape.markdown(error.message), icon=":material/error:")
        return
    st.session_state.pop(_ONCE, None)
    for name in ("punto", "texto", "responsable", "fecha"):
        st.session_state.pop(f"tratamiento-{name}", None)
    flash.keep("success", done)
    st.rerun()
