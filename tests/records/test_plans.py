"""A plan goes from state to state by the hands that the manual names, and every decision stays beside it."""

import pytest

from data.records import audit, conformity, plan_copies, plan_elements, plan_frames, plans
from data.records.errors import StaleVersionError
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, OwnWorkError, StateError
from procedure.roles import Role
from procedure.viability import Viability
from procedure.vocabulary import VIABILITY_ASPECTS
from tests import walking


@pytest.fixture
def plan(database, analyst):
    return plans.create(database, analyst, 2026, "Plan de Apoyo al Mejoramiento 2026")


def move(database, actor, plan, to_state, note="", acta=""):
    now = plans.get(database, actor.entity_id, plan["id"])
    return walking.step(database, actor, plan["id"], now["version"], to_state, note, acta)


def component(database, actor, plan, name="Formación"):
    return plan_elements.add(database, actor, plan["id"], "components", {"name": name})


def test_a_plan_is_listed_and_the_last_version_of_the_year_is_current(database, analyst, plan):
    second = plans.create(database, analyst, 2026, "Ajuste")
    older = plans.create(database, analyst, 2025, "Anterior")
    listed = plans.listing(database, "47")
    assert list(listed["id"]) == [second["id"], plan["id"], older["id"]]
    assert list(listed["number"]) == [2, 1, 1]
    assert plans.current(database, "47", 2026)["id"] == second["id"]
    assert plans.current(database, "47", 2031) is None


def test_two_clicks_make_one_plan(database, analyst):
    made = [plans.create(database, analyst, 2026, "Plan", key="k1") for _ in range(2)]
    assert made[0]["id"] == made[1]["id"]
    assert len(plans.listing(database, "47")) == 1


@pytest.mark.parametrize(("year", "name", "field"), [(1800, "Plan", "year"), (2026, "  ", "name")])
def test_a_plan_that_cannot_be_is_refused_by_field(sqlite_database, analyst, year, name, field):
    with pytest.raises(InvalidValueError) as refused:
        plans.create(sqlite_database, analyst, year, name)
    assert refused.value.field == field


def test_only_who_drafts_creates_a_plan(sqlite_database, enrol):
    for role in (Role.COAUTHOR, Role.COMMITTEE, Role.TECHNICIAN, Role.RESPONSIBLE, Role.ADMIN):
        with pytest.raises(NotAllowedError):
            plans.create(sqlite_database, enrol(role), 2026, "Plan")
    assert plans.listing(sqlite_database, "47").empty


def test_a_plan_walks_the_manuals_road_and_its_history_tells_it(database, plan, analyst, leader, committee, technician):
    component(database, analyst, plan)
    road = [
        (leader, "en_viabilidad", "", ""),
        (committee, "viable", "", "ACTA-01"),
        (leader, "en_verificacion", "", ""),
        (leader, "conforme", "", ""),
        (committee, "aprobado", "Sin observaciones", "ACTA-02"),
        (leader, "habilitado", "", ""),
        (technician, "publicado", "", ""),
        (leader, "en_ejecucion", "", ""),
        (leader, "cerrado", "Vigencia terminada", ""),
    ]
    for actor, to_state, note, acta in road:
        assert to_state in {one.to_state for one in plans.available_transitions(database, actor, plan["id"])}
        assert move(database, actor, plan, to_state, note, acta)["state"] == to_state
    told = plans.history(database, "47", plan["id"])
    assert list(told["to_state"]) == [to_state for _, to_state, _, _ in road]
    assert list(told["user"]) == [actor.name for actor, *_ in road]
    assert told.loc[4, ["note", "acta"]].tolist() == ["Sin observaciones", "ACTA-02"]
    with database.read() as connection:
        assert audit.verify(connection, "47") > 2 * len(road)


def test_an_author_does_not_verify_what_they_wrote(database, plan, analyst, leader, committee, enrol):
    component(database, analyst, plan)
    component(database, leader, plan, "TIC")
    other = enrol(Role.LEADER)
    for actor, to_state, acta in (
        (leader, "en_viabilidad", ""),
        (committee, "viable", "1"),
        (leader, "en_verificacion", ""),
    ):
        move(database, actor, plan, to_state, acta=acta)
    with pytest.raises(OwnWorkError):
        move(database, leader, plan, "conforme")
    assert plans.available_transitions(database, leader, plan["id"]) == []
    assert plans.standing(database, "47", plan["id"]).authors == {analyst.user_id, leader.user_id}
    assert move(database, other, plan, "conforme")["state"] == "conforme"


