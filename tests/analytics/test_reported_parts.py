"""Total against parts of one report."""

from analytics.reported_parts import problems


def test_contributions_of_the_zones_add_up_to_the_total():
    assert problems("sedes", "suma", {"total": 12.0, "urbana": 5.0, "rural": 7.0}) == []
    assert "sin zona" in problems("sedes", "suma", {"total": 13.0, "urbana": 5.0, "rural": 7.0})[0]
    assert "superan el total" in problems("sedes", "suma", {"total": 11.0, "urbana": 5.0, "rural": 7.0})[0]


def test_a_percentage_lies_between_its_zones():
    assert problems("%", "nivel", {"total": 4.0, "urbana": 3.0, "rural": 6.0}) == []
    assert "fuera del rango" in problems("%", "nivel", {"total": 7.0, "urbana": 3.0, "rural": 6.0})[0]


def test_a_group_never_passes_the_total():
    assert "supera el total" in problems("estudiantes", "suma", {"total": 10.0, "etnia": 12.0})[0]


def test_an_absent_part_is_not_judged_and_a_zero_is():
    assert problems("sedes", "suma", {"total": 12.0, "urbana": 5.0, "rural": None}) == []
    assert problems("sedes", "suma", {"total": 12.0, "urbana": 12.0, "rural": 0.0}) == []
    assert problems("sedes", "suma", {"total": 12.0, "urbana": 5.0, "rural": 0.0}) != []


def test_scores_say_nothing_about_their_parts():
    assert problems("puntos", "nivel", {"total": 300.0, "urbana": 240.0, "rural": 220.0}) == []
