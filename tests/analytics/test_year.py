"""The year at once, held to the same rules one trimester at a time."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import boards, tree
from analytics.plan import NATURE
from analytics.year import evaluate_year
from data.commands.bench.plans import SLICES, generated
from tests.analytics import per_trimester

SMALL = {"components": 3, "objectives": 5, "goals": 8, "indicators": 12, "actions": 10}
plans = st.integers(0, 2**32 - 1).map(lambda seed: generated(seed, **SMALL))
days = st.dates(date(2026, 1, 1), date(2027, 3, 1))


def same(found, expected):
    """The same figures to a billionth, the same words, whatever the order of the columns."""
    pd.testing.assert_frame_equal(found[expected.columns], expected, check_dtype=False, check_exact=False, atol=1e-9)


@settings(max_examples=8)
@given(plans, days, st.booleans(), st.integers(0, 20), st.sampled_from(list(NATURE)), st.sampled_from(SLICES))
def test_the_year_at_once_is_its_trimesters_one_by_one(plan, today, unapproved, grace, kind, slice_code):
    options = {"include_unapproved": unapproved, "grace_days": grace}
    year = evaluate_year(plan, today, **options)
    for trimester in (1, 2, 3, 4):
        at = year.at(trimester)
        measured = per_trimester.evaluated(plan, trimester, today, **options)
        done = per_trimester.actions(plan, trimester, today, **options)
        same(at.indicators, measured)
        same(at.actions, done)
        expected = per_trimester.figures(per_trimester.tree(plan, measured, done, kind, slice_code))
        own = at.nodes[at.nodes["kind"].eq(kind) & at.nodes["slice"].eq(slice_code)]
        names = ["pam" if level == "pam" else f"{level}:{own_id}" for level, own_id in own[["level", "id"]].to_numpy()]
        found = own[["strict", "coverage", "regression"]].to_numpy(dtype=float)
        assert found == pytest.approx(np.array([expected[name] for name in names], dtype=float), nan_ok=True)


@settings(max_examples=15)
@given(plans, days)
def test_strict_is_reported_times_coverage_and_null_is_never_0(plan, today):
    nodes = evaluate_year(plan, today).nodes
    product = nodes["reported"].fillna(0) * nodes["coverage"] / 100
    assert nodes["strict"].to_numpy() == pytest.approx(product.to_numpy(), nan_ok=True)
    assert nodes["strict"].isna().equals(nodes["coverage"].isna())
    assert nodes["light"].eq("gris").equals(nodes["strict"].isna())


@settings(max_examples=15)
@given(plans, days)
def test_without_a_value_there_is_no_percent_and_a_reported_0_is_a_datum(plan, today):
    found = evaluate_year(plan, today).indicators
    silent = found[~found["reported"]]
    assert silent["percent"].isna().all()
    assert set(silent["status"]) <= {"no_aplica", "no_programado", "pendiente", "sin_reporte"}
    zeros = found[found["actual"].eq(0) & found["approved"] & found["applies"]]
    assert set(zeros["status"]).isdisjoint({"sin_reporte", "pendiente", "no_programado"})


@settings(max_examples=8)
@given(plans, days, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(plan, today, random):
    names = ("components", "objectives", "goals", "indicators", "slices", "values", "actions", "action_objectives",
             "action_progress")  # fmt: skip
    shuffled = {name: getattr(plan, name).sample(frac=1, random_state=random.randrange(2**32)) for name in names}
    before, after = evaluate_year(plan, today), evaluate_year(replace(plan, **shuffled), today)
    same(_sorted(after.indicators, ["indicator_id", "slice"]), _sorted(before.indicators, ["indicator_id", "slice"]))
    same(_sorted(after.actions, ["action_id"]), _sorted(before.actions, ["action_id"]))
    nodes = ["kind", "slice", "level", "id"]
    same(_sorted(after.nodes, nodes), _sorted(before.nodes, nodes))


def _sorted(frame, keys):
    return frame.sort_values(["trimester", *keys]).reset_index(drop=True)


def test_a_year_without_anything_has_only_its_root():
    plan = generated(**dict.fromkeys(SMALL, 1))
    names = ("components", "objectives", "goals", "indicators", "slices", "values", "actions", "action_objectives",
             "action_progress")  # fmt: skip
    year = evaluate_year(replace(plan, **{name: getattr(plan, name).iloc[:0] for name in names}), date(2026, 7, 1))
    assert year.nodes[["level", "light"]].drop_duplicates().to_numpy().tolist() == [["pam", "gris"]]
    assert len(year.nodes) == 2 * 4
    assert year.indicators.empty
    assert year.actions.empty


def test_what_does_not_hang_from_the_plan_is_refused():
    plan = generated(**SMALL)
    loose = replace(plan, goals=plan.goals.assign(objective_id="nobody"))
    with pytest.raises(ValueError, match="a parent is not among the nodes"):
        evaluate_year(loose, date(2026, 7, 1))
    twice = replace(plan, slices=pd.concat([plan.slices, plan.slices.iloc[:1]]))
    with pytest.raises(ValueError, match="a slice of an indicator is repeated"):
        evaluate_year(twice, date(2026, 7, 1))


def test_the_boards_read_the_year_as_they_read_one_cutoff():
    plan, today = generated(**SMALL), date(2026, 10, 2)
    year = evaluate_year(plan, today)
    for kind in NATURE:
        alone = boards.component_matrix(plan, today, kind, "rural")
        same(boards.matrix_of(year.nodes, kind, "rural"), alone)
    at = year.at(3)
    same(boards.side_by_side(at.nodes), boards.indices(plan, at.indicators, at.actions))
    rolled = tree.rolled(tree.tree(plan, at.indicators, at.actions, "gestion"))
    own = at.nodes[at.nodes["kind"].eq("gestion") & at.nodes["slice"].eq("total")]
    expected = rolled[rolled["level"].isin(own["level"])].reset_index(drop=True)
    same(own.reset_index(drop=True), expected[["level", "id", "strict", "reported", "coverage", "regression", "light"]])
