"""What a hoja de vida still lacks, in the words of whoever fills it."""

from datetime import date

import pytest

from procedure.elements import ELEMENTS
from procedure.indicator_sheet import SECTIONS, missing

COMPLETE = {field.name: "x" for field in ELEMENTS["indicators"].fields} | {
    "accumulation": "nivel",
    "sense": "reduccion",
    "basis": "brecha",
    "levels": "",
    "catalog_code": "",
    "source_lag_days": 0,
    "low": 70.0,
    "high": 90.0,
}
VARIABLE = {"symbol": "N", "name": "Retirados", "unit": "", "source": "SIMAT"}
SLICE = {
    "slice": "total",
    "applies": True,
    "baseline": 0.0,
    "baseline_year": 2025,
    "baseline_source": "MEN",
    "baseline_due": None,
    "target": 3.0,
    "t4": 3.0,
}


def test_every_field_of_an_indicator_stands_in_one_section():
    listed = [name for section in SECTIONS for name in section.fields]
    assert sorted(listed) == sorted(field.name for field in ELEMENTS["indicators"].fields)


def test_zero_is_a_datum_and_a_complete_sheet_lacks_nothing():
    assert missing(COMPLETE, [VARIABLE], [SLICE]) == []


def test_every_empty_field_is_named_by_its_label():
    found = missing({**COMPLETE, "process": " ", "reporting_day": None, "action_low": ""}, [VARIABLE], [SLICE])
    assert found == ["Proceso", "Día de reporte", "Qué hacer en crítico"]


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"target": None}, ["Meta (Total)"]),
        ({"baseline": None}, ["Línea de base (Total)"]),
        ({"baseline": None, "baseline_due": date(2026, 6, 30)}, []),
        ({"baseline_year": None}, ["Año de la línea de base (Total)"]),
        ({"baseline_source": " "}, ["Fuente de la línea de base (Total)"]),
        ({"t4": None}, ["Programación a T4 (Total)"]),
        ({"applies": False}, ["Meta de al menos una desagregación"]),
    ],
)
def test_what_a_slice_lacks(changes, lacks):
    assert missing(COMPLETE, [VARIABLE], [{**SLICE, **changes}]) == lacks


def test_slices_that_lack_the_same_are_told_together():
    other = {**SLICE, "slice": "rural", "target": None}
    assert missing(COMPLETE, [VARIABLE], [{**SLICE, "target": None}, other]) == ["Meta (Total, Rural)"]


@pytest.mark.parametrize(
    ("accumulation", "basis", "asked"),
    [("suma", "directo", False), ("flujo", "brecha", True), ("escala", "directo", True)],
)
def test_a_baseline_is_asked_where_something_starts_from_it(accumulation, basis, asked):
    given = {**COMPLETE, "accumulation": accumulation, "basis": basis, "levels": "a\nb"}
    assert (missing(given, [VARIABLE], [{**SLICE, "baseline": None}]) == ["Línea de base (Total)"]) is asked


def test_variables_have_a_source_and_a_milestone_has_no_variables():
    assert missing(COMPLETE, [], [SLICE]) == ["Variables de la fórmula"]
    assert missing(COMPLETE, [{**VARIABLE, "source": ""}], [SLICE]) == ["Fuente de la variable N"]
    milestone = {**COMPLETE, "accumulation": "hito"}
    assert missing(milestone, [], [{**SLICE, "baseline": None}]) == []


def test_a_scale_has_its_levels():
    assert missing({**COMPLETE, "accumulation": "escala", "levels": "uno"}, [VARIABLE], [SLICE]) == [
        "Niveles de la escala"
    ]
