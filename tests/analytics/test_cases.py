"""Every worked case of the specification, through the fixed API."""

import math

import pandas as pd
import pytest

from analytics import actions, breakdown, composites, lights, prioritization, progress, rollup, schedule
from analytics.numbers import half_up

pytestmark = pytest.mark.shared
FIGURES = ["strict", "reported", "coverage"]


def measure(**given):
    defaults = {
        "accumulation": "nivel", "sense": "aumento", "basis": "directo", "baseline": None, "target": None,
        "actual": None, "is_scheduled": True, "due": True, "applies": True, "approved": True, "low": 70, "high": 90,
    }  # fmt: skip
    return pd.DataFrame([defaults | given])


def same(found, expected, tolerance=1e-6):
    if expected is None or pd.isna(expected):
        return found is None or pd.isna(found)
    return found == pytest.approx(expected, abs=tolerance)


@pytest.mark.cases("progress.csv")
def test_every_progress_case_has_its_percent_status_and_light(case):
    expected = case["row"].iloc[0]
    found = progress.evaluate(case["row"]).iloc[0]
    for column in ("percent", "shown", "contribution"):
        assert same(found[column], expected[column]), column
    assert (found["status"], found["light"]) == (expected["status"], expected["light"])
    assert found["explanation"]


@pytest.mark.cases("accumulation.json")
def test_every_accumulation_case_reaches_its_figure(case):
    checked = _linear(case) if "linear_schedule" in case else _to_date(case)
    assert checked


def _linear(case):
    found = schedule.linear(case["baseline"], case["target"], "brecha", len(case["linear_schedule"]))
    return found == pytest.approx(case["linear_schedule"])


def _to_date(case):
    values = case["reports"]
    reports = pd.DataFrame({"trimester": range(1, len(values) + 1), "value": values})
    if "scheduled" in case:
        reports["scheduled"] = case["scheduled"]
    found = progress.to_date(reports, case["accumulation"], case["through"])
    assert found.actual == case["actual"]
    assert found.stale_trimesters == case.get("stale_trimesters", 0)
    for target, percent in (("target", "percent"), ("scheduled_to_date", "trimester_percent")):
        if percent in case:
            graded = progress.evaluate(measure(target=case[target], actual=found.actual))
            assert graded["percent"].iloc[0] == pytest.approx(case[percent], abs=1e-6)
    return "scheduled" not in case or found.target == case["target"]


@pytest.mark.cases("actions.json")
def test_every_action_case_shows_its_time_money_and_light(case):
    found = actions.advance(pd.DataFrame([case]), case.get("cutoff", "2026-06-30")).iloc[0]
    expected = {"elapsed": "elapsed_percent", "gap": "gap_points", "financial": "financial_percent"}
    shown = {key: float(half_up(found[key])) for key, name in expected.items() if name in case}
    assert shown == {key: case[name] for key, name in expected.items() if name in case}
    assert found["light"] == case.get("light", "gris")
    if "physical_minus_financial" in case:
        assert case["physical"] - found["financial"] == case["physical_minus_financial"]


@pytest.mark.cases("rollup.json", "flat")
def test_every_flat_rollup_case_gives_its_three_figures(case):
    children = [{"node": f"n{i}", "parent": "root", **child} for i, child in enumerate(case["children"])]
    nodes = pd.DataFrame([{"node": "root", "parent": None, "weight": 100}, *children])
    found = rollup.roll_up(nodes).iloc[0]
    assert all(same(found[name], case["expected"][name]) for name in FIGURES)
    assert bool(found["regression"]) is case["expected"]["regression"]


@pytest.mark.cases("rollup.json", "trees")
def test_every_tree_rollup_case_gives_its_figures_at_every_level(case):
    nodes = pd.DataFrame(case["nodes"])
    found = rollup.roll_up(nodes).set_index(nodes["node"])
    wrong = [
        (node, name)
        for node, expected in case["expected"].items()
        for name in FIGURES
        if not same(found.loc[node, name], expected[name])
    ]
    assert wrong == []


