"""Whole pesos shared out: no peso is lost, none is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.apportion import apportion

weights = st.lists(st.floats(0, 1e9, allow_nan=False), min_size=1, max_size=40)


@given(st.integers(0, 10**13), weights)
def test_the_parts_add_up_to_the_total_and_are_near_their_share(total, given_weights):
    parts = apportion(total, given_weights)
    assert sum(parts) == total and all(part >= 0 for part in parts)
    whole = sum(given_weights)
    if whole > 0:
        for part, weight in zip(parts, given_weights, strict=True):
            assert abs(part - total * weight / whole) < 1 + total * 1e-12


@given(st.integers(0, 10**9), st.integers(1, 40))
def test_equal_weights_never_differ_in_more_than_one_peso(total, places):
    for one in (apportion(total, [1] * places), apportion(total, [0] * places)):
        assert max(one) - min(one) <= 1


def test_the_largest_remainders_get_the_pesos_left_over_and_the_earlier_ones_first():
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(100, [1, 2, 3]) == [17, 33, 50]
    assert apportion(7, [0, 1, 0]) == [0, 7, 0]


@pytest.mark.parametrize("wrong", [[], [1, -1], [float("nan")], [float("inf")]])
def test_what_cannot_be_a_weight_is_refused(wrong):
    with pytest.raises(ValueError):
        apportion(10, wrong)
