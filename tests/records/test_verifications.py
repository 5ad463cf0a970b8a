"""A plan is verified by who did not write it, over what is stored, as often as needed, and each time is kept."""

from datetime import date

import pytest
from sqlalchemy import event

from data.records import audit, conformity, plans, treatments, verifications, verifiers
from data.records.errors import StaleVersionError
from procedure.conformity.review import review
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, OwnWorkError, StateError
from procedure.roles import Role
from tests.conforming import ConformingPlan, answers

DUE = date(2026, 3, 1)


@pytest.fixture
def plan(chosen_database, analyst):
    return ConformingPlan(chosen_database, analyst)


@pytest.fixture
def sent(plan, leader, committee):
    plan.send_to_verification(leader, committee)
    return plan


def verify(plan, actor, result="conforme", note="", failing=None, **more):
    given = (plan.id, plan.version, result, answers(**(failing or {})), note)
    return verifications.verify(plan.database, actor, *given, **more)


def treat(plan, actor, verification_id, rule="L2", text="Ajustar la alineación", **more):
    given = {"responsible_id": plan.author.user_id, "due_date": DUE} | more
    return treatments.add(plan.database, actor, verification_id, rule, text, **given)


def test_a_plan_that_meets_every_rule_is_declared_conforming(database, sent, leader):
    assert review(conformity.read(database, "47", sent.id)) == []
    verify(sent, leader)
    assert plans.get(database, "47", sent.id)["state"] == "conforme"
    [kept] = verifications.history(database, "47", sent.id).to_dict("records")
    assert (kept["number"], kept["result"], kept["user"]) == (1, "conforme", leader.name)
    assert kept["findings"] == []
    assert {one["answer"] for one in kept["checklist"]} == {"cumple"}
    assert kept["plan_stamp"] == conformity.read(database, "47", sent.id).stamp
    assert plans.history(database, "47", sent.id)["to_state"].iloc[-1] == "conforme"
    with database.read() as connection:
        assert audit.verify(connection, "47") > 0


def test_what_blocks_keeps_it_from_being_conforming_and_nothing_is_kept(sqlite_database, plan, leader, committee):
    plan.change("objective_risks", plan.ids["r1"], control="")
    plan.send_to_verification(leader, committee)
    with pytest.raises(StateError, match="no se cumple C26"):
        verify(plan, leader)
    assert plans.get(sqlite_database, "47", plan.id)["state"] == "en_verificacion"
    assert verifications.history(sqlite_database, "47", plan.id).empty


def test_a_warning_is_kept_and_does_not_block(sqlite_database, plan, leader, committee):
    second = dict(plan.rows("actions").set_index("id").loc[plan.ids["a1"]])
    values = {name: second[name] for name in ("component_id", "text", "responsible_id", "objective_ids")}
    plan.add("actions", **values, start_date=date(2026, 2, 1), end_date=date(2026, 3, 1), cost=0)
    plan.send_to_verification(leader, committee)
    verify(plan, leader)
    [kept] = verifications.history(sqlite_database, "47", plan.id).to_dict("records")
    assert [(one["rule"], one["blocks"]) for one in kept["findings"]] == [("C22", False)]


@pytest.mark.parametrize(
    ("result", "failing", "note", "error", "match"),
    [
        ("conforme", {"L2": "No nombra el PDD"}, "", StateError, "no se cumple L2"),
        ("no_conforme", {}, "Falta", InvalidValueError, "marque en la lista"),
        ("no_conforme", {"L2": "No nombra el PDD"}, " ", InvalidValueError, "nota"),
        ("no_conforme", {"L2": " "}, "Falta", InvalidValueError, "L2: diga en la nota"),
    ],
)
def test_a_verdict_that_does_not_stand_is_refused(sqlite_database, sent, leader, result, failing, note, error, match):
    with pytest.raises(error, match=match):
        verify(sent, leader, result, note, failing)
    assert plans.get(sqlite_database, "47", sent.id)["state"] == "en_verificacion"


def test_a_line_without_an_answer_is_refused_by_its_name(sqlite_database, sent, leader):
    with pytest.raises(InvalidValueError, match="L6: falta responder") as refused:
        verifications.verify(sqlite_database, leader, sent.id, sent.version, "conforme", answers()[:-1])
    assert refused.value.field == "L6"


