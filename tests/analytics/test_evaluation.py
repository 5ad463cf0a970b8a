"""A small plan evaluated whole: two percentages, schedules, approval, staleness."""

from datetime import date

import pandas as pd
import pytest

from analytics.breakdown import misleading_averages
from analytics.evaluation import INDICATOR, SLICE, VALUE, evaluate_plan, explained, measures

YEAR = 2026
AFTER_T2 = date(2026, 7, 15)


def indicator(**given):
    defaults = {
        "id": "I", "goal_id": "G", "nature": "resultado", "accumulation": "nivel", "sense": "aumento",
        "basis": "brecha", "low": 70.0, "high": 90.0, "weight": 100.0,
    }  # fmt: skip
    return pd.DataFrame([defaults | given])


def slice_row(**given):
    defaults = {
        "indicator_id": "I", "slice": "total", "applies": True, "baseline": 62.0, "target": 70.0,
        "t1": None, "t2": None, "t3": None, "t4": None,
    }  # fmt: skip
    return defaults | given


def values(*rows, slice_code="total"):
    return pd.DataFrame([("I", slice_code, *row) for row in rows], columns=VALUE)


def at(trimester, sheet, slices, reported, today=AFTER_T2, **options):
    found = evaluate_plan(sheet, pd.DataFrame(slices), reported, trimester, today, YEAR, **options)
    return found.iloc[0]


def test_both_percentages_stand_side_by_side():
    found = at(2, indicator(), [slice_row(t2=66.0, t4=70.0)], values((2, 65.0, True)))
    assert (found["percent"], found["light"], found["status"]) == (75, "amarillo", "con_dato")
    assert (found["goal_percent"], found["goal_status"]) == (37.5, "con_dato")
    words = explained(pd.DataFrame([found])).iloc[0]
    assert words["explanation"] == "(65 − 62) / (66 − 62) = 75 %; faltan 1 puntos"
    assert words["goal_explanation"] == "(65 − 62) / (70 − 62) = 37,5 %; faltan 5 puntos"


def test_without_a_schedule_the_line_is_assumed_and_said():
    found = at(2, indicator(), [slice_row()], values((2, 65.0, True)))
    assert (found["scheduled"], found["assumed_schedule"], found["percent"]) == (66, True, 75)
    declared = at(2, indicator(), [slice_row(t4=70.0)], values((2, 65.0, True)))
    assert (declared["assumed_schedule"], declared["status"]) == (False, "anticipado")


@pytest.mark.parametrize(
    ("given", "own", "trimester", "scheduled"),
    [
        ({"accumulation": "suma", "basis": "directo"}, {"baseline": None, "target": 100.0}, 2, 50),
        ({"accumulation": "flujo", "basis": "directo"}, {"baseline": None, "target": 100.0}, 3, 75),
        ({"accumulation": "hito"}, {"baseline": None, "target": 1.0}, 4, 1),
        ({"sense": "mantener_min"}, {"baseline": None, "target": 95.0}, 1, 95),
    ],
)
def test_each_kind_assumes_its_own_line(given, own, trimester, scheduled):
    found = at(trimester, indicator(**given), [slice_row(**own)], values((4, 1.0, True)))
    assert found["scheduled"] == scheduled
    assert bool(found["is_scheduled"])


def test_a_milestone_is_not_expected_before_the_end_and_stays_done():
    sheet, row = indicator(accumulation="hito"), slice_row(baseline=None, target=1.0)
    assert at(2, sheet, [row], values())["status"] == "no_programado"
    done = values((2, 1.0, True))
    assert at(2, sheet, [row], done)["status"] == "anticipado"
    assert at(4, sheet, [row], done, date(2027, 1, 10))["status"] == "cumplida"


def test_a_due_trimester_without_a_value_is_unreported_but_the_goal_shows_the_last_level_and_its_age():
    found = at(2, indicator(), [slice_row()], values((1, 63.0, True)))
    assert (found["status"], found["goal_actual"], found["stale_trimesters"]) == ("sin_reporte", 63, 1)
    assert (found["goal_percent"], found["complete"]) == (12.5, False)
    assert at(2, indicator(), [slice_row()], values(), date(2026, 6, 1))["status"] == "pendiente"


