"""What an indicator may not contradict, what is worth a second look, and what would settle it."""

import pytest

from procedure import indicator_rules as rules

INDICATOR = {
    "accumulation": "nivel",
    "sense": "reduccion",
    "basis": "brecha",
    "kind": "cuantitativo",
    "levels": "",
    "low": 70.0,
    "high": 90.0,
    "periodicity": "trimestral",
    "reporting_day": 15,
    "source_lag_days": 8,
    "measured_by_id": "a",
    "approved_by_id": "b",
    "formula": "N / D × 100",
}
SLICE = {"slice": "rural", "applies": True, "baseline": 5.6, "target": 4.6, "baseline_year": 2025} | dict.fromkeys(
    rules.TRIMESTERS
)
VARIABLES = [{"symbol": "N"}, {"symbol": "D"}]


def messages(found):
    return [one.message for one in found]


def test_a_sound_sheet_has_nothing_to_say():
    assert rules.figures(INDICATOR, SLICE) == rules.thresholds(INDICATOR) == []
    assert rules.review(INDICATOR, VARIABLES, [SLICE], 2026) == []
    assert rules.mends(INDICATOR, [SLICE]) == []
    assert rules.first_of([SLICE], INDICATOR) == ""


def test_limits_are_written_as_people_write_them():
    assert messages(rules.thresholds({**INDICATOR, "low": 90.5, "high": 90.5})) == [
        "El límite crítico (90,5) debe ser menor que el satisfactorio (90,5)."
    ]


def test_a_contradiction_is_told_in_the_words_of_the_interface():
    [found] = rules.figures(INDICATOR, {**SLICE, "target": 6})
    assert found.field == "target"
    assert "El sentido «reducir» contradice las cifras: la meta (6) es mayor" in found.message
    assert found.message.endswith("o use el sentido «aumentar».")
    [still] = rules.figures(INDICATOR, {**SLICE, "target": 5.6})
    assert still.message.endswith("use el sentido «mantener: no pasar de la meta».")


def test_what_does_not_apply_contradicts_nothing():
    assert rules.figures(INDICATOR, {**SLICE, "applies": False, "target": 9}) == []


@pytest.mark.parametrize(
    ("change", "labels"),
    [
        ({"target": 6}, ["Cambiar el sentido a «aumentar»"]),
        ({"target": 5.6}, ["Cambiar el sentido a «mantener: no pasar de la meta»"]),
    ],
)
def test_the_mend_is_offered_by_its_name(change, labels):
    assert [one.label for one in rules.mends(INDICATOR, [{**SLICE, **change}])] == labels


def test_a_mend_of_the_basis_leaves_its_explanation_aside():
    direct = {**INDICATOR, "basis": "directo"}
    assert [one.label for one in rules.mends(direct, [SLICE])] == ["Cambiar la base a «brecha»"]


def test_the_slices_in_contradiction_are_named_and_the_message_is_one():
    slices = [{**SLICE, "slice": name, "target": 6} for name in ("total", "urbana", "rural")]
    assert rules.first_of(slices, INDICATOR).startswith("Total: El sentido «reducir»")
    assert rules.first_of(slices, INDICATOR).endswith("También en Urbana y Rural.")


def test_a_milestone_is_one_or_zero_in_its_target_and_at_every_cutoff():
    milestone = {**INDICATOR, "accumulation": "hito", "sense": "aumento"}
    one = {**SLICE, "baseline": None, "target": 100, "t1": 0, "t2": 0.5, "t4": 1}
    assert [found.field for found in rules.figures(milestone, one)] == ["target", "t2"]
    assert rules.figures(milestone, {**one, "target": 1, "t2": None}) == []
    [mend] = rules.mends(milestone, [one])
    assert (mend.field, mend.value, mend.of_slices) == ("target", 1.0, True)


def test_a_scale_names_its_levels_and_its_figures_are_among_them():
    scale = {**INDICATOR, "accumulation": "escala", "sense": "aumento", "kind": "cualitativo"}
    assert [one.field for one in rules.scale(scale)] == ["levels"]
    whole = {**scale, "levels": "Existencia\n\n Pertinencia \nApropiación\nMejoramiento"}
    assert rules.levels(whole) == ["Existencia", "Pertinencia", "Apropiación", "Mejoramiento"]
    assert rules.scale(whole) == []
    found = rules.figures(whole, {**SLICE, "baseline": 0, "target": 5, "t4": 4})
    assert [(one.field, one.message) for one in found] == [
        ("baseline", "La escala tiene 4 niveles: la línea de base debe estar entre 1 y 4."),
        ("target", "La escala tiene 4 niveles: la meta debe estar entre 1 y 4."),
    ]
    assert rules.figures(scale, {**SLICE, "baseline": 0, "target": 5}) == [], "without levels there is no range"


@pytest.mark.parametrize(
    ("accumulation", "kind", "fields"),
    [
        ("escala", "cuantitativo", ["levels", "kind"]),
        ("nivel", "cualitativo", ["accumulation"]),
        ("hito", "cualitativo", []),
        ("suma", "cuantitativo", []),
    ],
)
def test_the_kind_goes_with_the_way_of_accumulating(accumulation, kind, fields):
    assert [one.field for one in rules.scale({**INDICATOR, "accumulation": accumulation, "kind": kind})] == fields


@pytest.mark.parametrize(
    ("periodicity", "day", "lag", "found"),
    [
        ("trimestral", 15, 8, []),
        ("trimestral", None, None, []),
        ("trimestral", 10, 45, [("reporting_day", ["Pedir el reporte a los 45 días"])]),
        (
            "trimestral",
            10,
            120,
            [("reporting_day", []), ("source_lag_days", ["Cambiar la periodicidad a «Semestral»"])],
        ),
        ("mensual", 40, 5, [("reporting_day", ["Cambiar la periodicidad a «Bimensual»"])]),
        ("anual", 90, 400, [("reporting_day", []), ("source_lag_days", [])]),
        ("otra", 90, 80, []),
    ],
)
def test_the_report_waits_for_its_source_and_not_for_the_next_period(periodicity, day, lag, found):
    given = {**INDICATOR, "periodicity": periodicity, "reporting_day": day, "source_lag_days": lag}
    assert [(one.field, [mend.label for mend in one.mends]) for one in rules.timing(given)] == found


def test_whoever_measures_does_not_approve():
    assert rules.people({**INDICATOR, "measured_by_id": None, "approved_by_id": None}) == []
    assert [one.field for one in rules.people({**INDICATOR, "approved_by_id": "a"})] == ["approved_by_id"]


def test_a_formula_names_its_variables_and_they_name_it():
    assert messages(rules.formula(INDICATOR, VARIABLES[:1])) == [
        "La fórmula usa «D», que no está entre las variables. Agréguela o corrija la fórmula."
    ]
    assert "«N» y «D», que no están" in messages(rules.formula(INDICATOR, []))[0]
    assert messages(rules.variable({"symbol": "M"}, "N / D", [])) == ["La fórmula no usa la variable «M»."]
    assert messages(rules.variable({"symbol": "N"}, "N / D", [{"symbol": " N"}])) == [
        "Hay otra variable con el símbolo «N»: en la fórmula no se distinguen."
    ]
    assert rules.variable({"symbol": "N"}, "", []) == []


def test_a_baseline_is_not_from_the_future():
    assert rules.year(SLICE, 2026) == []
    found = rules.review(INDICATOR, VARIABLES, [{**SLICE, "baseline_year": 2027}], 2026)
    assert messages(found) == ["Rural: El año de la línea de base (2027) es posterior a la vigencia 2026."]