def test_nonconforming_is_treated_and_verified_again_and_all_of_it_is_kept(database, sent, leader, analyst):
    first = verify(sent, leader, "no_conforme", "Corregir la alineación", {"L2": "No nombra el PDD"})
    assert plans.get(database, "47", sent.id)["state"] == "no_conforme"
    sent.move(analyst, "borrador")
    sent.change("objectives", sent.ids["o1"], alignment="PDD, programa 4")
    sent.move(leader, "en_verificacion")
    with pytest.raises(StateError, match="falta terminar el tratamiento de L2"):
        verify(sent, leader)
    treatment = treat(sent, analyst, first)
    with pytest.raises(StateError, match="falta terminar el tratamiento de L2"):
        verify(sent, leader)
    treatments.finish(database, analyst, treatment, 1)
    verify(sent, leader)
    told = verifications.history(database, "47", sent.id)
    assert told["result"].tolist() == ["no_conforme", "conforme"]
    assert told["number"].tolist() == [1, 2]
    assert told["plan_stamp"].nunique() == 2
    [kept] = treatments.listing(database, "47", sent.id).to_dict("records")
    assert (kept["rule"], kept["responsible"], kept["due_date"].date()) == ("L2", analyst.name, DUE)
    assert kept["done_at"] is not None and kept["verification_id"] == first


def test_it_may_be_nonconforming_as_often_as_needed(sqlite_database, sent, leader, analyst):
    for number in (1, 2, 3):
        verify(sent, leader, "no_conforme", f"Vez {number}", {"L1": "No es claro"})
        sent.move(analyst, "borrador")
        sent.move(leader, "en_verificacion")
    assert verifications.history(sqlite_database, "47", sent.id)["note"].tolist() == ["Vez 1", "Vez 2", "Vez 3"]


def test_a_correction_of_costs_goes_back_to_the_committee_and_the_rule_says_it(sqlite_database, sent, leader, analyst):
    verify(sent, leader, "no_conforme", "Recursos", {"L6": "El costo no alcanza"})
    sent.move(analyst, "borrador")
    assert conformity.read(sqlite_database, "47", sent.id).viability_holds
    sent.change("poai_lines", sent.ids["p1"], ceiling=90)
    with pytest.raises(StateError, match="debe pasar otra vez por el Comité"):
        sent.move(leader, "en_verificacion")
    assert [one.text for one in review(conformity.read(sqlite_database, "47", sent.id))] == [
        "La corrección cambió metas, costos o recursos: la viabilidad declarada ya no la cubre."
    ]


def test_only_a_leader_who_did_not_write_verifies(sqlite_database, plan, leader, committee, enrol):
    plan.change("components", plan.ids["c1"], actor=leader, description="Con lo que escribió el líder")
    plan.send_to_verification(leader, committee)
    with pytest.raises(OwnWorkError):
        verify(plan, leader)
    for role in set(Role) - {Role.LEADER}:
        with pytest.raises(NotAllowedError):
            verify(plan, enrol(role))
    assert verifications.history(sqlite_database, "47", plan.id).empty
    verify(plan, enrol(Role.LEADER))


def test_when_no_leader_is_free_the_admin_names_who_verifies(database, plan, leader, committee, admin, technician):
    def name(who, reason="Los líderes escribieron", by=admin):
        return verifiers.designate(database, by, plan.id, who.user_id, reason)

    with pytest.raises(StateError, match=f"{leader.name} no ha escrito"):
        name(technician)
    plan.change("components", plan.ids["c1"], actor=leader, description="Del líder")
    plan.send_to_verification(leader, committee)
    with pytest.raises(NotAllowedError):
        verify(plan, technician)
    with pytest.raises(NotAllowedError):
        name(technician, by=leader)
    with pytest.raises(OwnWorkError):
        name(leader)
    with pytest.raises(InvalidValueError):
        name(technician, reason=" ")
    assert leader.user_id not in verifiers.candidates(database, "47", plan.id)
    name(committee)
    name(technician)
    told = verifiers.listing(database, "47", plan.id)
    assert told["user"].tolist() == [committee.name, technician.name]
    assert told["voided_at"].isna().tolist() == [False, True]
    with pytest.raises(NotAllowedError):
        verify(plan, committee)
    verify(plan, technician)
    assert plans.get(database, "47", plan.id)["state"] == "conforme"
    with pytest.raises(StateError, match="ya se verificó"):
        name(committee)


def test_a_designation_taken_back_verifies_nothing(sqlite_database, plan, leader, committee, admin, technician):
    plan.change("components", plan.ids["c1"], actor=leader, description="Del líder")
    plan.send_to_verification(leader, committee)
    named = verifiers.designate(sqlite_database, admin, plan.id, technician.user_id, "Los líderes escribieron")
    verifiers.withdraw(sqlite_database, admin, named["id"], named["version"], "Está de vacaciones")
    with pytest.raises(NotAllowedError):
        verify(plan, technician)


