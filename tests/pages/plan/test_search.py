"""Anything in the plan is found by its words, and one click lands on it with its file open."""

import pytest

from tests.pages.plan.conftest import PAGE, ran, texts


@pytest.fixture
def full(plan, analyst, leader):
    plan.second = plan.add("components", name="Acceso", code="AC", weight=0)
    plan.third = plan.add("objectives", component_id=plan.second, text="Ampliar cupos", responsible_id=leader.user_id)
    plan.risk = plan.add("objective_risks", objective_id=plan.third, text="Crecientes del río")
    plan.change("indicators", plan.indicator, code="IN-07", formula="N / D × 100")
    return plan


def search(test, words):
    next(one for one in test.text_input if one.label == "Buscar en el plan").set_value(words)
    return ran(test)


def found(test):
    return [one.value for one in test.markdown if one.value.startswith("**") and "·" in one.value]


def land(test, place=0):
    [one for one in test.button if one.label == "Ir"][place].click()
    return ran(test)


def opened(test):
    """Level, and what the file of the row is of."""
    box = next(one for one in test.selectbox if one.label.startswith("Abrir "))
    return test.session_state["plan-nivel"], box.value


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("permanencia", "**Componente** · Permanencia"),
        ("desercion reducir", "**Objetivo** · Reducir la deserción"),
        ("BAJAR", "**Meta** · Bajar a 3 %"),
        ("in-07", "**Indicador** · IN"),
        ("rutas escolares", "**Acción** · Rutas escolares"),
        ("líder de calidad", "**Objetivo** · Ampliar cupos — Responsable: Líder de Calidad"),
        ("n / d", "**Indicador** · IN"),
    ],
)
def test_every_kind_of_element_is_found(open_page, full, analyst, words, kind):
    lines = found(search(open_page(analyst, PAGE), words))
    assert any(line.replace("\\", "").replace("\u2060", "").startswith(kind) for line in lines), lines


def test_titles_come_before_other_texts(open_page, full, analyst):
    full.change("actions", full.action, quality_strategy="Acceso a internet")
    lines = found(search(open_page(analyst, PAGE), "acceso"))
    assert [line.split("**")[1] for line in lines] == ["Componente", "Acción"]


def test_it_lands_on_the_element_among_its_siblings(open_page, full, analyst):
    test = land(search(open_page(analyst, PAGE), "ampliar cupos"))
    assert opened(test) == ("objectives", full.third)
    assert next(one for one in test.selectbox if one.label == "Componente").value == full.second
    assert next(one for one in test.text_input if one.label == "Buscar en el plan").value == ""


@pytest.mark.parametrize("table", ["components", "goal", "indicator", "action"])
def test_it_lands_on_each_level(open_page, full, analyst, table):
    words = {"components": "acceso", "goal": "bajar a 3", "indicator": "in-07", "action": "rutas escolares"}[table]
    wanted = {
        "components": ("components", full.second),
        "goal": ("goals", full.goal),
        "indicator": ("indicators", full.indicator),
        "action": ("actions", full.action),
    }[table]
    assert opened(land(search(open_page(analyst, PAGE), words))) == wanted


def test_a_risk_is_found_in_the_file_of_its_objective(open_page, full, analyst):
    assert opened(land(search(open_page(analyst, PAGE), "crecientes"))) == ("objectives", full.third)


def test_from_another_view_it_comes_back_to_the_editor(open_page, full, analyst):
    test = open_page(analyst, PAGE)
    test.session_state["plan-vista"] = "presupuesto"
    assert opened(land(search(ran(test), "ampliar cupos"))) == ("objectives", full.third)


def test_nothing_found_says_what_to_try(open_page, full, analyst):
    assert "Nada en este plan dice «hipopótamo»" in texts(search(open_page(analyst, PAGE), "hipopótamo"))


def test_what_people_wrote_is_shown_as_text(open_page, full, analyst):
    full.change("actions", full.action, text="Rutas :red[x] **y** $z$")
    [line] = found(search(open_page(analyst, PAGE), "rutas red"))
    assert "**y**" not in line and "$z$" not in line