def test_who_verified_does_not_approve(database, plan, analyst, leader, committee, enrol):
    both = enrol(Role.LEADER, Role.COMMITTEE)
    component(database, analyst, plan)
    for actor, to_state, acta in (
        (leader, "en_viabilidad", ""),
        (committee, "viable", "1"),
        (leader, "en_verificacion", ""),
        (both, "conforme", ""),
    ):
        move(database, actor, plan, to_state, acta=acta)
    with pytest.raises(OwnWorkError, match="Usted verificó"):
        move(database, both, plan, "aprobado", acta="2")
    assert plans.get(database, "47", plan["id"])["state"] == "conforme"


def walk_to_correction(database, plan, leader, committee):
    for actor, to_state, note, acta in (
        (leader, "en_viabilidad", "", ""),
        (committee, "viable", "", "1"),
        (leader, "en_verificacion", "", ""),
        (leader, "no_conforme", "Falta el riesgo", ""),
        (leader, "borrador", "", ""),
    ):
        move(database, actor, plan, to_state, note, acta)


def test_a_correction_of_words_keeps_the_viability(database, plan, analyst, leader, committee):
    row = component(database, analyst, plan)
    walk_to_correction(database, plan, leader, committee)
    changes = {"description": "Con su riesgo"}
    plan_elements.change(database, analyst, plan["id"], "components", row["id"], row["version"], changes)
    assert move(database, leader, plan, "en_verificacion")["state"] == "en_verificacion"


def test_a_correction_of_money_goes_back_to_the_committee(database, plan, analyst, leader, committee):
    row = component(database, analyst, plan)
    action = plan_elements.add(
        database, analyst, plan["id"], "actions", {"component_id": row["id"], "text": "Acompañar"}
    )
    walk_to_correction(database, plan, leader, committee)
    resource = {"action_id": action["id"], "source": "sgp", "amount": 5_000_000}
    plan_elements.add(database, analyst, plan["id"], "action_resources", resource)
    with pytest.raises(StateError, match="debe pasar otra vez por el Comité"):
        move(database, leader, plan, "en_verificacion")


def test_two_decisions_at_once_are_one_decision(database, plan, leader, committee, enrol):
    plans.transition(database, leader, plan["id"], plan["version"], "en_viabilidad")
    with pytest.raises(StateError, match="no puede pasar"):
        plans.transition(database, enrol(Role.LEADER), plan["id"], plan["version"], "en_viabilidad")
    with pytest.raises(StaleVersionError):
        plans.transition(database, committee, plan["id"], plan["version"], "borrador", note="Devuelto")
    assert len(plans.history(database, "47", plan["id"])) == 1


def test_a_plan_of_another_entity_does_not_exist_here(database, plan, stranger):
    for work in (
        lambda: plans.get(database, stranger.entity_id, plan["id"]),
        lambda: plans.transition(database, stranger, plan["id"], 1, "en_viabilidad"),
        lambda: plans.available_transitions(database, stranger, plan["id"]),
        lambda: plan_copies.duplicate(database, stranger, plan["id"]),
        lambda: plan_frames.frames(database, stranger.entity_id, plan["id"]),
    ):
        with pytest.raises(NotFoundError):
            work()
    assert plans.listing(database, stranger.entity_id).empty


def test_a_verdict_is_not_given_without_its_verification(database, plan, leader, committee):
    for actor, to_state, acta in (
        (leader, "en_viabilidad", ""),
        (committee, "viable", "1"),
        (leader, "en_verificacion", ""),
    ):
        move(database, actor, plan, to_state, acta=acta)
    for verdict in ("conforme", "no_conforme"):
        with pytest.raises(StateError, match="se decide en la página Conformidad"):
            plans.transition(database, leader, plan["id"], 4, verdict, note="Nota")
    assert plans.get(database, "47", plan["id"])["state"] == "en_verificacion"


def test_the_committee_declares_each_viability_with_its_conditions(database, plan, leader, committee):
    move(database, leader, plan, "en_viabilidad")
    declared = [Viability(aspect, True, f"Condición {aspect}") for aspect in VIABILITY_ASPECTS]
    with pytest.raises(InvalidValueError, match="Falta la viabilidad técnica"):
        plans.transition(database, committee, plan["id"], 2, "viable", acta="1", viabilities=[declared[0], declared[2]])
    assert plans.get(database, "47", plan["id"])["state"] == "en_viabilidad"
    plans.transition(database, committee, plan["id"], 2, "viable", acta="1", viabilities=declared)
    found = conformity.read(database, "47", plan["id"])
    assert {one["aspect"]: one["is_viable"] for one in found.viabilities} == dict.fromkeys(VIABILITY_ASPECTS, True)
    assert (found.acta, found.viability_holds) == ("1", True)
