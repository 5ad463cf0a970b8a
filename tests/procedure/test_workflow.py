"""Role × state × action, with its intruders: the arrows are the manual's, and nobody judges their own work."""

from itertools import product

import pytest

from procedure import workflow
from procedure.errors import InvalidValueError, NotAllowedError, OwnWorkError, PamError, StateError
from procedure.roles import Actor, Role
from procedure.states import (
    EDITABLE_PLAN_STATES,
    EDITABLE_REPORT_STATES,
    PLAN_TRANSITIONS,
    REPORT_TRANSITIONS,
    has_reached,
)
from procedure.vocabulary import PLAN_STATES, REPORT_STATES
from procedure.workflow import Standing

WHO = {
    ("borrador", "en_viabilidad"): {Role.LEADER},
    ("borrador", "en_verificacion"): {Role.LEADER},
    ("en_viabilidad", "viable"): {Role.COMMITTEE},
    ("en_viabilidad", "borrador"): {Role.COMMITTEE},
    ("viable", "en_verificacion"): {Role.LEADER},
    ("en_verificacion", "conforme"): {Role.LEADER},
    ("en_verificacion", "no_conforme"): {Role.LEADER},
    ("no_conforme", "borrador"): {Role.ANALYST, Role.LEADER},
    ("conforme", "aprobado"): {Role.COMMITTEE},
    ("conforme", "borrador"): {Role.COMMITTEE},
    ("aprobado", "habilitado"): {Role.LEADER},
    ("habilitado", "publicado"): {Role.TECHNICIAN},
    ("publicado", "en_ejecucion"): {Role.LEADER},
    ("en_ejecucion", "cerrado"): {Role.LEADER},
}
WHO_REPORTS = {
    ("borrador", "enviado"): {Role.RESPONSIBLE, Role.ANALYST, Role.LEADER},
    ("devuelto", "enviado"): {Role.RESPONSIBLE, Role.ANALYST, Role.LEADER},
    ("reabierto", "enviado"): {Role.RESPONSIBLE, Role.ANALYST, Role.LEADER},
    ("enviado", "devuelto"): {Role.LEADER},
    ("enviado", "aprobado"): {Role.LEADER},
    ("aprobado", "cerrado"): {Role.LEADER},
    ("cerrado", "reabierto"): {Role.LEADER},
}
HELD = Standing(viability_holds=True)


def actor(*roles, user_id="uno"):
    return Actor("47", "Cargo", user_id, frozenset(roles))


def may(transitions, from_state, to_state, who, standing=HELD):
    try:
        workflow.decide(transitions, from_state, to_state, who, standing, note="nota", acta="007")
    except PamError:
        return False
    return True


@pytest.mark.parametrize(
    ("transitions", "states", "expected"),
    [(PLAN_TRANSITIONS, PLAN_STATES, WHO), (REPORT_TRANSITIONS, REPORT_STATES, WHO_REPORTS)],
    ids=["plan", "report"],
)
def test_each_role_may_follow_exactly_its_arrows(transitions, states, expected):
    for from_state, to_state, role in product(states, states, Role):
        wanted = role in expected.get((from_state, to_state), set())
        assert may(transitions, from_state, to_state, actor(role)) is wanted, (from_state, to_state, role)


@pytest.mark.parametrize("transitions", [PLAN_TRANSITIONS, REPORT_TRANSITIONS])
def test_what_is_allowed_is_what_can_be_decided(transitions):
    for role in Role:
        for state in {one.from_state for one in transitions}:
            offered = {one.to_state for one in workflow.allowed(transitions, state, actor(role), HELD)}
            assert offered == {
                one.to_state
                for one in transitions
                if may(transitions, state, one.to_state, actor(role)) and one.from_state == state
            }


@pytest.mark.parametrize(
    ("from_state", "to_state", "role"),
    [
        ("en_viabilidad", "viable", Role.COMMITTEE),
        ("en_verificacion", "conforme", Role.LEADER),
        ("en_verificacion", "no_conforme", Role.LEADER),
        ("conforme", "aprobado", Role.COMMITTEE),
    ],
)
def test_an_author_does_not_judge_the_plan(from_state, to_state, role):
    own = Standing(authors=frozenset({"uno"}))
    with pytest.raises(OwnWorkError, match="Usted escribió"):
        workflow.decide(PLAN_TRANSITIONS, from_state, to_state, actor(role), own, note="n", acta="1")
    assert may(PLAN_TRANSITIONS, from_state, to_state, actor(role, user_id="dos"), own)


