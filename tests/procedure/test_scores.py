"""The scale is the manual's: whole numbers from 1 to 5, with its wording at both ends."""

import pytest

from procedure.errors import InvalidValueError
from procedure.scores import CRITERIA, SCALE, score_value


@pytest.mark.parametrize("value", [1, 5, "3", 4.0])
def test_a_whole_number_in_the_scale_is_a_score(value):
    assert score_value("impact", value) == int(float(value))


@pytest.mark.parametrize("value", [0, 6, 3.5, "alto", "", None, True, float("nan"), "3,5", -1])
def test_anything_else_is_refused_with_the_scale(value):
    with pytest.raises(InvalidValueError, match=r"de 1 \(menor impacto\) a 5 \(mayor impacto\)") as refused:
        score_value("impact", value)
    assert refused.value.field == "impact"


def test_every_criterion_has_its_wording():
    assert set(CRITERIA) == set(SCALE) == {"trend", "urgency", "impact"}
