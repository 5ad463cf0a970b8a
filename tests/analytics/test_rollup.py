"""Trees that are refused, and the marks that climb."""

import pandas as pd
import pytest

from analytics.rollup import roll_up


def nodes(*rows):
    return pd.DataFrame(list(rows), columns=["node", "parent", "weight", "contribution", "status"])


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("a", None, 1, None, None), ("a", None, 1, None, None)], "twice"),
        ([("a", "b", 1, None, None)], "parent"),
        ([("a", "b", 1, None, None), ("b", "a", 1, None, None)], "cycle"),
        ([("a", None, -1, None, None)], "negative"),
    ],
)
def test_an_impossible_tree_is_refused(rows, reason):
    with pytest.raises(ValueError, match=reason):
        roll_up(nodes(*rows))


def test_a_regression_marks_every_ancestor_and_nobody_else():
    found = roll_up(
        nodes(
            ("root", None, 1, None, None), ("a", "root", 50, None, None), ("b", "root", 50, None, None),
            ("a1", "a", 1, 0, "retroceso"), ("b1", "b", 1, 100, "cumplida"),
        )
    )  # fmt: skip
    assert found["regression"].tolist() == [True, True, False, True, False]


def test_several_trees_stand_apart_and_no_nodes_give_no_rows():
    found = roll_up(nodes(("a", None, 1, 80, "con_dato"), ("b", None, 1, None, "pendiente")))
    assert found["strict"].tolist()[0] == 80
    assert pd.isna(found["strict"].iloc[1])
    assert roll_up(nodes()).empty


def test_siblings_without_weight_cannot_be_averaged():
    found = roll_up(nodes(("root", None, 1, None, None), ("a", "root", 0, 80, "con_dato")))
    assert pd.isna(found["strict"].iloc[0])