@pytest.mark.cases("prioritization.json")
def test_every_prioritization_case_has_its_order(case):
    if "invalid" in case:
        assert [prioritization.is_score(value) for value in case["invalid"]] == [False] * len(case["invalid"])
        for value in case["invalid"]:
            scores = pd.DataFrame({"factor": ["A", "B"], "trend": pd.Series([value, 5], dtype=object)})
            found = prioritization.rank(scores.assign(urgency=5, impact=5)).set_index("factor")
            assert pd.isna(found.loc["A", ["total", "rank"]]).all()
            assert found.loc["B", "rank"] == 1
        return
    scores = pd.DataFrame(case.get("voters") or case["factors"], columns=case["columns"])
    found = prioritization.rank(scores)
    assert found[["factor", "total", "rank"]].to_numpy().tolist() == case["expected"]
    if "voters" in case:
        assert found.loc[0, ["lowest_trend", "highest_trend", "spread_trend", "spread"]].tolist() == [1, 5, 4, 4]


@pytest.mark.cases("breakdown.json")
def test_every_breakdown_case_gives_its_rates_findings_or_alert(case):
    checks = {"E37": _rates, "E38": _parts, "E39": _parts, "E40": _parts, "E41": _misleading, "E44": _empty}
    checks[case["case"]](case)


def _rates(case):
    counts = pd.DataFrame([{"zone": "urbana", **case["urban"]}, {"zone": "rural", **case["rural"]}])
    found = breakdown.rates(counts, ["zone"]).set_index("zone")
    expected = case["expected"]
    assert found["rate"].to_dict() == {
        "urbana": expected["urban"], "rural": expected["rural"], "total": pytest.approx(expected["total"]),
    }  # fmt: skip
    assert found["gap"].tolist() == pytest.approx([expected["gap_points"]] * 3)


def _parts(case):
    severities = {"error": "error", "warning": "aviso"}
    severity = severities.get(case["expected"].split(":")[0])
    found = breakdown.check_parts(pd.DataFrame([case]))
    assert found["severity"].tolist() == ([severity] if severity else [])
    assert found["blocks_approval"].all()
    if severity == "aviso":
        assert "10 sin zona" in found["message"].iloc[0]


def _misleading(case):
    lit = pd.DataFrame({"slice": ["total", "urbana", "rural"], "indicator_id": "I1"})
    percents = pd.Series([case["total_percent"], case["urban_percent"], case["rural_percent"]], dtype=float)
    lit["light"] = lights.lights(percents)
    assert lit["light"].tolist() == ["verde", "verde", "rojo"]
    found = breakdown.misleading_averages(lit)
    assert found[["slices", "alert"]].to_numpy().tolist() == [[["rural"], "promedio_engañoso"]]


def _empty(case):
    found = breakdown.rates(pd.DataFrame([{"zone": "rural", **case["rural"]}]), ["zone"])
    assert found["status"].tolist() == ["no_aplica", "no_aplica"]
    assert found["rate"].isna().all()


@pytest.mark.cases("composites.json")
def test_every_composite_case_gives_its_figure_or_warning(case):
    if "reading" in case:
        tests = [case[name] for name in ("reading", "mathematics", "social", "science", "english")]
        assert float(half_up(composites.saber11_global(*tests))) == case["expected"]
    elif "approval" in case:
        warning = composites.outcomes_problem(case["approval"], case["failure"], case["dropout"])
        assert (warning is None) if case["expected"] == "ok" else ("101,2" in str(warning))
    else:
        expected = case["expected"]
        for target, percent in (("current_target", "current"), ("original_target", "original")):
            found = progress.evaluate(measure(target=case[target], actual=case["actual"]))["percent"].iloc[0]
            assert math.isclose(found, expected[percent])
