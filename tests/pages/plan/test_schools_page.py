"""The page Análisis de los PMI: it teaches when empty, says of how many, marks gaps, and is honest about money."""

import pytest

from data.warehouse import Warehouse
from procedure.roles import Role
from tests.pages.plan import schools
from tests.pages.plan.conftest import html, ran, texts

PAGE = "plan/schools.py"


def view(test, name):
    test.segmented_control[0].set_value(name)
    return ran(test)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_it_and_an_empty_one_says_how_to_load(open_page, enrol, role):
    test = open_page(enrol(role), PAGE)
    assert not test.exception
    assert "Todavía no hay ningún resumen de los PMI cargado" in texts(test)
    assert [one.label for one in test.get("download_button")] == [
        "Plantilla de los PMI (XLSX)", "Plantilla del directorio (XLSX)",
    ]  # fmt: skip
    may_load = role in {Role.ANALYST, Role.LEADER}
    assert ("La carga la hace" in texts(test)) != may_load


def test_it_says_how_many_answered_of_how_many_and_what_they_need(open_page, analyst, schools_loaded):
    test = open_page(analyst, PAGE)
    said = {one.label: one.value for one in test.metric}
    assert (said["Respondieron"], said["Respondieron, zona rural"]) == ("3 de 4", "2 de 2")
    assert [one.delta.replace("\\", "") for one in test.metric][:2] == ["75,0\u00a0%", "100,0\u00a0%"]
    assert said["Con PMI actualizado"] == "66,7\u00a0%" and said["Metas de los PMI cumplidas"] == "50,0\u00a0%"
    heading = texts(test).replace("\\", "")
    assert "gestión administrativa y financiera: 1,3 sobre 4, media de 2 establecimientos" in heading
    assert "«Administración de la planta física y de los recursos»: 2 de 3 establecimientos (66,7" in heading
    drawn = html(test)
    assert "2,5 (n = 3)" in drawn and "100,0\u00a0% (2 de 2)" in drawn and "s. d." in drawn
    assert "1 de 2 (50,0\u00a0%)" in drawn, "El Banco: one of its two"


def test_without_a_directory_it_says_that_nobody_knows_of_how_many(
    open_page, analyst, warehouse, sqlite_database, tmp_path
):
    schools.load(warehouse, sqlite_database, analyst, tmp_path, schools.pmi_summary.TEMPLATE, schools.summaries())
    test = open_page(analyst, PAGE)
    assert "se sabe cuántos respondieron, pero no de cuántos" in texts(test)
    assert test.metric[0].value == "3"


def test_what_nobody_attends_is_marked_with_how_many_ask_for_it(open_page, plan, analyst, schools_loaded):
    plan.change("components", plan.component, pmi_areas=["academica"])
    plan.change("goals", plan.goal, pmi_areas=["academica", "comunidad"])
    test = view(open_page(analyst, PAGE), "Vínculo con el plan")
    warned = [one.value.replace("\\", "") for one in test.warning]
    assert len(warned) == 2 and "gestión directiva" in warned[0]
    assert "gestión administrativa y financiera. La tienen en valoración baja 100,0\u00a0% (2 de 2)" in warned[1]
    assert "2 de 3 establecimientos nombran alguna de sus necesidades, sobre todo «Administración de la" in warned[1]
    drawn = html(test)
    assert "✔ lo declara · 1 meta" in drawn and drawn.count("✖ Nadie la atiende") == 2
    assert "1 de 1 meta declara" in texts(test)


def test_what_the_plan_gives_to_a_school_keeps_apart_what_is_its_own(open_page, plan, analyst, schools_loaded):
    plan.change("actions", plan.action, objective_ids=[plan.objective], municipalities=["47245"], cost=900)
    named = plan.add(
        "actions", component_id=plan.component, text="Aulas <i>nuevas</i>", goal_id=plan.goal,
        schools=[schools.NAMED, schools.RURAL], is_accompaniment=True,
    )  # fmt: skip
    plan.add("action_resources", action_id=named, source="sgp", amount=101)
    plan.add("actions", component_id=plan.component, text="Todos rurales", location="rural", cost=7)
    plan.add("actions", component_id=plan.component, text="Todos", cost=5000)
    test = view(open_page(analyst, PAGE), "Qué le da este plan")
    chosen = next(one for one in test.selectbox if one.label.startswith("Establecimiento"))
    chosen.set_value(next(one for one in chosen.options if schools.NAMED in one) and schools.NAMED)
    ran(test)
    said = texts(test).replace("\\", "")
    assert "Le llegan 2 acciones. Lo nombra 1. De acompañamiento a los establecimientos: 1." in said
    assert "Dinero que se puede atribuir a este establecimiento: $\u00a051." in said
    drawn = html(test)
    assert "Directo: la acción lo nombra, con otros 1" in drawn and "Aulas &lt;i&gt;nuevas&lt;/i&gt;" in drawn
    assert "Todos rurales" not in drawn and "Rutas escolares" not in drawn
    assert "Nadie: ningún componente ni meta declara esta gestión" in drawn
    assert [one.label for one in test.get("download_button")] == ["Descargar la hoja (DOCX)"]


@pytest.mark.parametrize(("page", "place"), [(PAGE, "Zona"), ("plan/municipalities.py", "Municipio")])
def test_another_look_at_the_same_figures_reads_the_warehouse_no_more(
    open_page, plan, analyst, schools_loaded, monkeypatch, page, place
):
    test = open_page(analyst, page)
    asked = []
    monkeypatch.setattr(Warehouse, "read", lambda self, query, **parameters: asked.append(query))
    chosen = next(one for one in test.selectbox if one.label.startswith(place))
    chosen.select_index(1)
    ran(test)
    assert asked == []


def test_the_municipalities_may_be_read_by_their_share_of_low_valuations(open_page, analyst, schools_loaded):
    test = open_page(analyst, PAGE)
    next(one for one in test.selectbox if one.label == "Cifra").set_value("En valoración baja")
    ran(test)
    assert "50,0\u00a0% (1 de 2)" in html(test)


def test_a_component_that_attends_nothing_is_named(open_page, plan, analyst, schools_loaded):
    test = view(open_page(analyst, PAGE), "Vínculo con el plan")
    assert "Componentes que no atienden ninguna gestión de los PMI: Permanencia." in texts(test)
