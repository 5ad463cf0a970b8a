"""When what the strategy asks for falls due (manual, activity 4): a due date is not the end of its period. Pure."""

from calendar import monthrange
from datetime import date, timedelta

from procedure.calendar import Deadlines, cutoff

LATEST_DAY = 90
_MONTHS = {"mensual": 1, "bimensual": 2, "trimestral": 3, "semestral": 6, "anual": 12}
_ENDS = {"semestral": (2, 4), "anual": (4,)}


def request_due(
    year: int, trimester: int, deadlines: Deadlines, reporting_day: int | None = None, lag_days: int | None = None
) -> date:
    """The last day to report: the cut-off and, after it, the reporting day of the hoja de vida.

    Where none is declared, the days of grace of the entity, or those that the source takes when they are more; never
    later than `LATEST_DAY` days, when the next cut-off comes.
    """
    days = reporting_day or min(max(deadlines.grace_days, lag_days or 0), LATEST_DAY)
    return cutoff(year, trimester) + timedelta(days=days)


def source_day(year: int, trimester: int, lag_days: int | None) -> date | None:
    """The day when the source publishes what is asked for; None when its lag is not declared."""
    return None if lag_days is None else cutoff(year, trimester) + timedelta(days=lag_days)


def falls_in(periodicity: str | None, trimester: int) -> bool:
    """Whether a period ends in that trimester: the yearly in the fourth, the half-yearly in the second and fourth."""
    return trimester in _ENDS.get(periodicity or "", (1, 2, 3, 4))


def occurrences(first: date, periodicity: str | None, year: int) -> list[date]:
    """The days of a meeting of the plan of `year`, from the first: until the next year's first cut-off.

    Months are counted from the first day, so that the 31st is the last day of a short month and the 31st again after.
    Of a daily one, or one of another periodicity, only the first day is known.
    """
    last = cutoff(year + 1, 1)
    found, number = [], 0
    while (day := _moved(first, periodicity, number)) is not None and day <= last:
        found.append(day)
        number += 1
    return found


def _moved(first: date, periodicity: str | None, number: int) -> date | None:
    """The day of the meeting `number` (0: the first); None when there is no such one."""
    if periodicity == "semanal":
        return first + timedelta(weeks=number)
    if periodicity not in _MONTHS:
        return first if number == 0 else None
    month = first.month - 1 + number * _MONTHS[periodicity]
    year, month = first.year + month // 12, month % 12 + 1
    return date(year, month, min(first.day, monthrange(year, month)[1]))
