"""An audited change is told in words: labels, choices, names, dates and figures in Spanish."""

import pytest

from procedure.elements import ELEMENTS
from procedure.indicator_log import EMPTY, Line, lines, number, said

PEOPLE = {"u1": "Analista de Calidad", "m1": "Bajar la deserción", "desercion": "Deserción intraanual"}
INDICATOR = {"voided_at": None, "sense": "aumento", "low": 70.0, "measured_by_id": None, "name": "Deserción"}
SLICE = {
    "voided_at": None,
    "slice": "rural",
    "applies": True,
    "target": 4.6,
    "baseline_year": 2025,
    "baseline_due": None,
}
VARIABLE = {"voided_at": None, "symbol": "N", "name": "Retirados", "unit": "", "source": ""}


@pytest.mark.parametrize(
    ("field", "before", "after", "told"),
    [
        ("sense", "aumento", "mantener_max", ("Sentido", "aumentar", "mantener: no pasar de la meta")),
        ("low", 70.0, 72.5, ("Crítico por debajo de (%)", "70", "72,5")),
        ("measured_by_id", None, "u1", ("Quién mide", EMPTY, "Analista de Calidad")),
        ("measured_by_id", "u1", "u9", ("Quién mide", "Analista de Calidad", "(ya no está)")),
        ("goal_id", "m1", "m1", None),
        ("catalog_code", "", "desercion", ("Indicador de la caracterización", EMPTY, "Deserción intraanual")),
        ("is_followed", True, False, ("En seguimiento", "sí", "no")),
        ("name", "Deserción", "=1+1 <b>", ("Nombre", "Deserción", "=1+1 <b>")),
    ],
)
def test_a_field_of_the_indicator(field, before, after, told):
    found = lines("indicators", {**INDICATOR, field: before}, {**INDICATOR, field: after}, PEOPLE)
    assert found == ([] if told is None else [Line("Indicador", *told)])


def test_a_slice_says_which_and_its_figures_are_in_spanish():
    after = {**SLICE, "target": 1234.5, "baseline_year": 2026, "baseline_due": "2026-06-30", "baseline_choice_id": "x"}
    found = [(one.what, one.before, one.after) for one in lines("indicator_slices", SLICE, after, PEOPLE)]
    assert found == [
        ("Rural · Año de la línea de base", "2025", "2026"),
        ("Rural · Base por levantar", EMPTY, "30/06/2026"),
        ("Rural · Meta", "4,6", "1.234,5"),
    ]


def test_what_is_added_brings_its_values_and_what_goes_says_so():
    assert [(one.what, one.after) for one in lines("indicator_variables", None, VARIABLE, PEOPLE)] == [
        ("Variable N", "agregada"),
        ("Variable N · Nombre", "Retirados"),
    ]
    gone = {**VARIABLE, "voided_at": "2026-02-03T15:04:00+00:00"}
    assert lines("indicator_variables", VARIABLE, gone, PEOPLE) == [Line("Variable N", "", "", "retirada")]
    assert lines("indicator_variables", gone, VARIABLE, PEOPLE) == [Line("Variable N", "", "", "recuperada")]
    assert lines("indicators", None, INDICATOR, PEOPLE) == [Line("Indicador", "", "", "creado")]
    assert lines("plans", None, {}, PEOPLE) == [Line("Indicador", "", "", "copiado del plan anterior")]


def test_every_field_of_a_hoja_de_vida_can_be_told():
    for table in ("indicators", "indicator_slices", "indicator_variables"):
        for field in ELEMENTS[table].fields:
            assert said(field, None, {}) == EMPTY


@pytest.mark.parametrize(
    ("value", "text"), [(1234.5, "1.234,5"), (100.0, "100"), (0, "0"), (-0.25, "−0,25"), (1 / 3, "0,333333")]
)
def test_figures_keep_the_decimals_they_have(value, text):
    assert number(value) == text
