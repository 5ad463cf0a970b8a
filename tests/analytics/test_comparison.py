"""Comparisons: both means by name, the same municipalities when they differ, movements and absences."""

import pandas as pd
import pytest

from analytics.comparison import COLUMNS, Movement, absences, common, compare, movement

ROWS = pd.DataFrame(
    [
        ("2021", "a", 2.0, 100.0),
        ("2021", "b", 4.0, 300.0),
        ("2021", "c", None, 100.0),
        ("2022", "a", 3.0, 100.0),
        ("2022", "b", 4.04, None),
        ("2022", "c", 9.0, 100.0),
    ],
    columns=["item", "municipality_code", "value", "denominator"],
)


def test_each_item_has_both_means_in_the_order_asked():
    found = compare(ROWS, ["2022", "2021"])
    assert list(found.columns) == COLUMNS
    assert found["item"].tolist() == ["2022", "2021"]
    assert found["mean"].tolist() == [pytest.approx(16.04 / 3), 3.0]
    assert found["weighted"][1] == 3.5  # (2·100 + 4·300) / 400
    assert pd.isna(found["weighted"][0])
    assert "Falta el denominador" in found["weighted_reason"][0]
    assert found["n"].tolist() == [3, 2]


def test_the_mean_of_those_in_every_item_does_not_move_because_another_came_in():
    found = compare(ROWS, ["2021", "2022"])
    assert common(ROWS, ["2021", "2022"]) == {"a", "b"}
    assert found["common"].tolist() == [2, 2]
    assert found["mean_common"].tolist() == [3.0, pytest.approx(3.52)]


def test_an_item_without_data_is_null_and_not_zero():
    found = compare(ROWS, ["2021", "2030"]).set_index("item").loc["2030"]
    assert (found["n"], found["common"]) == (0, 0)
    assert found[["mean", "weighted", "median", "min", "max", "mean_common"]].isna().all()


def test_movements_count_what_is_read_the_same_as_the_same():
    assert movement(ROWS, "2021", "2022") == Movement(up=1, down=0, same=1)  # 4,0 and 4,04 are read alike
    assert movement(ROWS, "2022", "2021", digits=2) == Movement(up=0, down=2, same=0)
    assert movement(ROWS, "2021", "2030") == Movement(0, 0, 0)


def test_absences_name_the_years_of_whoever_lacks_some_worst_first():
    rows = pd.DataFrame(
        [(2020, "a", 1.0), (2021, "a", 1.0), (2022, "a", 1.0), (2020, "b", 1.0), (2021, "b", None), (2022, "c", 1.0)],
        columns=["year", "municipality_code", "value"],
    )
    found = absences(rows, ["a", "b", "c", "d"], [2020, 2021, 2022])
    assert found.to_numpy().tolist() == [["d", [2020, 2021, 2022]], ["b", [2021, 2022]], ["c", [2020, 2021]]]
    assert absences(rows, ["a"], [2020, 2021, 2022]).empty
