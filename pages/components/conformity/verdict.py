"""The formal verification: the checklist, a note and the verdict, by whoever may; or whose turn it is."""

from uuid import uuid4

import streamlit as st

from data.opening import Stores
from data.records import plans, verifications, verifiers
from data.records.database import Row
from data.records.errors import StaleVersionError
from pages.components import escape, flash, labels, links
from pages.components.conformity import designation, reading, words
from pages.components.conformity.reading import Reviewed
from procedure import workflow
from procedure.conformity.checklist import ANSWERS, CHECKS, Answer
from procedure.conformity.decision import CONFORMING, NOT_CONFORMING, RESULTS
from procedure.conformity.review import blocking
from procedure.errors import PamError
from procedure.roles import Actor
from procedure.states import PLAN_TRANSITIONS, VERIFYING, has_reached
from procedure.vocabulary import PLAN_STATES

_ONCE = "verificar-clave"


def render(stores: Stores, actor: Actor, plan: Row, reviewed: Reviewed) -> None:
    """The form when the plan waits for this person's verdict; otherwise what it waits for."""
    if plan["state"] == VERIFYING and _may(stores, actor, plan):
        _form(stores, actor, plan, reviewed)
    elif plan["state"] == VERIFYING:
        _whose_turn(stores, actor, plan)
    else:
        _not_now(actor, plan)
    designation.render(stores, actor, plan)


def _may(stores: Stores, actor: Actor, plan: Row) -> bool:
    standing = plans.standing(stores.database, actor.entity_id, plan["id"])
    return any(one.to_state == CONFORMING for one in workflow.allowed(PLAN_TRANSITIONS, plan["state"], actor, standing))


def _form(stores: Stores, actor: Actor, plan: Row, reviewed: Reviewed) -> None:
    stops = len(blocking(reviewed.findings))
    st.markdown(f"**Reglas: {words.counted(reviewed.findings)}**")
    with st.form("verificacion", border=False):
        answers = [_line(check.code, check.text, check.help) for check in CHECKS]
        note = st.text_area(
            "Nota",
            key="verificar-nota",
            max_chars=2000,
            help="Obligatoria si el plan no es conforme: qué hay que corregir.",
        )
        with st.container(horizontal=True):
            conforming = st.form_submit_button(
                "Declarar conforme",
                type="primary",
                icon=":material/verified:",
                disabled=stops > 0,
                help="Hay hallazgos que bloquean." if stops else None,
            )
            failing = st.form_submit_button("Declarar no conforme", icon=":material/undo:")
    flash.show("verificacion")
    if conforming or failing:
        _declare(stores, actor, plan, CONFORMING if conforming else NOT_CONFORMING, answers, note or "")


def _line(code: str, text: str, help_: str) -> Answer:
    with st.container(border=True):
        st.markdown(f"**{code}** · {escape.markdown(text)}")
        left, right = st.columns([2, 3], vertical_alignment="bottom")
        with left:
            answer = st.radio(
                f"{code}: respuesta",
                list(ANSWERS),
                format_func=ANSWERS.__getitem__,
                index=None,
                horizontal=True,
                key=f"verificar-{code}",
                help=help_,
                label_visibility="collapsed",
            )
        with right:
            note = st.text_input(
                f"{code}: nota",
                key=f"verificar-nota-{code}",
                max_chars=1000,
                placeholder="Por qué, cuando no cumple o no aplica",
                label_visibility="collapsed",
            )
    return Answer(code, str(answer or ""), note or "")


def _declare(stores: Stores, actor: Actor, plan: Row, result: str, answers: list[Answer], note: str) -> None:
    """What was typed stays in the form when it is refused."""
    generation = stores.warehouse.generation_id(actor.entity_id)
    share = reading.rural_share(stores, actor.entity_id, int(plan["year"]), generation)
    key = str(st.session_state.setdefault(_ONCE, uuid4().hex))
    try:
        given = (plan["id"], plan["version"], result, answers, note)
        verifications.verify(stores.database, actor, *given, rural_share=share, key=key)
    except StaleVersionError:
        flash.keep("warning", "Otra persona cambió el estado del plan mientras usted decidía. Vea en qué está ahora.")
    except PamError as error:
        st.error(escape.markdown(error.message), icon=":material/error:")
        return
    else:
        next_step = " Registre abajo su tratamiento." if result == NOT_CONFORMING else ""
        flash.keep("success", f"La verificación quedó registrada: {RESULTS[result].lower()}.{next_step}")
    st.session_state.pop(_ONCE, None)
    st.rerun()


def _whose_turn(stores: Stores, actor: Actor, plan: Row) -> None:
    named = verifiers.listing(stores.database, actor.entity_id, plan["id"])
    able = verifiers.free_leaders(stores.database, actor.entity_id, plan["id"])
    able += named.loc[named["voided_at"].isna(), "user"].tolist()
    authors = plans.standing(stores.database, actor.entity_id, plan["id"]).authors
    own = "Usted escribió parte de este plan y por eso no lo verifica. " if actor.user_id in authors else ""
    if able:
        st.info(f"{own}Puede verificarlo: {escape.markdown(labels.joined(able))}.", icon=":material/how_to_reg:")
        return
    st.warning(
        f"{own}Todos los líderes escribieron en este plan: quien administra el sistema debe designar a quien lo "
        "verifique.",
        icon=":material/person_search:",
    )


def _not_now(actor: Actor, plan: Row) -> None:
    state = PLAN_STATES[plan["state"]]
    if has_reached(plan["state"], CONFORMING):
        st.success(
            f"El plan ya se verificó: está en «{state}». Su historia está en «Historia».", icon=":material/task:"
        )
        return
    st.info(
        f"El plan está en «{state}». La verificación formal empieza cuando el líder lo envía a verificarse, después de "
        "la viabilidad del Comité Directivo. Mientras tanto, en «Hallazgos» se ve cómo va.",
        icon=":material/schedule:",
    )
    links.to(actor, "plan", "Ver el estado del plan")
