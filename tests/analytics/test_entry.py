"""What is refused when an indicator is declared."""

import pytest

from analytics.progress import entry_problems


@pytest.mark.parametrize(
    ("given", "mend"),
    [
        (("nivel", "aumento", "brecha", 62, 62), "mantener_min"),
        (("nivel", "reduccion", "brecha", 2.5, 2.5), "mantener_max"),
        (("suma", "aumento", "directo", None, 0), "meta mayor que 0"),
        (("nivel", "reduccion", "directo", 4.8, 3.0), "brecha"),
        (("nivel", "aumento", "brecha", 4.8, 3.0), "reduccion"),
        (("nivel", "reduccion", "brecha", 3.0, 4.8), "aumento"),
        (("escala", "aumento", "directo", 4, 3), "reduccion"),
    ],
)
def test_a_contradiction_is_refused_with_its_reason_and_mend(given, mend):
    (problem,) = entry_problems(*given)
    assert mend in problem


@pytest.mark.parametrize(
    "given",
    [
        ("nivel", "reduccion", "brecha", 4.8, 3.0),
        ("nivel", "mantener_min", "brecha", 95, 95),
        ("nivel", "mantener_max", "brecha", 0, 0),
        ("suma", "aumento", "directo", 500, 400),
        ("hito", "aumento", "brecha", 0, 1),
        ("nivel", "aumento", "brecha", None, 70),
        ("nivel", "aumento", "brecha", 70, None),
    ],
)
def test_a_sound_declaration_has_no_problems(given):
    assert entry_problems(*given) == []


def test_the_figures_are_written_in_spanish():
    (problem,) = entry_problems("nivel", "aumento", "brecha", 1234.5, 3.0)
    assert "(3)" in problem
    assert "(1.234,5)" in problem