def test_a_verifier_does_not_approve_even_with_both_roles():
    both = actor(Role.LEADER, Role.COMMITTEE)
    with pytest.raises(OwnWorkError, match="Usted verificó"):
        workflow.decide(
            PLAN_TRANSITIONS, "conforme", "aprobado", both, Standing(verifiers=frozenset({"uno"})), acta="1"
        )


def test_the_author_of_a_report_does_not_approve_it_but_may_return_it():
    own = Standing(authors=frozenset({"uno"}))
    assert not may(REPORT_TRANSITIONS, "enviado", "aprobado", actor(Role.LEADER), own)
    assert may(REPORT_TRANSITIONS, "enviado", "devuelto", actor(Role.LEADER), own)


def test_the_command_line_has_no_say_over_the_plan():
    with pytest.raises(NotAllowedError, match="corresponde a: Líder de Calidad"):
        workflow.decide(PLAN_TRANSITIONS, "borrador", "en_viabilidad", actor(Role.LEADER, user_id=None), Standing())


@pytest.mark.parametrize(
    ("from_state", "to_state", "role", "field"),
    [
        ("en_viabilidad", "viable", Role.COMMITTEE, "acta"),
        ("conforme", "aprobado", Role.COMMITTEE, "acta"),
        ("en_verificacion", "no_conforme", Role.LEADER, "nota"),
        ("en_viabilidad", "borrador", Role.COMMITTEE, "nota"),
    ],
)
def test_what_must_be_written_must_be_written(from_state, to_state, role, field):
    with pytest.raises(InvalidValueError) as refused:
        workflow.decide(PLAN_TRANSITIONS, from_state, to_state, actor(role), HELD, note="  ", acta="")
    assert refused.value.field == field


def test_a_correction_that_touched_costs_goes_back_to_the_committee():
    with pytest.raises(StateError, match="debe pasar otra vez por el Comité"):
        workflow.decide(PLAN_TRANSITIONS, "borrador", "en_verificacion", actor(Role.LEADER), Standing())


def test_an_impossible_step_says_where_it_is_and_what_can_be_done():
    with pytest.raises(StateError, match=r"Está en «Borrador» y no puede pasar a «Aprobado».*Enviar a viabilidad"):
        workflow.find(PLAN_TRANSITIONS, "borrador", "aprobado")
    with pytest.raises(StateError, match="De ahí ya no sale"):
        workflow.find(PLAN_TRANSITIONS, "cerrado", "borrador")


def test_every_state_of_the_vocabulary_is_reached_and_every_transition_names_known_states():
    for transitions, words in ((PLAN_TRANSITIONS, PLAN_STATES), (REPORT_TRANSITIONS, REPORT_STATES)):
        named = {one.from_state for one in transitions} | {one.to_state for one in transitions}
        assert named == set(words)
    assert set(PLAN_STATES) >= EDITABLE_PLAN_STATES
    assert set(REPORT_STATES) >= EDITABLE_REPORT_STATES


def test_the_order_of_the_states_is_the_manuals():
    assert has_reached("en_ejecucion", "aprobado")
    assert not has_reached("no_conforme", "conforme")


def test_whom_the_admin_named_verifies_whatever_their_role_but_not_what_they_wrote():
    named = Standing(designated=frozenset({"uno"}))
    for verdict in ("conforme", "no_conforme"):
        assert may(PLAN_TRANSITIONS, "en_verificacion", verdict, actor(Role.TECHNICIAN), named)
        assert not may(PLAN_TRANSITIONS, "en_verificacion", verdict, actor(Role.TECHNICIAN, user_id="dos"), named)
        wrote = Standing(authors=frozenset({"uno"}), designated=frozenset({"uno"}))
        assert not may(PLAN_TRANSITIONS, "en_verificacion", verdict, actor(Role.TECHNICIAN), wrote)
    assert not may(PLAN_TRANSITIONS, "conforme", "aprobado", actor(Role.TECHNICIAN), named)
