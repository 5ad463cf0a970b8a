"""What the evidence suggests: steps of one scale for every indicator, and nothing where there is no signal."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.suggestions import distance, suggest, worse, yearly_worsening


def signals(*rows):
    return pd.DataFrame(list(rows), columns=["worsening", "distance", "share"], dtype="float64")


def test_each_criterion_reads_its_signal_in_the_steps_of_the_scale():
    given = signals((-4, 0, 4.9), (1, 5, 5), (3, 15, 29.9), (6, 30, 30), (10, 50, 100)).set_axis(list("edcba"))
    found = suggest(given)
    assert found.index.tolist() == list("edcba")
    assert found.to_numpy().tolist() == [[1, 1, 1], [2, 2, 2], [3, 3, 3], [4, 4, 4], [5, 5, 5]]


def test_without_a_signal_there_is_no_suggestion():
    found = suggest(signals((None, 20, None)))
    assert found.isna().to_numpy().tolist() == [[True, False, True]]
    assert suggest(signals()).empty


def test_what_a_float_falls_short_of_by_nothing_is_in_its_step():
    assert suggest(signals((0.1 + 0.2 + 2.7, None, None))).loc[0, "trend"] == 3


@pytest.mark.parametrize(
    ("sense", "values", "expected"),
    [
        ("reduccion", [4, 5, 6], 20),
        ("aumento", [4, 5, 6], -20),
        ("mantener_min", [6, 5, 4], 20),
        ("mantener_max", [6, 5, 4], -20),
        ("", [-4, -5, -6], 20),
        ("", [4, 5, 6], 20),
    ],
)
def test_getting_worse_depends_on_the_sense(sense, values, expected):
    levels = pd.DataFrame({"year": [2023, 2024, 2025], "value": values})
    assert yearly_worsening(levels, sense) == pytest.approx(expected)


def test_a_single_year_or_a_level_of_zero_has_no_trend():
    assert math.isnan(yearly_worsening(pd.DataFrame({"year": [2025], "value": [4.0]}), "reduccion"))
    assert math.isnan(yearly_worsening(pd.DataFrame({"year": [2024, 2025], "value": [0.0, 0.0]}), "reduccion"))
    assert math.isnan(yearly_worsening(pd.DataFrame({"year": [], "value": []}), "reduccion"))


def test_the_distance_is_what_is_missing_and_never_negative():
    assert distance(4.0, 3.0, "reduccion") == 25
    assert distance(3.0, 4.0, "reduccion") == 0
    assert distance(40.0, 50.0, "aumento") == 25
    assert distance(-4.0, 3.0, "") == 25
    assert math.isnan(distance(0.0, 5.0, "aumento"))


@given(st.floats(-1e6, 1e6), st.sampled_from(["aumento", "reduccion", "mantener_min", "mantener_max", ""]))
def test_worse_and_better_are_the_same_change_seen_from_the_other_side(change, sense):
    assert worse(change, sense, 1.0) == -worse(-change, sense, 1.0)


@given(st.lists(st.floats(-100, 200), min_size=2, max_size=20))
def test_a_stronger_signal_never_suggests_less(values):
    found = suggest(signals(*((one, one, one) for one in sorted(values))))
    assert (found.diff().dropna() >= 0).all().all()
    assert found.isin(range(1, 6)).all().all()
