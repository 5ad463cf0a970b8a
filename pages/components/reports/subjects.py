"""What is reported in a trimester, one by one: an indicator with its slices, or an action. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pages.components import labels
from procedure.reporting import ACTION
from procedure.states import APPROVED_REPORT_STATES, EDITABLE_REPORT_STATES

NOT_BEGUN = ""
STATES = {
    NOT_BEGUN: ("○", "sin empezar", "gris"),
    "borrador": ("◔", "borrador", "gris"),
    "devuelto": ("↩", "devuelto", "amarillo"),
    "reabierto": ("↺", "reabierto", "amarillo"),
    "enviado": ("➜", "enviado", "azul"),
    "aprobado": ("✔", "aprobado", "verde"),
    "cerrado": ("■", "cerrado", "verde"),
}
"""State of a report → symbol, word, tone."""


@dataclass(frozen=True)
class Part:
    """One slice of an indicator; an absent figure is None."""

    slice: str
    baseline: float | None
    target: float | None
    scheduled: float | None
    schedule_assumed: bool
    is_scheduled: bool
    last_value: float | None
    last_trimester: int | None
    value: float | None


@dataclass(frozen=True)
class Subject:
    """An indicator or an action, with its report of the trimester as it is stored (`version` None: not begun)."""

    kind: str
    id: str
    code: str
    name: str
    component: str
    goal: str
    responsible_id: str
    unit: str
    accumulation: str
    sense: str
    start: date | None
    end: date | None
    appropriated: float | None
    report_id: str
    version: int | None
    state: str
    narrative: str
    review_note: str
    evidence: int
    physical: float | None
    committed: float | None
    obligated: float | None
    parts: tuple[Part, ...]
    is_followed: bool = True

    @property
    def is_action(self) -> bool:
        return self.kind == ACTION

    @property
    def title(self) -> str:
        return f"{self.code} · {self.name}" if self.code else self.name

    @property
    def symbol(self) -> str:
        return STATES[self.state][0]

    @property
    def state_words(self) -> str:
        symbol, word, _ = STATES[self.state]
        return f"{symbol} {word}"

    @property
    def is_open(self) -> bool:
        """Whether its report may still be written."""
        return self.state == NOT_BEGUN or self.state in EDITABLE_REPORT_STATES

    @property
    def is_approved(self) -> bool:
        return self.state in APPROVED_REPORT_STATES


def subjects_of(items: pd.DataFrame) -> list[Subject]:
    """In the order of `items` (the frame of `data.records.reports.items`)."""
    rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in items.to_dict("records"):
        rows.setdefault((row["subject_kind"], row["subject_id"]), []).append(row)
    return [_subject(own) for own in rows.values()]


def _subject(rows: list[dict[str, Any]]) -> Subject:
    first = {name: _plain(value) for name, value in rows[0].items()}
    texts = ("code", "name", "component", "goal", "responsible_id", "unit", "accumulation", "sense", "state")
    texts += ("report_id", "narrative", "review_note")
    version = first["report_version"]
    return Subject(
        kind=str(first["subject_kind"]),
        id=str(first["subject_id"]),
        start=first["start_date"],
        end=first["end_date"],
        version=None if version is None else int(version),
        evidence=int(first["evidence_count"] or 0),
        parts=tuple(_part(row) for row in rows),
        is_followed=first["is_followed"] is not False,
        **{name: first[name] or "" for name in texts},
        **{name: first[name] for name in ("appropriated", "physical", "committed", "obligated")},
    )


def _part(row: dict[str, Any]) -> Part:
    plain = {name: _plain(value) for name, value in row.items()}
    last = plain["last_trimester"]
    return Part(
        slice=row["slice"],
        schedule_assumed=bool(row["schedule_assumed"]),
        is_scheduled=bool(row["is_scheduled"]),
        last_trimester=None if last is None else int(last),
        **{name: plain[name] for name in ("baseline", "target", "scheduled", "last_value", "value")},
    )


def _plain(value: Any) -> Any:
    if labels.absent(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value
