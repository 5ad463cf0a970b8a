"""Each prioritized factor answers to an objective of the plan: chosen among those there are, or made from it."""

from uuid import uuid4

import pandas as pd
import streamlit as st

from data.records import plan_elements, priorities
from pages.components import escape, flash, labels, tables
from pages.components.plan.desk import PREFIX as PLAN_SHEETS
from pages.components.priorities import all_objectives
from pages.components.priorities.desk import Desk
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import unlike
from procedure.errors import PamError
from procedure.roles import Permission, can
from procedure.vocabulary import PLAN_STATES

PLAN_PAGE = "plan/editor.py"
_ONCE = "prioridades-clave"


def render(desk: Desk, ranked: pd.DataFrame) -> None:
    """What is tied to what, and how to tie what is loose."""
    if ranked.empty:
        return
    st.subheader("Del factor al objetivo", anchor=False)
    if desk.plan is None:
        st.info(f"Todavía no hay plan de {desk.year}. Créelo para asociar cada factor priorizado a un objetivo.")
        if can(desk.actor, Permission.EDIT_PLAN) and st.button("Ir a Plan", icon=":material/account_tree:"):
            st.switch_page(PLAN_PAGE)
        return
    loose = [one for one in ranked["factor"] if one not in set(desk.frames.factor_objectives["factor_id"])]
    _say(loose, len(ranked))
    if not desk.plan_is_draft:
        state = PLAN_STATES[desk.plan.plan["state"]]
        st.caption(f"El plan de {desk.year} está en «{state}»; los vínculos se cambian en borrador.")
    names = unlike(dict(zip(desk.plan.objectives["id"], desk.plan.objectives["text"], strict=True)))
    if not (desk.may_edit and desk.plan_is_draft):
        tables.plain(_read_only(desk, ranked, names), caption="A qué objetivo responde cada factor priorizado")
        return
    all_objectives.render(desk, [one for one in ranked["factor"] if one in loose])
    for row in ranked.to_dict("records"):
        _row(desk, row["factor"], int(row["rank"]), names)


def _say(loose: list[str], total: int) -> None:
    if loose:
        st.warning(f"{labels.count(len(loose), 'factor priorizado', 'factores priorizados')} de {total} sin objetivo.")
    else:
        st.caption(":material/check: Todos los factores priorizados responden a un objetivo.")


def _read_only(desk: Desk, ranked: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    tied = [[names[one] for one in _tied(desk, factor, names)] for factor in ranked["factor"]]
    return pd.DataFrame(
        {
            "Puesto": [str(int(rank)) for rank in ranked["rank"]],
            "Factor": ranked["factor"].map(desk.factors),
            "Objetivos": [" · ".join(one) or "sin objetivo" for one in tied],
        }
    )


def _tied(desk: Desk, factor_id: str, names: dict[str, str]) -> list[str]:
    ties = desk.frames.factor_objectives
    return [one for one in ties.loc[ties["factor_id"] == factor_id, "objective_id"] if one in names]


def _row(desk: Desk, factor_id: str, rank: int, names: dict[str, str]) -> None:
    stored = _tied(desk, factor_id, names)
    left, right = st.columns([5, 1], vertical_alignment="bottom")
    with left:
        chosen = st.multiselect(
            escape.markdown(f"{rank}. {desk.factors[factor_id]}"),
            list(names),
            default=stored,
            format_func=names.__getitem__,
            placeholder="Elija el objetivo que responde a este factor",
            key=f"objetivos-{factor_id}-{'-'.join(one[:6] for one in stored)}",
        )
    with right:
        _maker(desk, factor_id)
    if set(chosen) != set(stored):
        _tie(desk, factor_id, set(chosen), set(stored))


def _tie(desk: Desk, factor_id: str, chosen: set[str], stored: set[str]) -> None:
    try:
        for objective_id in sorted(chosen - stored):
            priorities.link(desk.stores.database, desk.actor, factor_id, objective_id)
        for objective_id in sorted(stored - chosen):
            priorities.unlink(desk.stores.database, desk.actor, factor_id, objective_id)
    except PamError as error:
        flash.refuse(error)
    memories.renew(desk.memory, PLAN_SHEETS)
    st.rerun()


def _maker(desk: Desk, factor_id: str) -> None:
    """A new objective with the words of the opportunity, in the component that it names."""
    assert desk.plan is not None
    with st.popover("Crear objetivo", icon=":material/add:", width="stretch"):
        components = desk.plan.components
        if components.empty:
            st.text("El plan no tiene componentes todavía. Agréguelos en la página Plan.")
            return
        factor = desk.frames.factors.set_index("id").loc[factor_id]
        opportunity = desk.frames.opportunities.set_index("id").loc[factor["opportunity_id"]]
        titles = unlike(dict(zip(components["id"], components["name"], strict=True)))
        named = components.loc[components["code"] == opportunity["component_code"], "id"].tolist()
        key = f"nuevo-objetivo-{factor_id}"
        component = st.selectbox(
            "Componente",
            list(titles),
            index=list(titles).index(named[0]) if named else 0,
            format_func=titles.__getitem__,
            key=f"{key}-componente",
        )
        text = st.text_area("Objetivo", f"Superar: {opportunity['text']}", key=f"{key}-texto")
        if st.button("Crear y asociar", type="primary", key=f"{key}-crear"):
            _make(desk, factor_id, str(component), text)


def _make(desk: Desk, factor_id: str, component_id: str, text: str) -> None:
    assert desk.plan is not None
    values = {"component_id": component_id, "text": text, "factor_ids": [factor_id]}
    key = st.session_state.setdefault(_ONCE, uuid4().hex)
    try:
        plan_elements.add(desk.stores.database, desk.actor, desk.plan.plan["id"], "objectives", values, key)
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    del st.session_state[_ONCE]
    memories.renew(desk.memory, PLAN_SHEETS)
    flash.keep("success", "Objetivo creado y asociado al factor. Complételo en la página Plan.")
    st.rerun()
