"""The page Conformidad as each person finds it: what is found and where it is mended, the verdict and its history."""

from datetime import date

import pytest

from data import opening
from data.records import plans, treatments, verifications
from pages.components.conformity import panel, reading
from pages.components.navigation import ENTRIES
from procedure.conformity.checklist import CHECKS
from procedure.conformity.review import review
from procedure.conformity.rules import RULES
from procedure.roles import Role
from tests.conforming import ConformingPlan, answers
from tests.pages.plan.conftest import ran, texts

PAGE, EDITOR = "plan/conformity.py", "plan/editor.py"


@pytest.fixture
def plan(sqlite_database, analyst):
    return ConformingPlan(sqlite_database, analyst)


@pytest.fixture
def sent(plan, leader, committee):
    plan.send_to_verification(leader, committee)
    return plan


def view(test, name):
    test.selectbox(key="vista").set_value(name)
    return ran(test)


def html(test):
    return "\n".join(str(one.proto.body) for one in test.get("html"))


def press(test, label):
    next(button for button in test.button if button.label == label).click()
    return ran(test)


def answer(test, **failing):
    for check in CHECKS:
        test.radio(key=f"verificar-{check.code}").set_value("no_cumple" if check.code in failing else "cumple")
        test.text_input(key=f"verificar-nota-{check.code}").set_value(failing.get(check.code, ""))


def test_every_rule_is_mended_on_a_page_that_there_is():
    assert {rule.page for rule in RULES} <= {entry.url_path for entry in ENTRIES}


def test_without_a_plan_it_teaches_and_offers_the_way(open_page, analyst):
    test = open_page(analyst, PAGE)
    assert "Todavía no hay ningún plan" in texts(test)
    assert not test.exception


def test_a_draft_shows_each_finding_with_its_mend_and_the_table_of_all(open_page, plan, analyst):
    plan.change("objective_risks", plan.ids["r1"], control="")
    plan.change("components", plan.ids["c1"], weight=90)
    test = ran(open_page(analyst, PAGE))
    read = texts(test)
    assert "4 hallazgos impiden declararlo conforme; se cumplen 23 de 26 reglas" in read
    assert "Los pesos de los componentes suman 90, no 100" in read.replace("\\", "")
    assert "Cómo se corrige: Escriba qué se hace para que no ocurra" in read.replace("\\", "")
    assert "Inundaciones" in html(test)
    assert "✖ 1 hallazgo" in html(test) and "✔ Cumple" in html(test)


def test_it_is_filtered_by_effect_and_by_component(open_page, plan, analyst):
    plan.change("objective_risks", plan.ids["r1"], control="")
    test = open_page(analyst, PAGE)
    test.selectbox(key="conformidad_efecto").set_value("advierte")
    assert [one.value for one in ran(test).success] == ["Ningún hallazgo aquí."]
    test.selectbox(key="conformidad_efecto").set_value("")
    test.selectbox(key="conformidad_componente").set_value(plan.ids["c1"])
    assert "Inundaciones" in texts(ran(test))


def test_the_matrix_is_on_the_screen_and_in_excel(open_page, plan, committee):
    test = view(open_page(committee, PAGE), "matriz")
    assert "Cada objetivo llega a actividades con recursos y fechas" in texts(test)
    for words in ("Reducir la deserción", "I2 · Rutas en operación", "Contratar rutas", "01/02/2026 a 30/11/2026"):
        assert words in html(test)
    assert [one.label for one in test.get("download_button")] == ["Matriz en Excel"]


def test_the_leader_verifies_with_the_checklist_and_it_is_in_the_history(open_page, sent, leader, sqlite_database):
    test = view(open_page(leader, PAGE), "verificar")
    answer(test)
    press(test, "Declarar conforme")
    assert plans.get(sqlite_database, "47", sent.id)["state"] == "conforme"
    assert "La verificación quedó registrada: conforme" in texts(test)
    test = view(test, "historia")
    assert "El plan no ha cambiado desde entonces" in texts(test)
    assert "✔ Conforme" in html(test)
    assert len(verifications.history(sqlite_database, "47", sent.id)) == 1


def test_a_refused_verdict_says_what_lacks_and_keeps_what_was_typed(open_page, sent, leader, sqlite_database):
    test = view(open_page(leader, PAGE), "verificar")
    answer(test, L3="No cubre la zona rural")
    press(test, "Declarar no conforme")
    assert any("nota" in one.value for one in test.error)
    assert test.text_input(key="verificar-nota-L3").value == "No cubre la zona rural"
    assert plans.get(sqlite_database, "47", sent.id)["state"] == "en_verificacion"
    test.text_area(key="verificar-nota").set_value("Agregar acciones rurales")
    press(test, "Declarar no conforme")
    assert plans.get(sqlite_database, "47", sent.id)["state"] == "no_conforme"


def test_what_blocks_disables_the_conforming_verdict(open_page, plan, leader, committee):
    plan.change("objective_risks", plan.ids["r1"], control="")
    plan.send_to_verification(leader, committee)
    test = view(open_page(leader, PAGE), "verificar")
    states = {button.label: button.disabled for button in test.button}
    assert states["Declarar conforme"] and not states["Declarar no conforme"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.LEADER}))
