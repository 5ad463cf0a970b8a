"""The pace of the approved points, its end and its band."""

import pandas as pd
import pytest

from analytics.projection import project


def points(*values):
    return pd.DataFrame({"trimester": range(1, len(values) + 1), "value": values})


def test_two_points_give_a_pace_and_an_end_without_a_band():
    found = project(points(63.0, 65.0), target=70)
    assert (found.pace, found.projected, found.required) == (2, 69, 2.5)
    assert (found.low, found.high) == (None, None)
    assert found.sentence() == "Proyección: al ritmo actual llegará a 69,0; se requiere 2,5 por trimestre."


def test_from_three_points_on_there_is_a_band_around_the_end():
    found = project(points(63.0, 66.0, 67.0), target=70)
    assert found.low < found.projected < found.high
    assert found.projected == pytest.approx(69 + 1 / 3)
    # residuals −1/3, 2/3, −1/3: s = √(2/3), reach = √(1 + 1/3 + 4/2), t(1) = 3.078
    assert found.high - found.projected == pytest.approx(3.078 * (2 / 3) ** 0.5 * (10 / 3) ** 0.5)
    assert " (entre " in found.sentence()


def test_a_perfect_line_has_a_band_without_width():
    found = project(points(1.0, 2.0, 3.0))
    assert (found.low, found.projected, found.high) == pytest.approx((4, 4, 4))
    assert found.sentence() == "Proyección: al ritmo actual llegará a 4,0 (entre 4,0 y 4,0)."


def test_one_point_projects_nothing_and_the_last_trimester_requires_nothing():
    assert project(points(63.0, None)) is None
    assert project(points(1.0, 2.0, 3.0, 4.0), target=9).required is None


def test_a_repeated_trimester_is_refused():
    with pytest.raises(ValueError, match="two values"):
        project(pd.concat([points(1.0), points(2.0)]))
