"""Votes that are missing, and how firm an order is."""

import pandas as pd
import pytest

from analytics.prioritization import doubled, is_score, rank, sensitivity

COLUMNS = ["factor", "trend", "urgency", "impact"]


def scores(*rows):
    return pd.DataFrame(list(rows), columns=COLUMNS)


def test_only_whole_numbers_from_1_to_5_are_scores():
    assert [is_score(value) for value in (1, 5, 3.0, 0, 6, 3.5, None, "alto")] == [True] * 3 + [False] * 5


def test_a_missing_vote_empties_the_total_of_its_factor_and_of_no_other():
    votes = scores(("A", 5, 5, 5), ("A", None, 5, 5), ("B", 1, 1, 1)).assign(voter=["v1", "v2", "v1"])
    found = rank(votes).set_index("factor")
    assert pd.isna(found.loc["A", ["total", "rank"]]).all()
    assert not found.loc["A", "tied"]
    assert found.loc["B", "rank"] == 1
    assert found.index.tolist() == ["B", "A"]


def test_a_full_tie_is_marked():
    assert rank(scores(("A", 4, 4, 4), ("B", 4, 4, 4), ("C", 3, 4, 5)))["tied"].tolist() == [False, True, True]


def test_a_factor_that_dominates_stays_on_top_under_any_weighting():
    given = scores(("A", 5, 5, 5), ("B", 5, 1, 1), ("C", 1, 5, 1), ("D", 1, 1, 1))
    found = sensitivity(given, top=2).set_index("factor")["share_in_top"]
    assert found["A"] == 100
    assert found["D"] == 0
    assert 0 < found["B"] < 100
    assert found["B"] + found["C"] == pytest.approx(100)


def test_the_sensitivity_is_the_same_each_time_and_admits_few_factors():
    given = scores(("A", 5, 1, 3), ("B", 1, 5, 3))
    pd.testing.assert_frame_equal(sensitivity(given, top=1), sensitivity(given, top=1))
    assert sensitivity(given, top=5)["share_in_top"].tolist() == [100, 100]
    assert sensitivity(scores(("A", None, 1, 1)), top=3).empty


def test_doubling_a_criterion_says_what_it_would_change():
    found = doubled(scores(("A", 5, 3, 3), ("B", 1, 5, 3), ("C", 1, 1, 1)), top=1).set_index("criterion")
    assert found["changes_order"].to_dict() == {"trend": False, "urgency": True, "impact": False}
    assert found["changes_top"].to_dict() == {"trend": False, "urgency": True, "impact": False}
    assert found.loc["urgency", "order"] == ["B", "A", "C"]