def test_nobody_else_is_offered_the_verdict_and_is_told_who_may(open_page, sent, leader, enrol, role):
    test = view(open_page(enrol(role), PAGE), "verificar")
    assert not [button for button in test.button if button.label.startswith("Declarar")]
    assert f"Puede verificarlo: {leader.name}" in texts(test)


def test_a_nonconformity_is_treated_on_the_page_until_it_is_done(open_page, sent, leader, analyst, sqlite_database):
    given = (sent.id, sent.version, "no_conforme", answers(L2="No nombra el PDD"), "Alinear")
    verifications.verify(sqlite_database, leader, *given)
    test = view(open_page(analyst, PAGE), "historia")
    assert "Falta terminar el tratamiento de: L2" in texts(test)
    test.text_area(key="tratamiento-texto").set_value("Citar el programa del PDD")
    press(test, "Registrar")
    assert any("elija a una persona" in one.value for one in test.error)
    assert test.text_area(key="tratamiento-texto").value == "Citar el programa del PDD"
    test.selectbox(key="tratamiento-responsable").set_value(analyst.user_id)
    test.date_input(key="tratamiento-fecha").set_value(date(2026, 3, 1))
    press(test, "Registrar")
    assert "Citar el programa del PDD" in html(test) and "Pendiente" in html(test)
    press(test, "Marcar como hecho")
    assert "Falta terminar" not in texts(test)
    [kept] = treatments.listing(sqlite_database, "47", sent.id).to_dict("records")
    assert kept["rule"] == "L2" and kept["done_at"] is not None


def test_the_admin_names_a_verifier_only_when_no_leader_is_free(
    open_page, plan, leader, committee, admin, technician, sqlite_database
):
    test = view(open_page(admin, PAGE), "verificar")
    assert f"No hace falta: {leader.name}" in texts(test)
    plan.change("components", plan.ids["c1"], actor=leader, description="Del líder")
    plan.send_to_verification(leader, committee)
    test = view(open_page(admin, PAGE), "verificar")
    assert "quien administra el sistema debe designar" in texts(test)
    test.selectbox(key="designar-quien").set_value(technician.user_id)
    test.text_input(key="designar-motivo").set_value("Los líderes escribieron")
    press(test, "Designar")
    assert "Los líderes escribieron" in html(test)
    test = view(open_page(technician, PAGE), "verificar")
    assert [button.label for button in test.button if button.label.startswith("Declarar")] != []


def test_the_editor_shows_live_how_many_block_and_those_in_view(open_page, plan, analyst):
    test = ran(open_page(analyst, EDITOR))
    assert "Conformidad: 2 bloquean" in texts(test)
    plan.change("objective_risks", plan.ids["r1"], control="")
    assert "Conformidad: 3 bloquean" in texts(ran(test))
    assert "Riesgo «Inundaciones»: No tiene control" in texts(test).replace("\\", "")


def test_the_link_of_a_finding_opens_the_editor_on_its_element(open_page, plan, analyst):
    test = open_page(analyst, EDITOR)
    test.query_params["elemento"] = f"goals.{plan.ids['g1']}"
    ran(test)
    assert test.session_state["plan-nivel"] == "goals"
    assert test.session_state[f"plan-objective-{plan.id[:8]}"] == plan.ids["o1"]
    assert "elemento" not in test.query_params


@pytest.mark.parametrize("wanted", ["goals.otro", "nada.x", "goals", "."])
def test_a_link_to_what_is_no_longer_there_opens_the_editor_all_the_same(open_page, plan, analyst, wanted):
    test = open_page(analyst, EDITOR)
    test.query_params["elemento"] = wanted
    ran(test)


def test_the_state_of_the_plan_sends_the_verdict_to_its_page_and_asks_the_three_viabilities(
    open_page, plan, leader, committee, sqlite_database
):
    plan.move(leader, "en_viabilidad")
    test = open_page(committee, EDITOR)
    for aspect in ("financiera", "tecnica"):
        test.checkbox(key=f"viable-{aspect}").set_value(True)
    next(one for one in test.text_input if one.label == "Número del acta").set_value("Acta 3")
    press(test, "Declarar viable")
    assert any("Falta la viabilidad administrativa" in one.value for one in test.error)
    test.checkbox(key="viable-administrativa").set_value(True)
    press(test, "Declarar viable")
    assert plans.get(sqlite_database, "47", plan.id)["state"] == "viable"
    plan.move(leader, "en_verificacion")
    test = ran(open_page(leader, EDITOR))
    assert "El plan espera su verificación" in texts(test)
    assert not [button for button in test.button if button.label.startswith("Declarar")]


def test_in_a_large_plan_the_panel_follows_a_moment_later_and_never_holds_up_an_edit(
    open_page, plan, analyst, monkeypatch
):
    monkeypatch.setattr(panel, "_LARGE", 0)
    judged = []
    monkeypatch.setattr(reading, "review", lambda bundle: judged.append(bundle.stamp) or review(bundle))
    test = ran(open_page(analyst, EDITOR))
    assert "Conformidad: 2 bloquean" in texts(test)
    plan.change("objective_risks", plan.ids["r1"], control="")
    assert "Conformidad: 2 bloquean" in texts(ran(test))
    assert len(judged) == 1
    reading.read(opening.shared_stores(), "47", plan.id)  # what the fragment does by itself in the browser
    assert "Conformidad: 3 bloquean" in texts(ran(test))
    assert len(judged) == 2
