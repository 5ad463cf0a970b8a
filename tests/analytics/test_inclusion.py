"""The index of inclusion of a school, worked by hand."""

import pandas as pd
import pytest

from analytics import inclusion


def answers(**areas: list[float | None]) -> pd.DataFrame:
    lines = [("1", area, value) for area, values in areas.items() for value in values]
    return pd.DataFrame(lines, columns=["school", "area", "value"]).astype({"value": float})


def index(frame: pd.DataFrame) -> dict[str, float]:
    found = inclusion.school_index(frame, ["school"])
    return dict(zip(found["area"], found["value"], strict=True))


def test_the_index_is_the_mean_of_the_areas_not_of_the_answers() -> None:
    frame = answers(directiva=[4, 4, 4, 4], academica=[1], administrativa=[2, 4], comunidad=[2])
    assert index(frame) == {"directiva": 4, "academica": 1, "administrativa": 3, "comunidad": 2, "indice": 2.5}


def test_an_answer_of_who_does_not_know_is_left_out() -> None:
    frame = answers(directiva=[4, None], academica=[4], administrativa=[4], comunidad=[4])
    assert index(frame)["indice"] == 4


def test_three_areas_are_not_the_index() -> None:
    frame = answers(directiva=[4], academica=[1], administrativa=[2], comunidad=[None])
    assert index(frame) == {"directiva": 4, "academica": 1, "administrativa": 2}


def test_an_area_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="docencia"):
        inclusion.school_index(answers(docencia=[1]), ["school"])
