"""What a person is asked for now, and what the team still waits for, from the requests and the state of each report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from procedure.calendar import closed_trimesters, current_trimester
from procedure.follow_up import FollowUp
from procedure.follow_up_requests import Request, requests
from procedure.roles import Actor, Permission, can
from procedure.states import APPROVED_REPORT_STATES

SENT = frozenset({"enviado", *APPROVED_REPORT_STATES})
States = Mapping[tuple[str, str, int], str]


@dataclass(frozen=True)
class Lacking:
    """What one person owes of one trimester that is over: how many reports, and the first day that is due."""

    trimester: int
    asked: str
    owed: int
    due: date


@dataclass(frozen=True)
class Delivery:
    """How one person goes with one trimester. `due`: the first day of what is not sent; all sent, the last one."""

    trimester: int
    asked: str
    expected: int
    sent: int
    due: date

    @property
    def owed(self) -> int:
        return self.expected - self.sent


def deliveries(asked: Sequence[Request], states: States) -> list[Delivery]:
    """By person, in alphabetical order, and trimester: everything asked for in the year."""
    found: dict[tuple[str, int], list[Request]] = {}
    for one in asked:
        found.setdefault((one.asked, one.trimester), []).append(one)
    return [_delivery(person, number, own, states) for (person, number), own in sorted(found.items())]


def _delivery(person: str, trimester: int, own: Sequence[Request], states: States) -> Delivery:
    owed = [one for one in own if _is_owed(one, states)]
    due = min(one.due for one in owed) if owed else max(one.due for one in own)
    return Delivery(trimester, person, len(own), len(own) - len(owed), due)


def of_mine(plan: FollowUp, states: States, user_id: str | None, today: date) -> list[Request]:
    """What this account is asked for and has not sent: of the trimesters that are over, and of the one in progress."""
    now = {*closed_trimesters(plan.year, today), current_trimester(plan.year, today)} - {0}
    return [one for one in requests(plan, sorted(now)) if one.asked_id == user_id and _is_owed(one, states)]


def lacking(plan: FollowUp, states: States, today: date) -> list[Lacking]:
    """By trimester and person, whose reports of what is over are not sent; the most pressing first."""
    found: dict[tuple[int, str], list[Request]] = {}
    for one in requests(plan, closed_trimesters(plan.year, today)):
        if _is_owed(one, states):
            found.setdefault((one.trimester, one.asked), []).append(one)
    rows = [Lacking(number, asked, len(own), min(one.due for one in own)) for (number, asked), own in found.items()]
    return sorted(rows, key=lambda one: (one.due, one.asked))


def is_of_the_team(plan: FollowUp, actor: Actor) -> bool:
    """Whether somebody follows what everybody sends: a member of the team, or whoever reviews the reports."""
    members: Sequence[object] = [one["responsible_id"] for one in plan.team]
    return can(actor, Permission.REVIEW_REPORT) or (actor.user_id is not None and actor.user_id in members)


def _is_owed(one: Request, states: States) -> bool:
    return states.get(one.key, "") not in SENT
