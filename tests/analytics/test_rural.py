"""How rural the enrolment is: both zones or nothing."""

import pandas as pd
import pytest

from analytics.rural import rural_share


@pytest.mark.parametrize(
    ("students", "share"),
    [
        ({"urbana": [300, 300], "rural": [100, 300]}, 40.0),
        ({"urbana": [10], "rural": [0]}, 0.0),
        ({"urbana": [10], "rural": [float("nan")]}, None),
        ({"urbana": [10]}, None),
        ({}, None),
        ({"urbana": [0], "rural": [0]}, None),
        ({"urbana": [60], "rural": [40], "total": [100]}, 40.0),
    ],
)
def test_the_share_is_of_the_students_of_both_zones(students, share):
    rows = [(zone, float(count)) for zone, counts in students.items() for count in counts]
    assert rural_share(pd.DataFrame(rows, columns=["zone", "students"])) == share
