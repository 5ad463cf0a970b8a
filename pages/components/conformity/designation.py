"""Naming who verifies, when no leader is free of edits; and who was named before."""

import pandas as pd
import streamlit as st

from data.opening import Stores
from data.records import verifiers
from data.records.database import Row
from pages.components import flash, labels, tables
from procedure.conformity.decision import CONFORMING
from procedure.errors import PamError
from procedure.roles import Actor, Permission, can
from procedure.states import has_reached


def render(stores: Stores, actor: Actor, plan: Row) -> None:
    """For the admin, while the plan was not verified; for everybody, what there was."""
    told = verifiers.listing(stores.database, actor.entity_id, plan["id"])
    if can(actor, Permission.NAME_VERIFIER) and not has_reached(plan["state"], CONFORMING):
        _name(stores, actor, plan)
        _withdraw(stores, actor, told[told["voided_at"].isna()])
    if not told.empty:
        tables.plain(_shown(told), caption="Designaciones para verificar este plan")


def _name(stores: Stores, actor: Actor, plan: Row) -> None:
    st.subheader("Designar a quien verifica", anchor=False)
    free = verifiers.free_leaders(stores.database, actor.entity_id, plan["id"])
    if free:
        st.caption(f"No hace falta: {labels.joined(free)} no ha escrito en el plan y puede verificarlo.")
        return
    names = verifiers.candidates(stores.database, actor.entity_id, plan["id"])
    with st.form("designar", border=False):
        chosen = st.selectbox("Quién verifica", list(names), format_func=names.__getitem__, key="designar-quien")
        reason = st.text_input("Por qué", key="designar-motivo", max_chars=300)
        if st.form_submit_button("Designar", type="primary"):
            _run(verifiers.designate, stores.database, actor, plan["id"], str(chosen), reason or "")


def _withdraw(stores: Stores, actor: Actor, live: pd.DataFrame) -> None:
    for row in live.itertuples():
        with st.form(f"retirar-{row.id}", border=False):
            reason = st.text_input(f"Retirar la designación de {row.user}: por qué", max_chars=300)
            if st.form_submit_button("Retirar la designación"):
                _run(verifiers.withdraw, stores.database, actor, row.id, int(row.version), reason or "")


def _run(command: object, *given: object) -> None:
    try:
        command(*given)  # type: ignore[operator]
    except PamError as error:
        flash.refuse(error)
    else:
        flash.keep("success", "Quedó registrado.")
    st.rerun()


def _shown(told: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Quién": told["user"],
            "Por qué": told["reason"],
            "Desde": [labels.moment(at) for at in told["created_at"]],
            "Hasta": [labels.moment(at) for at in told["voided_at"]],
            "Por qué terminó": told["void_reason"].fillna(""),
        }
    )
