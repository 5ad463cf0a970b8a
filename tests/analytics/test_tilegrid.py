"""Tiles near where they belong, each in its own cell, whatever the order of the rows."""

import itertools
import time

import numpy as np
import pandas as pd
import pytest

from analytics import tilegrid


def scattered(count, seed=7):
    rng = np.random.default_rng(seed)
    return pd.DataFrame(
        {
            "code": [f"{place:05}" for place in range(count)],
            "lon": -75 + rng.random(count),
            "lat": 9 + 2 * rng.random(count),
        }
    )


@pytest.mark.parametrize("count", [1, 2, 28, 125])
def test_every_municipality_has_its_own_cell(count):
    found = tilegrid.assign(scattered(count))
    assert not found.duplicated(["row", "column"]).any()
    assert found["code"].tolist() == scattered(count)["code"].tolist()
    assert found[["row", "column"]].min().tolist() == [0, 0]


def test_the_order_of_the_rows_does_not_matter():
    points = scattered(28)
    again = tilegrid.assign(points.sample(frac=1, random_state=3)).sort_index()
    pd.testing.assert_frame_equal(again, tilegrid.assign(points))


def test_a_perfect_grid_keeps_its_shape():
    places = [(row, column) for row in range(4) for column in range(4)]
    points = pd.DataFrame(places, columns=["row", "column"])
    points = points.assign(code=[f"{row}{column}" for row, column in places], lon=points["column"], lat=-points["row"])
    found = tilegrid.assign(points)
    for axis in ("row", "column"):
        assert found[axis].corr(points[axis]) > 0.95


def test_north_is_up_and_west_is_left():
    points = pd.DataFrame({"code": ["S", "N", "E"], "lon": [-75.0, -75.0, -73.0], "lat": [8.0, 11.0, 9.5]})
    found = tilegrid.assign(points).set_index("code")
    assert found.loc["N", "row"] < found.loc["S", "row"]
    assert found.loc["N", "column"] < found.loc["E", "column"]


def test_the_displacement_is_the_least_possible():
    rng = np.random.default_rng(1)
    cost = rng.random((5, 7))
    chosen = tilegrid._matching(cost)
    best = min(cost[range(5), list(cells)].sum() for cells in itertools.permutations(range(7), 5))
    assert cost[range(5), chosen].sum() == pytest.approx(best)


def test_a_large_department_takes_less_than_a_second():
    start = time.perf_counter()
    tilegrid.assign(scattered(125))
    assert time.perf_counter() - start < 1


def test_a_repeated_code_or_a_missing_coordinate_is_refused():
    points = scattered(3)
    with pytest.raises(ValueError, match="coordinates"):
        tilegrid.assign(points.assign(code="1"))
    with pytest.raises(ValueError, match="coordinates"):
        tilegrid.assign(points.assign(lat=np.nan))
    assert tilegrid.assign(points.iloc[:0]).empty
