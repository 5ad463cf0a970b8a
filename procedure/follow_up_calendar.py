"""The calendar of the follow-up of a year: cut-offs, what each person hands in, and the meetings. Pure."""

from dataclasses import dataclass, field
from datetime import date

from procedure.calendar import cutoff
from procedure.follow_up import FollowUp
from procedure.follow_up_requests import Request, meetings, requests
from procedure.reporting import INDICATOR
from procedure.vocabulary import SPACE_PURPOSES, TRIMESTERS

CUTOFF, HAND_IN, MEETING = "corte", "entrega", "espacio"
KINDS = {CUTOFF: "Corte", HAND_IN: "Entrega", MEETING: "Reunión"}


@dataclass(frozen=True)
class Event:
    """One day of the calendar. `who`: whom it concerns; `asked_id`: the account that hands in; `code`: its own."""

    day: date
    kind: str
    title: str
    who: str
    detail: str
    code: str
    asked_id: str | None = None
    requests: tuple[Request, ...] = field(default=(), repr=False)


def events(plan: FollowUp) -> list[Event]:
    """Everything of the year in order: one hand-in per person and due date, with what it holds."""
    found = [*_cutoffs(plan), *_hand_ins(plan), *_meetings(plan)]
    return sorted(found, key=lambda one: (one.day, tuple(KINDS).index(one.kind), one.who, one.title))


def counted(found: "tuple[Request, ...] | list[Request]") -> str:
    """«3 indicadores y 1 acción»"""
    indicators = sum(one.kind == INDICATOR for one in found)
    parts = [(indicators, "indicador", "indicadores"), (len(found) - indicators, "acción", "acciones")]
    return " y ".join(f"{count} {one if count == 1 else many}" for count, one, many in parts if count)


def _cutoffs(plan: FollowUp) -> list[Event]:
    return [
        Event(
            cutoff(plan.year, number),
            CUTOFF,
            f"Corte del T{number} de {plan.year}",
            "Todos",
            "Hasta este día cuenta lo ejecutado; se reporta después, en el plazo de cada indicador.",
            f"corte-{number}",
        )
        for number in TRIMESTERS
    ]


def _hand_ins(plan: FollowUp) -> list[Event]:
    grouped: dict[tuple[int, date, str | None, str], list[Request]] = {}
    for one in requests(plan):
        grouped.setdefault((one.trimester, one.due, one.asked_id, one.asked), []).append(one)
    return [
        Event(
            day,
            HAND_IN,
            f"T{trimester}: reportar {counted(own)}",
            asked,
            "; ".join(one.title for one in own),
            f"entrega-{trimester}-{asked_id or 'lider'}-{day:%Y%m%d}",
            asked_id,
            tuple(own),
        )
        for (trimester, day, asked_id, asked), own in grouped.items()
    ]


def _meetings(plan: FollowUp) -> list[Event]:
    return [
        Event(
            day,
            MEETING,
            str(space["name"]),
            str(space["participants"] or plan.name(space["responsible_id"])),
            SPACE_PURPOSES.get(space["purpose"] or "", ""),
            f"espacio-{space['id']}-{number}",
        )
        for space in plan.spaces
        for number, day in enumerate(meetings(space, plan.year), start=1)
    ]
