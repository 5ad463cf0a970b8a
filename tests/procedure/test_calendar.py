"""A due date is not the end of its period."""

from datetime import date

import pytest

from procedure.calendar import (
    Deadlines,
    closed_trimesters,
    current_trimester,
    deadlines,
    report_due,
    trimester_bounds,
    yearly_due,
)


@pytest.mark.parametrize(
    ("today", "trimester"),
    [("2025-12-31", 0), ("2026-01-01", 1), ("2026-03-31", 1), ("2026-04-01", 2), ("2026-12-31", 4), ("2027-02-01", 4)],
)
def test_today_falls_in_its_trimester(today, trimester):
    assert current_trimester(2026, date.fromisoformat(today)) == trimester


def test_a_trimester_is_closed_the_day_after_its_cutoff():
    assert closed_trimesters(2026, date(2026, 6, 30)) == (1,)
    assert closed_trimesters(2026, date(2026, 7, 1)) == (1, 2)


def test_reports_are_due_after_the_days_of_grace():
    assert report_due(2026, 1, Deadlines()) == date(2026, 4, 15)
    assert report_due(2026, 4, Deadlines(grace_days=30)) == date(2027, 1, 30)


def test_the_entity_sets_its_own_days():
    own = deadlines({"grace_days": 10, "yearly_deadlines": {"3": "15/03"}})
    assert report_due(2026, 2, own) == date(2026, 7, 10)
    assert yearly_due(2026, 3, own) == date(2026, 3, 15)
    assert yearly_due(2026, 1, own) == date(2026, 1, 31)
    assert deadlines({}) == Deadlines()


def test_a_trimester_goes_from_its_first_day_to_its_cutoff():
    assert trimester_bounds(2026, 2) == (date(2026, 4, 1), date(2026, 6, 30))
