"""The plan's state: where it is, what I may do with it now and what that asks for, and how it got here."""

import pandas as pd
import streamlit as st

from data.records import plans
from data.records.errors import StaleVersionError
from pages.components import escape, flash, labels, links, tables
from pages.components.plan.desk import Desk
from procedure.errors import PamError
from procedure.states import PLAN_TRANSITIONS, VERDICTS, Transition
from procedure.viability import Viability
from procedure.vocabulary import PLAN_STATES, ROLES, VIABILITY_ASPECTS

_ASKED = {"acta": "Número del acta", "nota": "Nota", "motivo": "Motivo"}


def render(desk: Desk) -> None:
    """An expander: the editor comes first, the state is there when it is wanted."""
    state = desk.frames.plan["state"]
    with st.expander(f"Estado: {PLAN_STATES[state]}", icon=":material/flag:", expanded=not desk.is_draft):
        offered = plans.available_transitions(desk.stores.database, desk.actor, desk.plan_id)
        if any(one.to_state in VERDICTS for one in offered):
            st.text("El plan espera su verificación: las reglas, la lista y el resultado están en Conformidad.")
            links.to(desk.actor, "conformidad", "Verificar el plan")
        elif offered:
            _offer(desk, offered)
        else:
            _whose_turn(state)
        _history(plans.history(desk.stores.database, desk.actor.entity_id, desk.plan_id))


def _offer(desk: Desk, offered: list[Transition]) -> None:
    by_action = {one.action: one for one in offered}
    chosen = by_action[
        str(st.radio("Qué hacer con el plan", list(by_action), horizontal=True, key="plan-paso") or offered[0].action)
    ]
    st.caption(f"El plan pasará de «{PLAN_STATES[chosen.from_state]}» a «{PLAN_STATES[chosen.to_state]}».")
    written = dict.fromkeys(("acta", "nota", "motivo"), "")
    with st.form(f"plan-paso-{chosen.to_state}", border=False):
        for name in chosen.requires:
            written[name] = st.text_input(_ASKED[name], max_chars=300)
        declared = _viabilities() if chosen.to_state == "viable" else []
        if st.form_submit_button(chosen.action, type="primary"):
            _follow(desk, chosen, written, declared)


def _viabilities() -> list[Viability]:
    """The three that the committee declares, each with its conditions (manual, activity 5)."""
    declared = []
    for aspect, name in VIABILITY_ASPECTS.items():
        is_viable = st.checkbox(f"Viabilidad {name.lower()}", key=f"viable-{aspect}")
        conditions = st.text_input(f"Condiciones de la viabilidad {name.lower()}", key=f"cond-{aspect}", max_chars=300)
        declared.append(Viability(aspect, is_viable, conditions or ""))
    return declared


def _follow(desk: Desk, chosen: Transition, written: dict[str, str], declared: list[Viability]) -> None:
    plan, note = desk.frames.plan, written["nota"] or written["motivo"]
    try:
        plans.transition(
            desk.stores.database,
            desk.actor,
            desk.plan_id,
            plan["version"],
            chosen.to_state,
            note=note,
            acta=written["acta"],
            viabilities=declared,
        )
    except StaleVersionError:
        flash.keep("warning", "Otra persona cambió el estado del plan mientras usted decidía. Vea en qué está ahora.")
    except PamError as error:
        st.error(escape.markdown(error.message))
        return
    else:
        flash.keep("success", f"El plan está ahora en «{PLAN_STATES[chosen.to_state]}».")
    st.rerun()


def _whose_turn(state: str) -> None:
    """What could be done from here and by whom, so that nobody waits without knowing for what."""
    nexts = [one for one in PLAN_TRANSITIONS if one.from_state == state]
    if not nexts:
        st.text("El plan está cerrado; no tiene más pasos.")
        return
    st.text("Desde aquí usted no tiene un paso por dar. Sigue:")
    for one in nexts:
        who = labels.joined([ROLES[role] for role in sorted(one.roles)])
        st.text(f"· {one.action}: {who}")


def _history(rows: pd.DataFrame) -> None:
    if rows.empty:
        st.caption("Todavía no ha pasado por ningún estado más que borrador.")
        return
    shown = pd.DataFrame(
        {
            "Cuándo": [labels.moment(at) for at in rows["at"]],
            "De": rows["from_state"].map(PLAN_STATES),
            "A": rows["to_state"].map(PLAN_STATES),
            "Quién": rows["user"],
            "Acta": rows["acta"],
            "Nota": rows["note"],
        }
    )
    tables.plain(shown, caption="Historia del plan")
