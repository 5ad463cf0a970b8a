"""A row of the plan is judged whole, in the words of whoever must mend it."""

from datetime import date

import pytest

from procedure.validation import Surroundings, check_change, check_new

YEAR = Surroundings(2026)
RATE = {"accumulation": "nivel", "sense": "reduccion", "basis": "brecha"}
SLICE = {"applies": True, "not_applicable_reason": "", "baseline": 4.8, "target": 3.0}


def messages(remarks):
    return [(remark.field, remark.message) for remark in remarks]


def test_a_new_row_takes_the_defaults_of_what_was_not_typed():
    checked = check_new("indicators", {"goal_id": "m", "name": " Deserción ", "nature": None}, YEAR)
    assert checked.problems == []
    assert checked.values["name"] == "Deserción"
    assert (checked.values["nature"], checked.values["low"], checked.values["weight"]) == ("resultado", 70.0, 0.0)


def test_a_change_answers_only_what_changes():
    checked = check_change("components", {"weight": "40"}, {"name": "Formación", "weight": 0.0}, YEAR)
    assert (checked.values, checked.problems) == ({"weight": 40.0}, [])


def test_every_bad_field_is_told_at_once():
    checked = check_new("components", {"weight": -1, "color": "azul"}, YEAR)
    assert messages(checked.problems) == [
        ("name", "Nombre: falta. Es obligatorio."),
        ("weight", "Peso: «-1» no sirve; no puede ser menor que 0."),
        ("color", "«color» no es un campo conocido."),
    ]


def test_an_action_does_not_end_before_it_begins():
    row = {"start_date": date(2026, 5, 2), "end_date": None, "schools": []}
    checked = check_change("actions", {"end_date": "2026-05-01"}, row, YEAR)
    assert messages(checked.problems) == [
        ("end_date", "El fin (01/05/2026) es anterior al inicio (02/05/2026). Corrija una de las dos fechas.")
    ]


def test_a_date_outside_the_year_is_only_a_warning():
    checked = check_change("goals", {"due_date": date(2027, 1, 31)}, {"due_date": None}, YEAR)
    assert checked.problems == []
    assert messages(checked.warnings) == [("due_date", "Fecha límite: 31/01/2027 está fuera de la vigencia 2026.")]


def test_what_does_not_apply_needs_its_reason():
    checked = check_change("goal_slices", {"applies": False}, {**SLICE, "target": None}, YEAR)
    assert [remark.field for remark in checked.problems] == ["not_applicable_reason"]
    reasoned = check_change("goal_slices", {"applies": False, "not_applicable_reason": "Sin sedes"}, SLICE, YEAR)
    assert (reasoned.problems, reasoned.warnings) == ([], [])


def test_a_missing_target_is_a_warning_because_a_draft_may_wait():
    checked = check_change("indicator_slices", {"target": None}, SLICE, Surroundings(2026, indicator=RATE))
    assert checked.problems == []
    assert [remark.field for remark in checked.warnings] == ["target"]


@pytest.mark.parametrize(("target", "problems"), [(3.0, 0), (4.8, 1), (5.5, 1)])
def test_a_slice_does_not_contradict_its_indicator(target, problems):
    checked = check_change("indicator_slices", {"target": target}, SLICE, Surroundings(2026, indicator=RATE))
    assert len(checked.problems) == problems
    assert all(remark.field == "target" for remark in checked.problems)


def test_an_indicator_does_not_turn_against_its_slices():
    around = Surroundings(2026, slices=[SLICE, {**SLICE, "applies": False, "target": 9.0}])
    row = {**RATE, "low": 70.0, "high": 90.0}
    assert len(check_change("indicators", {"sense": "aumento"}, row, around).problems) == 1
    assert check_change("indicators", {"low": 60}, row, around).problems == []


def test_the_red_limit_is_below_the_green_one():
    checked = check_change("indicators", {"low": 90}, {**RATE, "low": 70.0, "high": 90.0}, YEAR)
    assert messages(checked.problems) == [("low", "El límite crítico (90) debe ser menor que el satisfactorio (90).")]


def test_a_share_of_the_ministry_names_its_project():
    row = {"source": "men", "amount": 10, "men_percentage": None, "men_project": ""}
    assert [one.field for one in check_change("action_resources", {"men_percentage": 30}, row, YEAR).warnings] == [
        "men_project"
    ]
    assert check_change("action_resources", {"men_percentage": 0}, row, YEAR).warnings == []


