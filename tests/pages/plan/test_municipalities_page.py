"""The page Ficha municipal: figures beside the plan's, every peso by its rule, and what is rural."""

import pandas as pd
import pytest

from data.intake.templates import indicators
from procedure.roles import Role
from tests.pages.plan import schools
from tests.pages.plan.conftest import html, ran, texts

PAGE = "plan/municipalities.py"


@pytest.fixture
def measured(warehouse, sqlite_database, analyst, tmp_path):
    """Dropout of two municipalities, by zone: enough to compare, not to weigh the 28."""
    counts = {"47053": ((4, 100), (1, 50), (3, 50)), "47245": ((4, 100), (2, 50), (2, 50))}
    rows = [
        (2025, code, zone, "todos", "desercion", *pair)
        for code, pairs in counts.items()
        for zone, pair in zip(("total", "urbana", "rural"), pairs, strict=True)
    ]
    names = ["year", "municipality_code", "zone", "inclusion_group", "indicator_code", "numerator", "denominator"]
    schools.load(warehouse, sqlite_database, analyst, tmp_path, indicators.TEMPLATE, pd.DataFrame(rows, columns=names))


def open_on(open_page, actor, code="47053"):
    test = open_page(actor, PAGE)
    next(one for one in test.selectbox if one.label.startswith("Municipio")).set_value(code)
    return ran(test)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_it_and_without_a_plan_it_says_so(open_page, enrol, role):
    test = open_page(enrol(role), PAGE)
    assert not test.exception and "todavía no hay ninguno" in texts(test)


def test_without_data_it_says_what_arrives_and_shares_in_equal_parts(open_page, plan, analyst):
    plan.change("actions", plan.action, cost=2800, location="rural")
    test = open_on(open_page, analyst)
    said = texts(test).replace("\\", "")
    assert "Le llega 1 acción y $\u00a0100, el 3,6\u00a0% del dinero del plan: $\u00a00 directos" in said
    assert "partes iguales, porque ninguna base está completa" in said
    assert "Indicadores del plan sin medición en el municipio: 1" in said
    metric = {one.label: one.value for one in test.metric}
    assert (metric["Dinero directo"], metric["Dinero prorrateado"]) == ("$\u00a00", "$\u00a0100")
    assert metric["Dinero solo para la zona rural"] == "100,0\u00a0%"
    assert [one.label for one in test.get("download_button")] == [
        "Descargar la ficha (DOCX)", "Descargar la ficha (XLSX)",
    ]  # fmt: skip


def test_its_figures_stand_beside_the_baseline_and_the_target_of_the_plan(open_page, plan, analyst, measured):
    slices = plan.rows("indicator_slices").set_index("slice")
    plan.change("indicator_slices", slices["id"]["total"], baseline=5, baseline_year=2025, target=3)
    plan.change("indicator_slices", slices["id"]["rural"], baseline=5, baseline_year=2025, target=4)
    plan.change("actions", plan.action, municipalities=["47053"], cost=900)
    drawn = html(open_on(open_page, analyst))
    assert "a favor" in drawn and "en contra" in drawn and "Indicadores por municipio" in drawn
    assert "Matrícula rural" in drawn and "50,0\u00a0%" in drawn
    assert "Directo" in drawn and "$\u00a0900" in drawn


def test_what_its_schools_say_is_told_with_how_many(open_page, plan, analyst, schools_loaded):
    named = plan.add("actions", component_id=plan.component, text="<b>Una</b>", schools=[schools.NAMED, schools.SILENT])
    plan.add("action_resources", action_id=named, source="sgp", amount=101)
    test = open_on(open_page, analyst)
    said = texts(test).replace("\\", "")
    assert "PMI de 2025: respondieron 2 de 2 (100,0\u00a0%)" in said
    drawn = html(test)
    assert "Nombra establecimientos suyos (1 de 2)" in drawn and "&lt;b&gt;Una" in drawn and "$\u00a051" in drawn
