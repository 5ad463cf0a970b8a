"""The page Plan keeps every stated edit, refuses with reasons beside the editor, and loses nothing on the way."""

import pandas as pd
import pytest

from data.records import plan_elements, plan_frames, plans, priorities
from pages.components import session
from procedure.edits import New
from procedure.vocabulary import VIABILITY_ASPECTS
from tests.pages.plan.conftest import PAGE, YEAR, ran, texts


def click(test, label):
    next(one for one in test.button if label in one.label).click()
    return ran(test)


def test_without_a_plan_it_teaches_and_makes_the_first_one(open_page, sqlite_database, analyst):
    test = open_page(analyst, PAGE)
    assert "Todavía no hay ninguno" in texts(test)
    click(test, f"Crear el plan de {YEAR}")
    assert len(plans.listing(sqlite_database, analyst.entity_id)) == 1
    assert "Empiece por los componentes" in texts(test)


def test_whoever_only_consults_is_told_who_makes_it(open_page, committee):
    test = open_page(committee, PAGE)
    assert "Lo crea el analista" in texts(test) and not [one for one in test.button if "Crear" in one.label]


def test_components_of_the_catalog_come_in_with_equal_weights(open_page, sqlite_database, analyst):
    plan = plans.create(sqlite_database, analyst, YEAR, "Plan")
    test = open_page(analyst, PAGE)
    test.multiselect[0].set_value(["inclusion", "permanencia"]).run()
    click(test, "Agregar los elegidos")
    rows = plan_frames.frames(sqlite_database, analyst.entity_id, plan["id"]).components
    assert rows["weight"].tolist() == [50, 50] and rows["code"].tolist() == ["inclusion", "permanencia"]