def test_days_of_grace_keep_a_trimester_open():
    assert at(2, indicator(), [slice_row()], values(), date(2026, 7, 9), grace_days=10)["status"] == "pendiente"
    assert at(2, indicator(), [slice_row()], values(), date(2026, 7, 10), grace_days=10)["status"] == "sin_reporte"


def test_only_approved_values_are_official_unless_asked():
    sheet = indicator(accumulation="suma", basis="directo")
    row, reported = slice_row(baseline=None, target=200.0), values((1, 40.0, True), (2, 60.0, False))
    official = at(2, sheet, [row], reported)
    assert (official["status"], official["percent"], official["contribution"]) == ("por_verificar", 100, 0)
    assert (official["goal_actual"], official["complete"], official["goal_status"]) == (40, False, "con_dato")
    everything = at(2, sheet, [row], reported, include_unapproved=True)
    assert (everything["status"], everything["goal_actual"]) == ("cumplida", 100)


def test_an_unapproved_earlier_trimester_is_left_out_of_the_sum():
    sheet = indicator(accumulation="suma", basis="directo")
    found = at(2, sheet, [slice_row(baseline=None, target=200.0)], values((1, 40.0, False), (2, 60.0, True)))
    assert (found["actual"], found["status"], found["complete"]) == (60, "con_dato", False)


def test_a_flow_is_the_ratio_of_the_sums():
    sheet = indicator(accumulation="flujo", basis="directo")
    row = slice_row(baseline=None, target=400.0, t1=100.0, t2=50.0, t3=150.0, t4=100.0)
    found = at(3, sheet, [row], values((1, 90.0, True), (2, 50.0, True), (3, 60.0, True)))
    assert found["shown"] == 66.7
    assert found["goal_percent"] == 50


def test_defects_of_the_plan_are_named():
    assert at(2, indicator(), [slice_row(target=None)], values((2, 65.0, True)))["status"] == "sin_meta"
    assert at(2, indicator(), [slice_row(baseline=None)], values((2, 65.0, True)))["status"] == "sin_linea_base"
    assert at(2, indicator(), [slice_row(applies=False)], values((2, 65.0, True)))["status"] == "no_aplica"


def test_a_level_scheduled_to_stay_at_its_baseline_is_not_expected_to_move():
    row = slice_row(t1=62.0, t2=62.0, t3=66.0, t4=70.0)
    assert at(2, indicator(), [row], values())["status"] == "no_programado"
    assert at(2, indicator(), [row], values((2, 60.0, True)))["status"] == "retroceso"


def test_the_original_target_is_shown_beside_the_one_in_force():
    sheet = indicator(accumulation="suma", basis="directo")
    row = slice_row(baseline=None, target=350.0) | {"original_target": 400.0}
    found = at(4, sheet, [row], values((4, 280.0, True)))
    assert (found["goal_percent"], found["original_percent"], found["original_shown"]) == (80, 70, 70)


def test_a_good_total_does_not_hide_a_slice_in_red():
    slices = [slice_row(slice=code) for code in ("total", "urbana", "rural")]
    levels = {"total": 66.0, "urbana": 67.0, "rural": 63.0}
    reported = pd.concat([values((2, level, True), slice_code=code) for code, level in levels.items()])
    found = evaluate_plan(indicator(), pd.DataFrame(slices), reported, 2, AFTER_T2, YEAR)
    assert found["light"].tolist() == ["verde", "verde", "rojo"]
    assert misleading_averages(found)["slices"].tolist() == [["rural"]]


def test_an_empty_plan_has_no_measures():
    empty = [pd.DataFrame(columns=columns) for columns in (INDICATOR, SLICE, VALUE)]
    assert evaluate_plan(*empty, 1, AFTER_T2, YEAR).empty
    with pytest.raises(ValueError, match="missing columns: target"):
        measures(empty[0], empty[1].drop(columns="target"), empty[2], 1, AFTER_T2, YEAR)
