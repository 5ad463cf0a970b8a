"""A municipality beside the whole: signs that follow the sense, parts that add up, and nothing made of a null."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import municipal, weights
from analytics.weights import EQUAL

PLACES = ["47053", "47058"]
figures = st.one_of(st.none(), st.integers(-1000, 1000).map(float))


def compared(value, baseline, target, sense):
    frame = pd.DataFrame([(value, baseline, target, sense)], columns=["value", "baseline", "target", "sense"])
    found = municipal.compare(frame).iloc[0]
    return tuple(None if pd.isna(found[name]) else found[name] for name in ("gap", "favourable", "to_target"))


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        ((60, 50, 80, "aumento"), (10, True, 20)),
        ((40, 50, 80, "mantener_min"), (-10, False, 40)),
        ((3, 5, 4, "reduccion"), (-2, True, -1)),
        ((6, 5, 4, "mantener_max"), (1, False, 2)),
        ((5, 5, 4, "reduccion"), (0, None, 1)),
        ((None, 5, 4, "reduccion"), (None, None, None)),
        ((0, None, 4, "aumento"), (None, None, 4)),
    ],
)
def test_the_gap_is_read_by_the_sense(given_, expected):
    assert compared(*given_) == expected


@given(figures, figures, figures, st.sampled_from(["aumento", "reduccion", "mantener_min", "mantener_max"]))
def test_a_missing_figure_makes_no_other(value, baseline, target, sense):
    gap, favourable, to_target = compared(value, baseline, target, sense)
    assert (gap is None) == (value is None or baseline is None)
    assert (to_target is None) == (value is None or target is None)
    assert favourable is None or gap


amounts = st.lists(
    st.tuples(st.sampled_from(municipal.LOCATIONS), st.one_of(st.none(), st.integers(0, 10**12))), max_size=12
)


@given(amounts)
def test_the_locations_add_up_to_all_the_actions_and_all_the_money(rows):
    frame = pd.DataFrame([(str(n), *row) for n, row in enumerate(rows)], columns=["id", "location", "amount"])
    found = municipal.by_location(frame.astype({"amount": "Int64"}))
    known = [amount for _, amount in rows if amount is not None]
    assert found["actions"].sum() == len(rows) and found["amount"].sum() == sum(known)
    assert not sum(known) or abs(found["share"].sum() - 100) < 1e-9
    for location in municipal.LOCATIONS:
        own = [amount for place, amount in rows if place == location]
        line = found.set_index("location").loc[location]
        assert pd.isna(line["amount"]) == (bool(own) and all(one is None for one in own))


def rows(**zones):
    lines = [
        (place, zone, value) for zone, values in zones.items() for place, value in zip(PLACES, values, strict=True)
    ]
    return pd.DataFrame(lines, columns=["municipality_code", "zone", "value"]).dropna()


def test_the_first_basis_that_every_municipality_has_is_the_one_of_the_whole_plan():
    half = rows(total=[5, None])
    whole = rows(total=[10, 30], urbana=[4, 30], rural=[6, None])
    chosen = weights.choose([("matricula", half), ("desercion", whole)], PLACES)
    assert (chosen.basis, chosen.by_zone) == ("desercion", True)
    assert chosen.frame.loc["47058"].to_dict() == {"total": 30, "urbana": 30, "rural": 0}
    assert weights.choose([("a", half), ("b", rows(total=[0, 1]))], PLACES).basis == EQUAL


def test_a_basis_without_zones_shares_by_its_total():
    chosen = weights.choose([("poblacion", rows(total=[1, 3]))], PLACES)
    assert not chosen.by_zone and chosen.frame["rural"].tolist() == [1, 3]


def test_the_rural_share_needs_every_part():
    whole = rows(total=[10, 30], rural=[5, 15])
    assert weights.rural_share(whole, PLACES) == (20, 40, 50)
    assert weights.rural_share(rows(total=[10, 30], rural=[5, None]), PLACES) == (None, 40, None)
    assert weights.rural_share(rows(total=[0, 0], rural=[0, 0]), PLACES) == (0, 0, None)
    assert weights.rural_share(rows(), PLACES) == (None, None, None)


@given(amounts, st.floats(0, 100))
def test_the_estimated_rural_money_is_between_what_is_rural_for_sure_and_that_with_both(rows_, percent):
    frame = pd.DataFrame([(str(n), *row) for n, row in enumerate(rows_)], columns=["id", "location", "amount"])
    located = municipal.by_location(frame.astype({"amount": "Int64"}))
    money, share = municipal.estimated_rural(located, percent)
    sums = {place: sum(a for p, a in rows_ if p == place and a) for place in municipal.LOCATIONS}
    if not sum(sums.values()):
        assert (money, share) == (None, None)
        return
    assert sums["rural"] * (1 - 1e-9) <= money <= (sums["rural"] + sums["ambas"]) * (1 + 1e-9)
    assert 0 <= share <= 100 + 1e-9
    assert municipal.estimated_rural(located, None) == (None, None)
