"""The page of corrective actions over the demonstration: opened from the board, planned, carried out, verified."""

import shutil

import pytest

from data.records import improvement, plans, users
from procedure.roles import Actor, Role

PAGE = "followup/improvement.py"


@pytest.fixture
def sqlite_settings(sqlite_settings, demonstration_home):
    shutil.copytree(demonstration_home, sqlite_settings.home, dirs_exist_ok=True)
    return sqlite_settings


@pytest.fixture
def person(sqlite_database):
    listed = users.active(sqlite_database, "47").set_index("name")

    def found(name, role):
        return Actor("47", name, listed.loc[name, "id"], frozenset({role}))

    return found


@pytest.fixture
def plan_id(sqlite_database):
    listed = plans.listing(sqlite_database, "47")
    return listed.loc[listed["state"] == "en_ejecucion", "id"].iloc[0]


def at(page, trimester):
    page.selectbox(key="corte").set_value(str(trimester)).run()
    assert not page.exception
    return page


def press(page, label):
    next(one for one in page.button if one.label == label).click().run()
    assert not page.exception
    return page


def said(page):
    kinds = (page.subheader, page.caption, page.success, page.error, page.warning, page.text, page.markdown)
    return " ".join([str(one.value) for kind in kinds for one in kind] + [str(one.value) for one in page.get("html")])


def test_an_action_is_opened_with_what_is_known_and_planned(open_page, person, sqlite_database, plan_id):
    before = len(improvement.listing(sqlite_database, "47", plan_id))
    page = at(open_page(person("Analista de Calidad", Role.ANALYST), PAGE), 2)
    lacking = page.selectbox(key="desviacion").value
    assert "Lo que se sabe" in said(page)
    press(page, "Abrir acción")
    assert "Se abrió la acción" in said(page)
    found = improvement.listing(sqlite_database, "47", plan_id)
    assert len(found) == before + 1
    row = found.iloc[-1]
    assert (row["subject_id"], row["trimester"], row["state"]) == (lacking, 2, "abierta")
    assert row["deviation"]["explanation"]
    assert row["deviation"]["percent"] is not None
    page.selectbox(key="accion").set_value(row["id"]).run()
    page.text_area(key=f"accion-plan-{row['id']}-1-causa").set_value("El contrato salió tarde")
    press(page, "Guardar el plan")
    assert "Porqué 1" in page.error[0].value
    assert page.text_area(key=f"accion-plan-{row['id']}-1-causa").value == "El contrato salió tarde"


def test_the_committee_reads_and_is_offered_nothing_to_write(open_page, person):
    page = at(open_page(person("Comité Directivo", Role.COMMITTEE), PAGE), 2)
    labels = {one.label for one in page.button}
    assert not labels & {
        "Abrir acción",
        "Guardar el plan",
        "Registrar lo ejecutado",
        "Verificar la eficacia",
        "Retirar",
    }
    assert "Metas que no se cumplen al corte" in said(page)


def test_the_board_leads_to_the_action_of_each_deviation(open_page, person):
    board = open_page(person("Analista de Calidad", Role.ANALYST), "followup/board.py")
    links = [one.proto for one in board.get("page_link")]
    names = [one.label for one in links if one.label.startswith("Acción: ")]
    assert len(names) == 2
    assert "desviacion=" in str(links)


def test_a_deviation_that_has_its_action_leads_to_it(open_page, person, sqlite_database, plan_id):
    actions = improvement.listing(sqlite_database, "47", plan_id)
    again = actions[actions["trimester"] == 2].iloc[0]
    page = at(open_page(person("Analista de Calidad", Role.ANALYST), PAGE), 2)
    page.selectbox(key="desviacion").set_value(again["subject_id"]).run()
    assert f"Ya tiene la acción n.º {again['number']}" in said(page)
    assert "Abrir acción" not in {one.label for one in page.button}


def test_a_leader_verifies_the_effectiveness_with_the_figure_before_their_eyes(
    open_page, person, sqlite_database, plan_id
):
    actions = improvement.listing(sqlite_database, "47", plan_id)
    done = actions[actions["state"] == "ejecutada"].iloc[0]
    page = at(open_page(person("Líder de Calidad", Role.LEADER), PAGE), 2)
    page.selectbox(key="accion").set_value(done["id"]).run()
    assert "En T2 de 2026" in said(page)
    press(page, "Verificar la eficacia")
    assert page.error[0].value == "Elija si fue eficaz o no."
    page.radio(key=f"accion-eficacia-{done['id']}-si").set_value("no")
    page.text_area(key=f"accion-eficacia-{done['id']}-nota").set_value("Sigue por debajo")
    press(page, "Verificar la eficacia")
    assert [one.value for one in page.error] == []
    after = improvement.listing(sqlite_database, "47", plan_id)
    assert after.set_index("id").loc[done["id"], "state"] == "no_eficaz"
    assert after.iloc[-1]["previous_id"] == done["id"]


def test_whoever_is_in_charge_registers_only_what_they_did(open_page, person, sqlite_database, plan_id):
    actions = improvement.listing(sqlite_database, "47", plan_id)
    own = actions[actions["state"] == "en_ejecucion"].iloc[0]
    page = at(open_page(person(own["responsible"], Role.RESPONSIBLE), PAGE), 2)
    page.selectbox(key="accion").set_value(own["id"]).run()
    assert not {one.label for one in page.button} & {"Guardar el plan", "Abrir acción", "Retirar"}
    page.text_area(key=f"accion-hecha-{own['id']}-nota").set_value("Se concertó con los cabildos")
    press(page, "Registrar lo ejecutado")
    after = improvement.listing(sqlite_database, "47", plan_id).set_index("id")
    assert after.loc[own["id"], "state"] == "ejecutada"