def test_a_committed_cell_is_stored_and_survives_a_new_session(open_page, plan, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    tell(test, "objectives", {0: {"weight": "55,5"}})
    assert plan.value("objectives", plan.objective, "weight") == 55.5
    assert "Guardado" in texts(test) and "faltan 4,5 para 100" in texts(test)
    again = go(open_page(analyst, PAGE), "objectives")
    sheet = next(one for name, one in again.session_state["hojas"].by_name.items() if "objectives" in name)
    assert sheet.base["weight"].tolist() == ["55,5", "40"]


def test_the_editor_keeps_its_place_while_its_edits_are_saved(open_page, plan, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    memory = test.session_state["hojas"]
    key = next(one.key for name, one in memory.by_name.items() if "objectives" in name)
    tell(test, "objectives", {0: {"weight": "55"}}, added=[{"text": "Nuevo", "component_id": "Permanencia"}])
    new = {"text": "Nuevo", "component_id": "Permanencia", "weight": "4"}
    tell(test, "objectives", {0: {"weight": "56"}}, added=[new])
    assert next(one.key for name, one in memory.by_name.items() if "objectives" in name) == key
    assert plan.rows("objectives")["weight"].tolist() == [56, 40, 4]


def test_what_cannot_be_is_refused_beside_its_cell_and_the_rest_is_saved(open_page, plan, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    tell(test, "objectives", {0: {"weight": "150"}, 1: {"weight": "45", "text": "Ampliar rutas y refrigerios"}})
    assert "Reducir la deserción" in texts(test) and "no puede ser mayor que 100" in texts(test)
    assert plan.rows("objectives")["weight"].tolist() == [60, 45]
    assert plan.value("objectives", plan.other, "text") == "Ampliar rutas y refrigerios"


def test_a_refused_cell_outlives_going_to_another_level_and_back(open_page, plan, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    tell(test, "objectives", {0: {"weight": "mucho"}})
    go(test, "goals")
    go(test, "objectives")
    assert "«mucho» no sirve" in texts(test)


def test_two_people_on_one_row_both_versions_are_shown_and_one_is_chosen(open_page, plan, analyst, leader, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    plan.change("objectives", plan.objective, leader, weight=70, text="Reducir la deserción rural")
    tell(test, "objectives", {0: {"weight": "50"}})
    assert plan.value("objectives", plan.objective, "weight") == 70
    assert "Otra persona guardó esta fila" in texts(test)
    click(test, "Guardar la mía")
    assert plan.value("objectives", plan.objective, "weight") == 50
    assert plan.value("objectives", plan.objective, "text") == "Reducir la deserción rural", "theirs is not undone"


def test_two_people_on_two_fields_of_one_row_do_not_stand_in_each_others_way(
    open_page, plan, analyst, leader, go, tell
):
    test = go(open_page(analyst, PAGE), "objectives")
    plan.change("objectives", plan.objective, leader, text="Reducir la deserción rural")
    tell(test, "objectives", {0: {"weight": "50"}})
    assert plan.value("objectives", plan.objective, "weight") == 50
    assert "quedó guardado lo de ambas ediciones" in texts(test) and "Guardada ahora" not in texts(test)
    sheet = next(one for name, one in test.session_state["hojas"].by_name.items() if "objectives" in name)
    assert sheet.base.loc[0, ["text", "weight"]].tolist() == ["Reducir la deserción rural", "50"]


def test_the_stored_version_may_be_preferred(open_page, plan, analyst, leader, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    plan.change("objectives", plan.objective, leader, weight=70)
    tell(test, "objectives", {0: {"weight": "50"}})
    click(test, "Quedarme con la guardada")
    assert plan.value("objectives", plan.objective, "weight") == 70
    assert "Otra persona guardó" not in texts(test)


def test_a_row_retired_by_somebody_else_can_be_added_again(open_page, plan, analyst, leader, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    plan_elements.void(plan.database, leader, plan.id, "objectives", plan.other, 1)
    tell(test, "objectives", {1: {"weight": "45"}})
    assert "Otra persona retiró esta fila" in texts(test)
    click(test, "Agregarla de nuevo")
    assert plan.rows("objectives")[["text", "weight"]].values.tolist() == [
        ["Reducir la deserción", 60],
        ["Ampliar rutas", 45],
    ]


def test_a_deleted_row_goes_with_what_it_holds_and_undo_brings_it_back(open_page, plan, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    tell(test, "objectives", deleted=[0])
    assert len(plan.rows("objectives")) == 1 and plan.rows("goals").empty
    click(test, "Deshacer: retirar «Reducir la deserción»")
    assert len(plan.rows("objectives")) == 2 and len(plan.rows("goals")) == 1
    assert "Se deshizo" in texts(test)


def test_what_is_typed_when_the_session_has_expired_is_saved_after_entering_again(
    open_page, plan, analyst, go, tell, monkeypatch
):
    test = go(open_page(analyst, PAGE), "objectives")
    valid = session.token
    monkeypatch.setattr("pages.components.session.token", lambda: "otro")
    tell(test, "objectives", {0: {"weight": "51"}})
    assert "Su sesión terminó" in texts(test)
    assert plan.value("objectives", plan.objective, "weight") == 60
    monkeypatch.setattr("pages.components.session.token", valid)
    ran(test)
    assert plan.value("objectives", plan.objective, "weight") == 51


def test_it_is_saved_too_when_the_person_enters_in_a_new_tab(open_page, plan, analyst, go, tell, monkeypatch):
    test = go(open_page(analyst, PAGE), "objectives")
    monkeypatch.setattr("pages.components.session.token", lambda: "otro")
    tell(test, "objectives", {0: {"weight": "52"}})
    open_page(analyst, PAGE)
    assert plan.value("objectives", plan.objective, "weight") == 52


def test_long_texts_are_saved_one_by_one_in_the_file_of_the_row(open_page, plan, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "objectives")
    next(one for one in test.selectbox if one.label == "Abrir el objetivo").set_value(plan.objective)
    ran(test)
    next(one for one in test.text_area if one.label == "Condiciones favorables").set_value("Vías abiertas")
    ran(test)
    assert plan.value("objectives", plan.objective, "favourable_conditions") == "Vías abiertas"
    tell(test, "objectives", {0: {"weight": "58"}})
    assert plan.value("objectives", plan.objective, "weight") == 58, "one's own file is no stranger to the grid"


def test_rows_move_up_and_down_among_their_siblings(open_page, plan, analyst, go):
    test = go(open_page(analyst, PAGE), "objectives")
    next(one for one in test.selectbox if one.label == "Abrir el objetivo").set_value(plan.objective)
    ran(test)
    click(test, "Bajar")
    assert plan.rows("objectives")["id"].tolist() == [plan.other, plan.objective]


def test_the_linear_schedule_is_proposed_only_where_there_is_none(open_page, plan, analyst, go):
    rows = plan.rows("indicator_slices").set_index("slice")
    plan.change("indicator_slices", rows["id"]["total"], baseline=5, target=3)
    plan.change("indicator_slices", rows["id"]["rural"], baseline=6, target=4, t4=4)
    test = go(open_page(analyst, PAGE), "indicator_slices")
    click(test, "Proponer programación lineal (1 fila)")
    assert plan.rows("indicator_slices")["t1"].isna().all(), "it is looked at first"
    assert "Programación lineal propuesta" in texts(test)
    click(test, "Guardar la propuesta (1 fila)")
    assert "Programación lineal propuesta" not in texts(test)
    shown = plan.rows("indicator_slices").set_index("slice")[["t1", "t2", "t3", "t4"]]
    assert shown.loc["total"].tolist() == [4.5, 4, 3.5, 3]
    assert shown.loc["rural"].isna().tolist() == [True, True, True, False]


def test_a_proposed_schedule_may_be_thrown_away_and_a_kept_one_undone(open_page, plan, analyst, go):
    rows = plan.rows("indicator_slices").set_index("slice")
    plan.change("indicator_slices", rows["id"]["total"], baseline=5, target=3)
    test = go(open_page(analyst, PAGE), "indicator_slices")
    click(test, "Proponer programación lineal")
    click(test, "Descartar")
    assert plan.rows("indicator_slices")["t1"].isna().all() and "lineal propuesta" not in texts(test)
    click(test, "Proponer programación lineal")
    click(test, "Guardar la propuesta")
    click(test, "Deshacer: programación lineal")
    assert plan.rows("indicator_slices")["t1"].isna().all()


def test_a_coauthor_edits_what_is_shared_and_nothing_else(open_page, plan, coauthor, go, tell):
    test = go(open_page(coauthor, PAGE), "actions")
    assert "Como coautor puede editar" in texts(test)
    tell(test, "actions", {0: {"start_date": f"01/02/{YEAR}", "text": "Otra cosa"}})
    assert plan.value("actions", plan.action, "start_date") == pd.Timestamp(YEAR, 2, 1)
    assert plan.value("actions", plan.action, "text") == "Rutas escolares"


def test_outside_the_draft_it_is_read_only_with_its_reason(open_page, plan, leader, committee, analyst):
    test = open_page(leader, PAGE)
    test.radio[0].set_value("Enviar a viabilidad").run()
    click(test, "Enviar a viabilidad")
    assert plans.get(plan.database, "47", plan.id)["state"] == "en_viabilidad"
    assert "Solo lectura: el plan está en «En revisión de viabilidad»" in texts(test)
    assert "Desde aquí usted no tiene un paso por dar" in texts(open_page(analyst, PAGE))
    decision = open_page(committee, PAGE)
    for box in [one for one in decision.checkbox if one.label.startswith("Viabilidad ")]:
        box.set_value(True)
    click(decision, "Declarar viable")
    assert "número del acta" in texts(decision)
    next(one for one in decision.text_input if one.label == "Número del acta").set_value("Acta 3 de 2026")
    for aspect in VIABILITY_ASPECTS:
        decision.checkbox(key=f"viable-{aspect}").set_value(True)
    click(decision, "Declarar viable")
    assert plans.get(plan.database, "47", plan.id)["state"] == "viable"


def test_the_next_years_draft_is_opened_from_this_one(open_page, plan, analyst):
    test = click(open_page(analyst, PAGE), f"Abrir el borrador de {YEAR + 1}")
    assert plans.listing(plan.database, "47")["year"].tolist() == [YEAR + 1, YEAR]
    assert f"Se creó el borrador del plan de {YEAR + 1}" in texts(test)


def test_what_was_retired_comes_back_from_the_bin(open_page, plan, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "actions")
    tell(test, "actions", deleted=[0])
    click(test, "Devolver a su sitio")
    assert plan.rows("actions")["id"].tolist() == [plan.action]


@pytest.mark.parametrize("text", ["<b>x</b> **y** $z$ :red[w]", "=HYPERLINK(1)"])
def test_texts_of_people_are_shown_as_they_are(open_page, plan, analyst, go, tell, text):
    test = go(open_page(analyst, PAGE), "objectives")
    tell(test, "objectives", {0: {"text": text, "weight": "999"}})
    assert plan.value("objectives", plan.objective, "text") == text
    assert "**y** $z$" not in texts(test)


def test_factors_of_the_year_are_offered_in_the_file_of_an_objective(open_page, plan, analyst, go):
    database = plan.database
    [one] = priorities.apply_edits(database, analyst, YEAR, "opportunities", [New({"text": "Deserción rural"})]).saved
    factor = New({"opportunity_id": one, "text": "Vías en mal estado", "origin": "externo"})
    [factor_id] = priorities.apply_edits(database, analyst, YEAR, "factors", [factor]).saved
    test = go(open_page(analyst, PAGE), "objectives")
    next(one for one in test.selectbox if one.label == "Abrir el objetivo").set_value(plan.objective)
    ran(test)
    next(one for one in test.multiselect if one.label == "Factores priorizados").set_value(["Vías en mal estado"])
    ran(test)
    assert plan.value("objectives", plan.objective, "factor_ids") == [factor_id]
