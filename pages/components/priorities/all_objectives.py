"""The ranking becomes objectives in one click, and one click takes them back."""

from collections.abc import Sequence
from uuid import uuid4

import streamlit as st

from data.records import factor_objectives, plan_undo
from data.records.factor_objectives import Made
from pages.components import flash, labels
from pages.components.plan.desk import PREFIX as PLAN_SHEETS
from pages.components.priorities.desk import Desk
from pages.components.sheets import memory as memories
from procedure.errors import PamError

_ONCE = "prioridades-objetivos-clave"
_MADE = "prioridades-objetivos-hechos"


def render(desk: Desk, loose: Sequence[str]) -> None:
    """`loose`: the prioritized factors without an objective, in their order."""
    with st.container(horizontal=True):
        if loose and st.button(
            f"Convertir {labels.count(len(loose), 'factor', 'factores')} en objetivos",
            type="primary",
            icon=":material/flag:",
            key="objetivos-todos",
            help="Un objetivo por oportunidad de mejora, en su componente y con sus factores. Se puede deshacer.",
        ):
            _make(desk, loose)
        if _can_undo(desk) and st.button("Deshacer", icon=":material/undo:", key="objetivos-deshacer"):
            _undo(desk)


def _can_undo(desk: Desk) -> bool:
    """While that click is still one's last save of the plan."""
    assert desk.plan is not None
    made = st.session_state.get(_MADE)
    return made is not None and made == plan_undo.last_save(desk.stores.database, desk.actor, desk.plan.plan["id"])


def _make(desk: Desk, loose: Sequence[str]) -> None:
    assert desk.plan is not None
    plan_id, database = desk.plan.plan["id"], desk.stores.database
    key = st.session_state.setdefault(_ONCE, uuid4().hex)
    try:
        made = factor_objectives.make(database, desk.actor, plan_id, loose, key)
    except PamError as error:
        flash.refuse(error)
    else:
        if made.objectives:
            st.session_state[_MADE] = plan_undo.last_save(database, desk.actor, plan_id)
        _tell(made)
    del st.session_state[_ONCE]
    memories.renew(desk.memory, PLAN_SHEETS)
    st.rerun()


def _tell(made: Made) -> None:
    if made.objectives:
        objectives = labels.count(made.objectives, "objetivo creado y asociado", "objetivos creados y asociados")
        added = labels.count(made.components, "componente agregado", "componentes agregados")
        more = f"; {added} al plan" if made.components else ""
        flash.keep("success", f"{objectives} a sus factores{more}. Complételos en la página Plan.")
    if made.left:
        names = labels.joined([f"«{text}»" for text in made.left])
        flash.keep("warning", f"Sin objetivo todavía, porque no dicen su componente: {names}. Elíjalo en el paso 1.")


def _undo(desk: Desk) -> None:
    assert desk.plan is not None
    try:
        plan_undo.undo(desk.stores.database, desk.actor, desk.plan.plan["id"], st.session_state.get(_MADE))
    except PamError as error:
        flash.refuse(error)
    else:
        flash.keep("success", "Se deshizo: los objetivos que salieron de la priorización se retiraron del plan.")
    st.session_state.pop(_MADE, None)
    memories.renew(desk.memory, PLAN_SHEETS)
    st.rerun()
