"""What is doubted while a figure is typed."""

from analytics.plausibility import Typed, doubts

SUM = {"accumulation": "suma", "sense": "aumento", "unit": "sedes", "target": 120.0}
LEVEL = {"accumulation": "nivel", "sense": "reduccion", "unit": "%", "baseline": 4.8, "target": 3.0}


def test_an_accumulated_total_typed_as_a_contribution_is_doubted_with_the_contribution_it_implies():
    typed = Typed(**SUM, value=61, previous=27, scheduled=60, scheduled_before=25)
    assert doubts(typed) == [
        "Parece el acumulado: ya van 27. Si 61 es el total a la fecha, el aporte de este trimestre es 34."
    ]


def test_a_contribution_near_its_own_part_raises_no_doubt():
    assert doubts(Typed(**SUM, value=34, previous=27, scheduled=60, scheduled_before=25)) == []


def test_the_first_contribution_of_the_year_is_never_an_accumulated_one():
    assert doubts(Typed(**SUM, value=27, previous=None, scheduled=25)) == []


def test_a_negative_contribution_and_one_over_twice_the_target_are_doubted():
    assert "restaría" in doubts(Typed(**SUM, value=-1))[0]
    assert "doble de la meta" in doubts(Typed(**SUM, value=241))[0]


def test_worse_than_the_baseline_is_a_regression_and_worse_than_the_last_value_goes_against_the_sense():
    assert "retroceso" in doubts(Typed(**LEVEL, value=5.0, previous=4.0))[0]
    assert "contra el sentido" in doubts(Typed(**LEVEL, value=4.5, previous=4.0))[0]
    assert doubts(Typed(**LEVEL, value=3.9, previous=4.0)) == []


def test_a_lost_comma_is_an_impossible_jump():
    assert "revise la coma" in doubts(Typed(**LEVEL, value=0.39, previous=3.9))[0]
    assert any("revise la coma" in doubt for doubt in doubts(Typed(**LEVEL, value=39.0, previous=3.9)))


def test_zero_is_a_datum_and_not_a_jump():
    assert doubts(Typed(**LEVEL, value=0.0, previous=0.5)) == []


def test_more_than_100_percent_is_doubted_but_a_milestone_is_not_judged():
    assert any("Pasa de 100" in doubt for doubt in doubts(Typed("nivel", "aumento", "%", 104.0, baseline=90.0)))
    assert doubts(Typed("hito", "aumento", "hito", 1.0, baseline=0.0)) == []
