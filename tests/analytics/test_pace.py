"""What was expected at the cut-off, on the same road as what was done."""

import pandas as pd

from analytics.evaluation import evaluate_plan
from analytics.pace import expected
from analytics.schedule import cutoff

INDICATOR = {"goal_id": "g", "nature": "resultado", "low": 70, "high": 90, "weight": 1}
SLICE = {"slice": "total", "applies": True}


def evaluated(indicator, series):
    indicators = pd.DataFrame([{"id": "i", **INDICATOR, **indicator}])
    slices = pd.DataFrame([{"indicator_id": "i", **SLICE, **series}])
    values = pd.DataFrame([{"indicator_id": "i", "slice": "total", "trimester": 2, "value": 3.9, "approved": True}])
    return evaluate_plan(indicators, slices, values, 2, cutoff(2026, 3), 2026)


def test_half_way_down_is_half_of_the_way():
    falling = {"accumulation": "nivel", "sense": "reduccion", "basis": "brecha"}
    rows = evaluated(falling, {"baseline": 4.8, "target": 3.0, "t1": 4.4, "t2": 3.9, "t3": 3.5, "t4": 3.0})
    assert round(expected(rows).iloc[0], 6) == 50.0


def test_a_sum_is_measured_from_zero():
    total = {"accumulation": "suma", "sense": "aumento", "basis": "directo"}
    rows = evaluated(total, {"baseline": None, "target": 200, "t1": 50, "t2": 150, "t3": 180, "t4": 200})
    assert expected(rows).iloc[0] == 75.0


def test_nothing_scheduled_yet_expects_nothing():
    late = {"accumulation": "nivel", "sense": "aumento", "basis": "brecha"}
    rows = evaluated(late, {"baseline": 238, "target": 250, "t1": None, "t2": None, "t3": None, "t4": 250})
    assert expected(rows).isna().all()
