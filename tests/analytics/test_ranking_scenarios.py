"""How the order moves with other weights or with a voter less."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.prioritization import rank
from analytics.ranking_scenarios import first_places, range_without, reweighted, without_each

COLUMNS = ["factor", "voter", "trend", "urgency", "impact"]
VOTES = pd.DataFrame(
    [("A", "v", 5, 5, 5), ("A", "w", 1, 1, 1), ("B", "v", 3, 3, 3), ("B", "w", 4, 4, 4), ("C", "v", 1, 1, 2)],
    columns=COLUMNS,
)
EQUAL = {"trend": 1, "urgency": 1, "impact": 1}
voters = st.sampled_from(["v1", "v2", "v3"])
score = st.integers(1, 5)
ballots = st.dictionaries(
    st.tuples(st.sampled_from("ABCDE"), voters), st.tuples(score, score, score), min_size=1, max_size=15
).map(lambda found: pd.DataFrame([(*key, *values) for key, values in found.items()], columns=COLUMNS))


def test_other_weights_move_the_factors_and_keep_the_scale():
    votes = pd.DataFrame([("A", 5, 1, 1), ("B", 1, 3, 4)], columns=["factor", "trend", "urgency", "impact"])
    found = reweighted(votes, {"trend": 2, "urgency": 1, "impact": 0}).set_index("factor")
    assert found["total"].to_dict() == {"A": 11.0, "B": 5.0}
    assert found[["rank", "moved"]].to_numpy().tolist() == [[1, 1], [2, -1]]


@pytest.mark.parametrize("weights", [{"trend": 0, "urgency": 0, "impact": 0}, {**EQUAL, "trend": -1}])
def test_weights_that_weigh_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="may not be negative"):
        reweighted(VOTES, weights)


def test_without_a_voter_the_order_may_be_another():
    found = without_each(VOTES, top=1).set_index("voter")
    assert found["order"].to_dict() == {"v": ["B", "A"], "w": ["A", "B", "C"]}
    assert found["changes_order"].to_dict() == {"v": True, "w": True}
    assert found["changes_top"].to_dict() == {"v": False, "w": True}
    assert range_without(without_each(VOTES, 1), ["B", "A", "C"]).set_index("factor").to_dict("index") == {
        "B": {"best": 1, "worst": 2, "unscored": False},
        "A": {"best": 1, "worst": 2, "unscored": False},
        "C": {"best": 3, "worst": 3, "unscored": True},
    }


def test_the_places_watched_leave_someone_out():
    assert [first_places(count) for count in (1, 2, 5, 6, 30)] == [1, 1, 4, 5, 5]


def test_without_the_only_voter_there_is_no_order():
    votes = VOTES[VOTES["voter"] == "v"]
    assert without_each(votes, top=1).empty
    assert range_without(without_each(votes, 1), ["A", "B", "C"])["best"].isna().all()


@settings(max_examples=25)
@given(ballots)
def test_equal_weights_are_the_order_itself(votes):
    found = reweighted(votes, EQUAL).set_index("factor")
    base = rank(votes).set_index("factor")
    assert found["rank"].to_dict() == base["rank"].to_dict()
    assert found["total"].to_dict() == pytest.approx(base["total"].to_dict())
    assert found["moved"].eq(0).all()


@settings(max_examples=25)
@given(ballots, st.integers(1, 5))
def test_leaving_a_voter_out_is_the_order_of_the_others(votes, top):
    for row in without_each(votes, top).to_dict("records"):
        others = rank(votes[votes["voter"] != row["voter"]])
        assert row["ranks"] == {one: int(place) for one, place in zip(others["factor"], others["rank"], strict=True)}
        if not row["changes_order"]:
            assert not row["changes_top"]


@settings(max_examples=25)
@given(ballots, st.permutations(["trend", "urgency", "impact"]))
def test_whoever_dominates_in_every_criterion_is_never_behind(votes, order):
    weights = dict(zip(order, (5, 2, 1), strict=True))
    base, places = rank(votes).set_index("factor"), reweighted(votes, weights).set_index("factor")["rank"]
    criteria = base[list(EQUAL)]
    for one in base.index:
        for other in base.index:
            if (criteria.loc[one] >= criteria.loc[other]).all():
                assert places[one] <= places[other]
