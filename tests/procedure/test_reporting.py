"""What a report may hold, what it warns of, and what was scheduled for its cut-off."""

from datetime import date

import pytest

from procedure import reporting
from procedure.errors import InvalidValueError

LEVEL = {"accumulation": "nivel", "basis": "brecha"}
FLOW = {"accumulation": "flujo", "basis": "directo"}
EMPTY = {"slice": "total", "applies": True, "baseline": None, "target": None}
EMPTY |= dict.fromkeys(("t1", "t2", "t3", "t4"))
TRIMESTER = (date(2026, 4, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("indicator", "given", "trimester", "value", "assumed", "is_scheduled"),
    [
        (LEVEL, {"t2": 4.0, "t4": 3.0}, 1, None, False, False),
        (LEVEL, {"t2": 4.0, "t4": 3.0}, 3, 4.0, False, True),
        (LEVEL, {"t2": 4.0, "t4": 3.0}, 4, 3.0, False, True),
        (LEVEL, {"t1": 0.0}, 1, 0.0, False, True),
        (LEVEL, {"baseline": 4.8, "target": 3.0}, 2, 3.9, True, True),
        (LEVEL, {"baseline": float("nan"), "target": 3.0}, 2, None, True, True),
        (FLOW, {"t1": 10.0, "t3": 20.0}, 2, None, False, False),
        (FLOW, {"t1": 10.0, "t3": 20.0}, 3, 20.0, False, True),
        (FLOW, {"target": 40.0}, 3, None, True, True),
    ],
)
def test_the_position_of_a_cutoff(indicator, given, trimester, value, assumed, is_scheduled):
    found = reporting.scheduled(indicator, {**EMPTY, **given}, trimester)
    assert (found.value, found.assumed, found.is_scheduled) == (value, assumed, is_scheduled)


def test_null_stays_null_and_zero_is_a_datum():
    slices = [EMPTY, {**EMPTY, "slice": "rural"}]
    assert reporting.clean_values(LEVEL, slices, {"total": "0", "rural": ""}) == {"total": 0.0, "rural": None}


def test_a_slice_that_does_not_apply_is_not_reported():
    with pytest.raises(InvalidValueError, match="Rural: esa desagregación no aplica") as refused:
        reporting.clean_values(LEVEL, [EMPTY, {**EMPTY, "slice": "rural", "applies": False}], {"rural": 1})
    assert refused.value.field == "rural"


def test_an_action_inside_its_dates_and_its_money_needs_only_evidence():
    action = {"start_date": date(2026, 2, 1), "end_date": date(2026, 4, 1)}
    report = {"committed": 100, "obligated": 100}
    assert reporting.action_warnings(action, report, TRIMESTER, 100, 1) == []
    assert reporting.action_warnings({"start_date": None, "end_date": None}, report, TRIMESTER, 100, 0) == [
        "No hay evidencia adjunta."
    ]


def test_an_advance_of_zero_is_complete_and_an_absent_one_is_not():
    reporting.check_complete("accion", {}, {"physical": 0.0}, {}, 0)
    with pytest.raises(InvalidValueError, match="escriba 0 si no hubo"):
        reporting.check_complete("accion", {}, {"physical": None}, {}, 3)
    reporting.check_complete("indicador", LEVEL, {}, {"total": 0.0, "rural": None}, 0)
