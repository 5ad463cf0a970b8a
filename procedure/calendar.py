"""When things fall due (PROCEDURE.md, Calendar): a due date is not the end of its period. Pure: today is passed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from analytics.schedule import cutoff as cutoff
from procedure.vocabulary import TRIMESTERS

# Proposed days (month, day of the plan's year) of the yearly activities; the entity's resolution fixes its own.
_YEARLY: dict[int, tuple[int, int]] = {
    1: (1, 31),
    2: (2, 15),
    3: (2, 28),
    4: (2, 28),
    5: (3, 15),
    6: (3, 20),
    7: (3, 31),
    8: (4, 15),
    9: (4, 15),
}


@dataclass(frozen=True)
class Deadlines:
    """`grace_days` after each cut-off for reporting; `yearly`: activity number → (month, day)."""

    grace_days: int = 15
    yearly: Mapping[int, tuple[int, int]] = field(default_factory=lambda: _YEARLY)


def deadlines(settings: Mapping[str, Any]) -> Deadlines:
    """From the entity's settings: `grace_days` (int) and `yearly_deadlines` ({"1": "31/01", …}); defaults elsewhere."""
    own = {int(number): _month_day(text) for number, text in settings.get("yearly_deadlines", {}).items()}
    return Deadlines(int(settings.get("grace_days", 15)), {**_YEARLY, **own})


def _month_day(text: str) -> tuple[int, int]:
    day, month = text.split("/")
    return int(month), int(day)


def yearly_due(year: int, activity: int, deadlines: Deadlines) -> date:
    return date(year, *deadlines.yearly[activity])


def report_due(year: int, trimester: int, deadlines: Deadlines) -> date:
    """The last day to report a trimester without being late: its cut-off plus the days of grace."""
    return cutoff(year, trimester) + timedelta(days=deadlines.grace_days)


def current_trimester(year: int, today: date) -> int:
    """The trimester of the plan's year that today falls in; 0 before the year begins and 4 once it is over."""
    if today.year != year:
        return 0 if today.year < year else 4
    return (today.month - 1) // 3 + 1


def closed_trimesters(year: int, today: date) -> tuple[int, ...]:
    """Trimesters whose cut-off is behind: what can be reported whole."""
    return tuple(number for number in TRIMESTERS if cutoff(year, number) < today)


def trimester_bounds(year: int, trimester: int) -> tuple[date, date]:
    return date(year, 3 * trimester - 2, 1), cutoff(year, trimester)
