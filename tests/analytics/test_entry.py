"""What is refused when an indicator is declared."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as some

from analytics.entry import mends
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
        (("hito", "aumento", "directo", None, 0), "Escriba 1"),
        (("hito", "mantener_min", "brecha", 0, 0.5), "no 0,5"),
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
        ("hito", "reduccion", "directo", None, None),
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


@pytest.mark.parametrize(
    ("declared", "slices", "offered"),
    [
        (("nivel", "aumento", "brecha"), [(62, 62)], [("sense", "mantener_min")]),
        (("nivel", "reduccion", "brecha"), [(2.5, 2.5), (4, 3)], [("sense", "mantener_max")]),
        (("nivel", "aumento", "brecha"), [(4.8, 3.0)], [("sense", "reduccion")]),
        (("nivel", "aumento", "brecha"), [(4.8, 3.0), (3.0, 4.8)], []),
        (("nivel", "reduccion", "directo"), [(4.8, 3.0)], [("basis", "brecha")]),
        (("suma", "aumento", "directo"), [(None, 0)], [("basis", "brecha")]),
        (("nivel", "aumento", "brecha"), [(3.0, 4.8), (None, 9), (2, None)], []),
        (("hito", "aumento", "directo"), [(None, 5)], []),
    ],
)
def test_what_is_offered_settles_every_slice_by_itself(declared, slices, offered):
    assert mends(*declared, slices) == offered


_FIGURE = some.none() | some.integers(-3, 3)


@drawn(
    some.sampled_from(["suma", "nivel", "flujo", "escala"]),
    some.sampled_from(["aumento", "reduccion", "mantener_min", "mantener_max"]),
    some.sampled_from(["brecha", "directo"]),
    some.lists(some.tuples(_FIGURE, _FIGURE), max_size=4),
)
def test_after_any_mend_nothing_is_refused(accumulation, sense, basis, slices):
    for field, value in mends(accumulation, sense, basis, slices):
        declared = {"sense": sense, "basis": basis, field: value}
        assert not [one for one in slices if entry_problems(accumulation, declared["sense"], declared["basis"], *one)]
