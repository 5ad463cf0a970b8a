"""What must hold for any figures, not only for the worked cases."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analytics import breakdown, prioritization, progress, rollup, schedule, statuses
from analytics.numbers import half_up, quantize9, shown

figures = st.integers(-100_000, 100_000).map(lambda number: number / 100)
positive = st.integers(1, 100_000).map(lambda number: number / 100)
contributions = st.integers(0, 1000).map(lambda number: number / 10)
leaf_statuses = st.sampled_from(statuses.ALL)
weights = st.integers(1, 100)


def measure(**given_values):
    defaults = {
        "accumulation": "nivel", "sense": "aumento", "basis": "brecha", "baseline": 0.0, "target": 1.0,
        "actual": 0.0, "is_scheduled": True, "due": True, "applies": True, "approved": True, "low": 70, "high": 90,
    }  # fmt: skip
    return pd.DataFrame([defaults | given_values])


def graded(**given_values):
    return progress.grade(measure(**given_values)).iloc[0]


@given(figures, figures)
def test_the_gap_is_0_at_the_baseline_and_100_at_the_target(baseline, target):
    assume(baseline != target)
    sense = "aumento" if target > baseline else "reduccion"
    at = {actual: graded(sense=sense, baseline=baseline, target=target, actual=actual) for actual in (baseline, target)}
    assert (at[baseline]["percent"], at[baseline]["status"]) == (0, "sin_avance")
    assert (at[target]["percent"], at[target]["status"]) == (100, "cumplida")


@given(figures, figures, figures)
def test_a_fall_is_the_mirror_of_a_rise(baseline, target, actual):
    assume(baseline < target)
    rising = graded(sense="aumento", baseline=baseline, target=target, actual=actual)
    falling = graded(sense="reduccion", baseline=-baseline, target=-target, actual=-actual)
    assert rising.to_dict() == falling.to_dict()


senses = st.sampled_from(["aumento", "reduccion", "mantener_min", "mantener_max"])


@given(senses, st.sampled_from(["brecha", "directo"]),
       figures, figures, st.one_of(st.none(), figures), st.booleans(), st.booleans())  # fmt: skip
def test_a_contribution_is_null_or_between_0_and_100_and_null_is_never_0(
    sense, basis, baseline, target, actual, is_scheduled, approved
):
    found = graded(
        sense=sense, basis=basis, baseline=baseline, target=target, actual=actual,
        is_scheduled=is_scheduled, approved=approved,
    )  # fmt: skip
    assert pd.isna(found["contribution"]) or 0 <= found["contribution"] <= 100
    if actual is None:
        assert pd.isna(found["percent"])
        assert found["status"] == ("sin_reporte" if is_scheduled else "no_programado")
    assert found["status"] not in ("sin_avance", "cumplida") or not pd.isna(found["percent"])


@given(st.floats(-1e12, 1e12))
def test_the_vectorized_rounding_is_the_decimal_rounding(value):
    assert shown(np.array([value]))[0] == float(half_up(value))


@given(st.floats(-1e4, 1e4))
def test_quantizing_moves_a_value_less_than_a_billionth(value):
    assert abs(quantize9(np.array([value]))[0] - value) <= 5.01e-10


def test_an_absent_value_cannot_be_rounded():
    for value in (float("nan"), float("inf")):
        with pytest.raises(ValueError, match="absent"):
            half_up(value)


@given(st.one_of(st.none(), figures), st.one_of(st.none(), figures), st.sampled_from(["brecha", "directo"]))
def test_a_linear_schedule_ends_at_the_target_in_even_steps(baseline, target, basis):
    steps = schedule.linear(baseline, target, basis)
    start = 0.0 if basis == "directo" else baseline
    if start is None or target is None:
        assert np.isnan(steps).all()
        return
    assert steps[-1] == target
    assert np.diff([start, *steps]) == pytest.approx((target - start) / 4, abs=1e-6)


@st.composite
def trees(draw):
    """A component with goals and their leaves, with any statuses."""
    rows = [{"node": "root", "parent": None, "weight": 100}]
    for goal in range(draw(st.integers(1, 3))):
        rows.append({"node": f"g{goal}", "parent": "root", "weight": draw(weights)})
        for leaf in range(draw(st.integers(1, 4))):
            status, contribution = draw(leaf_statuses), draw(contributions)
            rows.append({
                "node": f"g{goal}.{leaf}", "parent": f"g{goal}", "weight": draw(weights),
                "status": status, "contribution": contribution if status in statuses.COVERED else None,
            })  # fmt: skip
    return pd.DataFrame(rows)


@given(trees())
def test_strict_is_reported_times_coverage_at_every_node(nodes):
    found = rollup.roll_up(nodes)
    product = found["reported"].fillna(0) * found["coverage"] / 100
    assert found["strict"].to_numpy() == pytest.approx(product.to_numpy(), nan_ok=True)
    assert found["strict"].isna().equals(found["coverage"].isna())


@given(trees(), weights)
def test_adding_leaves_that_do_not_apply_changes_nothing(nodes, weight):
    extra = [
        {"node": f"x{i}", "parent": goal, "weight": weight, "status": "no_aplica"}
        for i, goal in enumerate(nodes.loc[nodes["parent"].eq("root"), "node"])
    ]
    before, after = rollup.roll_up(nodes), rollup.roll_up(pd.concat([nodes, pd.DataFrame(extra)], ignore_index=True))
    pd.testing.assert_frame_equal(before, after.iloc[: len(before)])


@given(trees(), st.randoms(use_true_random=False))
def test_the_order_of_the_nodes_does_not_matter(nodes, random):
    order = list(nodes.index)
    random.shuffle(order)
    pd.testing.assert_frame_equal(rollup.roll_up(nodes.loc[order]).sort_index(), rollup.roll_up(nodes))


@given(st.integers(101, 1000), st.integers(0, 99))
def test_an_excess_never_pays_for_a_failure(excess, failure):
    leaves = pd.concat([measure(basis="directo", target=100, actual=actual) for actual in (excess, failure)])
    nodes = progress.grade(leaves).assign(node=["a", "b"], parent="root", weight=50)
    root = pd.DataFrame([{"node": "root", "parent": None, "weight": 100}])
    found = rollup.roll_up(pd.concat([root, nodes], ignore_index=True)).iloc[0]
    assert found["strict"] == pytest.approx((100 + failure) / 2)


counts = st.lists(st.tuples(st.integers(0, 500), st.integers(1, 500)), min_size=2, max_size=2)


@given(st.lists(counts, min_size=1, max_size=4))
def test_totals_equal_the_sum_of_their_parts(municipalities):
    rows = [
        {"municipality": f"m{i}", "zone": zone, "numerator": numerator, "denominator": denominator}
        for i, pair in enumerate(municipalities)
        for zone, (numerator, denominator) in zip(("urbana", "rural"), pair, strict=True)
    ]
    parts = pd.DataFrame(rows)
    found = breakdown.rates(parts, ["municipality", "zone"]).set_index(["municipality", "zone"])
    grand = found.loc[("total", "total")]
    assert grand["numerator"] == parts["numerator"].sum()
    assert grand["rate"] == pytest.approx(parts["numerator"].sum() / parts["denominator"].sum() * 100)
    for name, one in parts.groupby("municipality"):
        assert found.loc[(name, "total"), "denominator"] == one["denominator"].sum()
    urban, rural = found.loc[("m0", "urbana"), "rate"], found.loc[("m0", "rural"), "rate"]
    assert found.loc[("m0", "total"), "gap"] == pytest.approx(urban - rural)


points = st.integers(1, 5)


@given(st.lists(st.tuples(points, points, points), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_rank_does_not_depend_on_the_order_of_the_rows(rows, random):
    scores = pd.DataFrame(rows, columns=["trend", "urgency", "impact"]).assign(
        factor=lambda f: [f"F{i}" for i in f.index]
    )
    order = list(scores.index)
    random.shuffle(order)
    pd.testing.assert_frame_equal(prioritization.rank(scores), prioritization.rank(scores.loc[order]))
    assert prioritization.rank(scores)["rank"].min() == 1