def test_a_school_of_an_action_is_named_by_its_twelve_digits():
    row = {"start_date": None, "end_date": None, "schools": []}
    assert check_change("actions", {"schools": "247245000011, 147245000014"}, row, YEAR).values == {
        "schools": ["147245000014", "247245000011"]
    }
    (problem,) = check_change("actions", {"schools": "2472450011"}, row, YEAR).problems
    assert problem.message == "Establecimientos: «2472450011» no es un código DANE; tiene 12 cifras."
    (problem,) = check_change("actions", {"schools": "IED Las Flores"}, row, YEAR).problems
    assert "solo con cifras" in problem.message


def test_a_contradiction_is_told_beside_the_field_that_was_changed():
    around = Surroundings(2026, slices=[SLICE])
    row = {**RATE, "low": 70.0, "high": 90.0}
    for change, field in (({"sense": "aumento"}, "sense"), ({"basis": "directo"}, "basis")):
        assert [one.field for one in check_change("indicators", change, row, around).problems] == [field]
    assert [one.field for one in check_change("indicators", {"high": 60}, row, around).problems] == ["high"]


def test_a_milestone_is_refused_beside_its_figure():
    milestone = {"accumulation": "hito", "sense": "aumento", "basis": "directo"}
    row = {**SLICE, "baseline": None, "target": 1.0}
    checked = check_change("indicator_slices", {"target": 5, "t1": 2}, row, Surroundings(2026, indicator=milestone))
    assert [one.field for one in checked.problems] == ["target", "t1"]


def test_only_what_was_touched_is_warned_about():
    row = {**RATE, "low": 70.0, "high": 90.0, "periodicity": "mensual", "reporting_day": 10, "source_lag_days": 5}
    row |= {"formula": "N / D", "measured_by_id": "a", "approved_by_id": "a", "kind": "cualitativo"}
    assert check_change("indicators", {"name": "Otro"}, row, YEAR).warnings == []
    for change, field in (
        ({"reporting_day": 40}, "reporting_day"),
        ({"source_lag_days": 20}, "reporting_day"),
        ({"formula": "N / M"}, "formula"),
        ({"measured_by_id": "b", "approved_by_id": "b"}, "approved_by_id"),
        ({"kind": "cualitativo"}, "accumulation"),
    ):
        checked = check_change("indicators", change, row, YEAR)
        assert (checked.problems, [one.field for one in checked.warnings]) == ([], [field]), change


def test_a_variable_is_warned_against_its_formula_and_its_siblings():
    around = Surroundings(2026, indicator={"formula": "N / D"}, variables=[{"symbol": "N"}])
    new = {"indicator_id": "i", "name": "Matrícula"}
    assert messages(check_new("indicator_variables", {**new, "symbol": "D"}, around).warnings) == []
    assert messages(check_new("indicator_variables", {**new, "symbol": "N"}, around).warnings) == [
        ("symbol", "Hay otra variable con el símbolo «N»: en la fórmula no se distinguen.")
    ]
    assert messages(check_new("indicator_variables", {**new, "symbol": "M"}, around).warnings) == [
        ("symbol", "La fórmula no usa la variable «M».")
    ]


def test_a_baseline_after_the_year_of_the_plan_is_only_a_warning():
    checked = check_change("indicator_slices", {"baseline_year": 2027}, SLICE, Surroundings(2026, indicator=RATE))
    assert (checked.problems, [one.field for one in checked.warnings]) == ([], ["baseline_year"])


def test_a_school_of_another_municipality_than_the_action_is_told():
    row = {"start_date": None, "end_date": None, "municipalities": ["47555"], "schools": []}
    here = check_change("actions", {"schools": "147555000123"}, row, YEAR)
    away = check_change("actions", {"schools": "147555000123, 147245000456"}, row, YEAR)
    anywhere = check_change("actions", {"schools": "147245000456"}, {**row, "municipalities": []}, YEAR)
    assert (here.warnings, anywhere.warnings) == ([], [])
    assert [one.message for one in away.warnings] == [
        "Establecimientos: «147245000456» es de un municipio que esta acción no tiene."
    ]
