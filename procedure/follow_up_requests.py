"""Who is asked for what each trimester, by which day, with which instrument and where it is presented. Pure.

Source: the manual, activities 4 and 10. The indicators asked for are those of the strategy (`is_followed`), as the
hoja de vida says: its reporting day, the lag of its source, its periodicity and its responsible.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from procedure.calendar import cutoff, trimester_bounds
from procedure.fields import is_missing
from procedure.follow_up import FollowUp, Row
from procedure.follow_up_dates import falls_in, occurrences, request_due, source_day
from procedure.reporting import ACTION, INDICATOR, scheduled
from procedure.vocabulary import TRIMESTERS

NO_LEADER = "Líder de Calidad (sin cuenta)"


@dataclass(frozen=True)
class Request:
    """One report of one trimester. `asked_id` is None when nobody with an account can be asked.

    `due`: the last day to report it. `instruments` gather it; `consolidators`, of the team, put it together.
    `remarks`: why another person is asked, or why there will be no datum that day.
    """

    trimester: int
    kind: str
    subject_id: str
    code: str
    name: str
    asked_id: str | None
    asked: str
    due: date
    instruments: tuple[str, ...] = ()
    consolidators: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"{self.code} · {self.name}" if self.code else self.name

    @property
    def key(self) -> tuple[str, str, int]:
        return self.kind, self.subject_id, self.trimester


@dataclass(frozen=True)
class Presentation:
    """A meeting where the results of a trimester are shared or decided; `early`: before everything is due."""

    space: Row
    trimester: int
    day: date
    early: bool


def requests(plan: FollowUp, trimesters: Iterable[int] = TRIMESTERS) -> list[Request]:
    """Every report that the plan asks for, by trimester, due date and person; indicators before actions."""
    found = [one for number in trimesters for one in (*_of_indicators(plan, number), *_of_actions(plan, number))]
    return sorted(found, key=lambda one: (one.trimester, one.due, one.asked, one.kind != INDICATOR))


def is_asked(indicator: Row, slices: Sequence[Row], trimester: int) -> bool:
    """Whether an indicator is asked for: it is followed, and something of it is scheduled by that cut-off.

    What the schedule writes for that very trimester is always asked for; what it only carries over, or does not say,
    is asked for when a period of the indicator ends.
    """
    if not indicator["is_followed"]:
        return False
    if any(not is_missing(one[f"t{trimester}"]) for one in slices):
        return True
    return falls_in(indicator["periodicity"], trimester) and any(
        scheduled(indicator, one, trimester).is_scheduled for one in slices
    )


def is_running(action: Row, year: int, trimester: int) -> bool:
    """Whether the dates of an action meet the trimester; without dates, they do."""
    first, last = trimester_bounds(year, trimester)
    start, end = (_day(action[name]) for name in ("start_date", "end_date"))
    return (start or last) <= last and (end or first) >= first


def presentations(plan: FollowUp, trimester: int) -> list[Presentation]:
    """Where the results of a trimester are presented: of each space, its first meeting after the cut-off."""
    after, until = cutoff(plan.year, trimester), _next_cutoff(plan.year, trimester)
    last_due = max((one.due for one in requests(plan, [trimester])), default=after)
    found = []
    for space in plan.spaces:
        days = [day for day in meetings(space, plan.year) if after < day <= until]
        if days:
            found.append(Presentation(space, trimester, days[0], early=days[0] < last_due))
    return sorted(found, key=lambda one: one.day)


def meetings(space: Row, year: int) -> list[date]:
    """The days of a space in the follow-up of that year's plan; none while its first date is not set."""
    first = _day(space["first_date"])
    return [] if first is None else occurrences(first, space["periodicity"], year)


def _of_indicators(plan: FollowUp, trimester: int) -> Iterable[Request]:
    for row in plan.indicators:
        if is_asked(row, plan.slices.get(row["id"], ()), trimester):
            day, lag = (_whole(row[name]) for name in ("reporting_day", "source_lag_days"))
            due = request_due(plan.year, trimester, plan.deadlines, day, lag)
            found = _source_remarks(source_day(plan.year, trimester, lag), due)
            yield _request(plan, trimester, INDICATOR, row, str(row["name"]), due, found)


def _of_actions(plan: FollowUp, trimester: int) -> Iterable[Request]:
    due = request_due(plan.year, trimester, plan.deadlines)
    for row in plan.actions:
        if is_running(row, plan.year, trimester):
            yield _request(plan, trimester, ACTION, row, str(row["text"]), due, [])


def _request(plan: FollowUp, trimester: int, kind: str, row: Row, name: str, due: date, remarks: list[str]) -> Request:
    asked_id, asked, because = _asked(plan, row["responsible_id"])
    return Request(
        trimester,
        kind,
        str(row["id"]),
        str(row.get("code") or ""),
        name,
        asked_id,
        asked,
        due,
        tuple(_instruments(plan, str(row["id"]), trimester)),
        tuple(plan.members("consolidar")),
        (*because, *remarks),
    )


def _asked(plan: FollowUp, user_id: Any) -> tuple[str | None, str, list[str]]:
    """Id and name of whoever is asked, and why it is not the responsible of the plan."""
    person = None if is_missing(user_id) else plan.people.get(str(user_id))
    if person is not None and person.may_report:
        return person.id, person.name, []
    if person is None:
        why = "No tiene responsable: se le pide al líder."
    elif not person.is_active:
        why = f"La cuenta de {person.name} está inactiva: se le pide al líder."
    else:
        why = f"El rol de {person.name} no reporta: se le pide al líder."
    leader = plan.leader()
    return (leader.id, leader.name, [why]) if leader else (None, NO_LEADER, [why])


def _source_remarks(ready: date | None, due: date) -> list[str]:
    if ready is None or ready <= due:
        return []
    return [f"La fuente publica el {ready:%d/%m/%Y}, después del plazo: se reporta lo último publicado."]


def _instruments(plan: FollowUp, subject_id: str, trimester: int) -> list[str]:
    """Those that gather it in that trimester; where none is its own, those that gather what no other does."""
    live = [one for one in plan.instruments if falls_in(one["periodicity"], trimester)]
    own = [str(one["name"]) for one in live if subject_id in one["indicator_ids"]]
    return own or [str(one["name"]) for one in live if not one["indicator_ids"]]


def _next_cutoff(year: int, trimester: int) -> date:
    return cutoff(year, trimester + 1) if trimester < len(TRIMESTERS) else cutoff(year + 1, 1)


def _day(value: Any) -> date | None:
    if is_missing(value):
        return None
    return value.date() if hasattr(value, "date") else value  # type: ignore[no-any-return]  # a Timestamp or a date


def _whole(value: Any) -> int | None:
    return None if is_missing(value) else int(value)
