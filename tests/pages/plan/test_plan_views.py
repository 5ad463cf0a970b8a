"""When the plan happens and what it costs, seen from the page and on the plan that is in the records."""

import json

import pytest

from data.records import plan_elements
from pages.components.plan import budget, timeline, views
from pages.components.plan import money as sources
from tests.pages.plan.conftest import PAGE, YEAR, ran, texts


def look(test, view):
    test.session_state[views.KEY] = view
    return ran(test)


@pytest.fixture
def money(plan):
    plan.line = plan.add("poai_lines", code="23.01", name="Transporte escolar", source="sgp", ceiling=500)
    plan.change("actions", plan.action, cost=700)
    plan.sgp = plan.add("action_resources", action_id=plan.action, source="sgp", amount=300, poai_line_id=plan.line)
    share = {"men_percentage": 25, "men_project": "Programa Todos a Aprender"}
    plan.men = plan.add("action_resources", action_id=plan.action, source="men", amount=100, **share)
    return plan


def drawn(chart):
    return str(json.loads(chart.proto.spec))


def html(test):
    return " ".join(one.value for one in test.get("html") if hasattr(one, "value")) + " ".join(
        str(one.proto.body) for one in test.get("html")
    )


def test_without_money_the_budget_says_how_it_is_written_down(open_page, plan, analyst):
    assert "todavía no tiene recursos" in texts(look(open_page(analyst, PAGE), views.BUDGET))


def test_the_budget_adds_up_by_source_component_line_and_project(open_page, money, analyst):
    test = look(open_page(analyst, PAGE), views.BUDGET)
    assert "Lo programado cabe en el POAI: quedan" in texts(test)
    assert [one.value.replace("\xa0", " ") for one in test.metric] == ["$ 700", "$ 400", "$ 100", "$ 100"]
    written = html(test).replace("\xa0", " ")
    for part in ("Por fuente", "Por componente", "Proyectos del MEN"):
        assert part in texts(test)
    assert "Programa Todos a Aprender" in written and "25,0 %" in written
    assert "Sistema General de Participaciones" in written and "Permanencia" in written
    assert "$ 300" in written


def test_a_line_over_its_ceiling_is_the_finding(open_page, money, analyst):
    money.change("action_resources", money.sgp, amount=800)
    test = look(open_page(analyst, PAGE), views.BUDGET)
    assert "«Transporte escolar» pasa de su tope" in texts(test)
    assert "Acciones cuyas fuentes no suman el costo (1)" in texts(test)


def test_whoever_only_consults_sees_the_budget_and_the_timeline(open_page, money, committee):
    test = open_page(committee, PAGE)
    assert "Por fuente" in texts(look(test, views.BUDGET))
    assert "De 1 acción: 1 no tiene inicio o fin" in texts(look(test, views.TIMELINE))


def test_without_dates_the_timeline_says_so_instead_of_drawing_nothing(open_page, plan, analyst):
    test = look(open_page(analyst, PAGE), views.TIMELINE)
    assert "Nada de esto tiene inicio y fin todavía" in " ".join(one.value for one in test.info)
    assert not test.get("plotly_chart")


def test_the_timeline_draws_objectives_then_the_actions_of_a_component(open_page, plan, analyst):
    dates = {"start_date": f"{YEAR}-02-01", "end_date": f"{YEAR}-11-30"}
    plan.change("actions", plan.action, objective_ids=[plan.objective], responsible_id=analyst.user_id, **dates)
    test = look(open_page(analyst, PAGE), views.TIMELINE)
    assert "1 acción cabe en la vigencia y antes de sus metas" in texts(test)
    [chart] = test.get("plotly_chart")
    assert "Reducir la deserción" in drawn(chart) and "Ampliar rutas" not in drawn(chart)
    next(one for one in test.selectbox if one.label == "Componente").set_value(plan.component)
    next(one for one in test.selectbox if one.label == "Responsable").set_value(analyst.user_id)
    [chart] = ran(test).get("plotly_chart")
    assert "Rutas escolares" in drawn(chart) and "Reducir la deserción" not in drawn(chart)


def test_an_action_that_ends_after_its_goal_is_told(open_page, plan, analyst):
    plan.change("goals", plan.goal, due_date=f"{YEAR}-06-30")
    dates = {"start_date": f"{YEAR}-02-01", "end_date": f"{YEAR}-11-30"}
    plan.change("actions", plan.action, goal_id=plan.goal, **dates)
    test = look(open_page(analyst, PAGE), views.TIMELINE)
    assert "1 termina después de la fecha de su meta" in texts(test)
    assert "Acciones que terminan después de la fecha de su meta (1)" in texts(test)


def test_a_plan_without_actions_has_no_timeline_and_says_where_they_are_written(open_page, plan, analyst):
    version = int(plan.rows("actions").set_index("id")["version"][plan.action])
    plan_elements.void(plan.database, analyst, plan.id, "actions", plan.action, version)
    assert "todavía no tiene acciones" in texts(look(open_page(analyst, PAGE), views.TIMELINE))


def test_the_balance_of_a_line_past_its_ceiling_does_not_depend_on_colour():
    assert budget.balance(-50).replace("\xa0", " ") == "✖ −$ 50"
    assert budget.balance(200).replace("\xa0", " ") == "$ 200"


def test_the_finding_of_the_timeline_joins_what_does_not_fit(plan, analyst):
    actions = plan.rows("actions")
    assert timeline.sentence(actions, 2, YEAR) == (
        "De 1 acción: 1 no tiene inicio o fin y 2 terminan después de la fecha de su meta."
    )


def test_what_each_line_has_left_is_seen_while_resources_are_written(open_page, money, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "action_resources")
    assert "Cuánto queda de cada línea del POAI" in html(test) and "$\xa0200" in html(test)
    assert "Hay $\xa0100 en recursos sin línea del POAI" in texts(test).replace("\\", "")
    tell(test, "action_resources", {0: {"amount": "650"}})
    assert money.value("action_resources", money.sgp, "amount") == 650
    assert "queda $ 150 por encima de su tope" in texts(test).replace("\\", "")
    assert "✖ −$\xa0150" in html(test)


def test_the_file_of_an_action_says_what_its_sources_lack(open_page, money, analyst, go):
    test = go(open_page(analyst, PAGE), "actions")
    next(one for one in test.selectbox if one.label == "Abrir la acción").set_value(money.action)
    written = texts(ran(test)).replace("\xa0", " ").replace("\\", "")
    assert "Las fuentes suman $ 400 de un costo de $ 700: faltan $ 300; el MEN pone 25,0 %." in written


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"amount": 0, "cost": 700}, "Todavía no hay recursos de un costo de $ 700."),
        ({"amount": 0, "cost": None}, "Todavía no hay recursos."),
        ({"amount": 5, "cost": None, "men": 0}, "Las fuentes suman $ 5; la acción no tiene costo escrito."),
        ({"amount": 5, "cost": 5, "difference": 0, "men": 0}, "Las fuentes suman $ 5, lo mismo que el costo."),
        ({"amount": 9, "cost": 5, "difference": -4, "men": 0}, "Las fuentes suman $ 9 de un costo de $ 5: sobran $ 4."),
    ],
)
def test_the_sentence_of_the_sources_of_an_action(row, text):
    assert sources.sentence(row).replace("\xa0", " ") == text