def test_two_clicks_make_one_verification(database, sent, leader):
    made = verify(sent, leader, key="k1")
    given = (sent.id, 999, "conforme", answers())
    assert verifications.verify(database, leader, *given, key="k1") == made
    assert len(verifications.history(database, "47", sent.id)) == 1


def test_a_plan_that_changed_state_meanwhile_is_not_verified(sqlite_database, sent, leader):
    with pytest.raises(StaleVersionError):
        verifications.verify(sqlite_database, leader, sent.id, sent.version - 1, "conforme", answers())
    verify(sent, leader)
    with pytest.raises(StateError, match="se verifica cuando"):
        verify(sent, leader)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"rule": "C09"}, InvalidValueError),
        ({"text": "  "}, InvalidValueError),
        ({"responsible_id": "nadie"}, InvalidValueError),
        ({"due_date": None}, InvalidValueError),
    ],
)
def test_a_treatment_that_says_nothing_is_refused(sqlite_database, sent, leader, analyst, changes, error):
    failed = verify(sent, leader, "no_conforme", "Nota", {"L2": "No nombra el PDD"})
    with pytest.raises(error):
        treat(sent, analyst, failed, **changes)
    assert treatments.listing(sqlite_database, "47", sent.id).empty


def test_who_may_treat_and_finish(sqlite_database, sent, leader, analyst, technician, responsible, stranger):
    failed = verify(sent, leader, "no_conforme", "Nota", {"L2": "No nombra el PDD"})
    with pytest.raises(NotAllowedError):
        treat(sent, technician, failed)
    with pytest.raises(NotFoundError):
        treat(sent, stranger, failed)
    made = treat(sent, analyst, failed, responsible_id=responsible.user_id)
    with pytest.raises(NotAllowedError):
        treatments.finish(sqlite_database, technician, made, 1)
    treatments.finish(sqlite_database, responsible, made, 1)
    with pytest.raises(StateError, match="ya está marcado"):
        treatments.finish(sqlite_database, responsible, made, 2)


def test_a_treatment_by_mistake_is_withdrawn_with_its_reason(sqlite_database, sent, leader, analyst):
    failed = verify(sent, leader, "no_conforme", "Nota", {"L2": "No nombra el PDD"})
    made = treat(sent, analyst, failed)
    with pytest.raises(InvalidValueError):
        treatments.withdraw(sqlite_database, analyst, made, 1, " ")
    treatments.withdraw(sqlite_database, analyst, made, 1, "Era de otro punto")
    assert treatments.listing(sqlite_database, "47", sent.id).empty


def test_what_was_superseded_is_not_treated_any_more(sqlite_database, sent, leader, analyst):
    old = verify(sent, leader, "no_conforme", "Nota", {"L2": "No nombra el PDD"})
    sent.move(analyst, "borrador")
    sent.move(leader, "en_verificacion")
    verify(sent, leader, "no_conforme", "Otra vez", {"L2": "No nombra el PDD"})
    with pytest.raises(StateError, match="Solo se trata la última"):
        treat(sent, analyst, old)


def test_the_rules_ask_the_records_the_same_number_of_times_whatever_the_size_of_the_plan(sqlite_database, plan):
    def statements():
        seen = []
        listen = lambda *call: seen.append(call[2])  # noqa: E731
        event.listen(sqlite_database.engine, "before_cursor_execute", listen)
        review(conformity.read(sqlite_database, "47", plan.id))
        event.remove(sqlite_database.engine, "before_cursor_execute", listen)
        return len(seen)

    before = statements()
    for number in range(15):
        plan.add("actions", component_id=plan.ids["c1"], text=f"Acción {number}")
        plan.add("objective_risks", objective_id=plan.ids["o1"], text=f"Riesgo {number}")
    assert statements() == before <= 40


def test_what_the_plan_says_has_one_stamp_however_often_it_was_saved(sqlite_database, plan):
    stamp = conformity.read(sqlite_database, "47", plan.id).stamp
    plan.change("components", plan.ids["c1"], description="Otra cosa")
    assert conformity.read(sqlite_database, "47", plan.id).stamp != stamp
    plan.change("components", plan.ids["c1"], description="")
    assert conformity.read(sqlite_database, "47", plan.id).stamp == stamp
