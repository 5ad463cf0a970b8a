"""Cut-offs and what falls due."""

from datetime import date

from analytics.schedule import cutoff, is_due


def test_a_cutoff_is_the_last_day_of_its_trimester():
    assert [cutoff(2028, trimester).strftime("%d/%m") for trimester in (1, 2, 3, 4)] == [
        "31/03",
        "30/06",
        "30/09",
        "31/12",
    ]


def test_a_trimester_is_due_on_its_cutoff_plus_the_days_of_grace():
    assert is_due(2026, 1, date(2026, 3, 31))
    assert not is_due(2026, 1, date(2026, 3, 30))
    assert not is_due(2026, 4, date(2027, 1, 14), grace_days=15)
    assert is_due(2026, 4, date(2027, 1, 15), grace_days=15)
