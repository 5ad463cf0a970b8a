"""What an editor asks to change, and what became of it. Pure: the tests exercise it without a browser."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Change:
    """New values for some fields of a stored row, as it was at `version`."""

    row_id: str
    version: int
    changes: Mapping[str, Any]


@dataclass(frozen=True)
class New:
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Void:
    row_id: str
    version: int
    reason: str = ""


Edit = Change | New | Void


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved the row first. `current` is None when it was voided; `attempted` holds what was to change."""

    edit: int
    row_id: str
    message: str
    current: dict[str, Any] | None
    attempted: dict[str, Any]


@dataclass(frozen=True)
class Problem:
    """A Spanish sentence about one field of the edit at that position; `row_id` is None for a row not yet stored."""

    edit: int
    row_id: str | None
    field: str
    message: str


@dataclass
class Outcome:
    """What was saved (row ids; `versions` they have now) and what was not; `edit` is a position in what was sent.

    `merged`: the rows of which somebody else had saved other fields meanwhile; both stand.
    """

    saved: list[str] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)

    @property
    def pending(self) -> list[int]:
        """Positions of the edits that were not saved, to keep them on the screen."""
        return sorted({one.edit for one in self.conflicts} | {one.edit for one in self.problems})

    @property
    def complete(self) -> bool:
        return not self.pending

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def outcome_from_json(stored: Mapping[str, Any]) -> Outcome:
    return Outcome(
        list(stored["saved"]),
        [Conflict(**one) for one in stored["conflicts"]],
        [Problem(**one) for one in stored["problems"]],
        [Problem(**one) for one in stored["warnings"]],
        dict(stored["versions"]),
        list(stored.get("merged", ())),
    )
