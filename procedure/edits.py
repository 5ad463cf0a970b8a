"""What an editor asks to change, and what became of it. Pure: the tests exercise it without a browser."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from procedure.fields import is_missing


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


def edits_from_editor(
    base: pd.DataFrame,
    edited_rows: Mapping[int, Mapping[str, Any]],
    added_rows: Sequence[Mapping[str, Any]],
    deleted_rows: Sequence[int],
    defaults: Mapping[str, Any] | None = None,
) -> list[Edit]:
    """The edits behind the state of a data editor whose input was `base` (columns id, version and fields; index 0…n−1).

    A cell that equals the base is no edit; a row both edited and deleted is deleted; an added row without anything
    typed is dropped. `defaults` (its parent, above all) are merged under every added row.
    """
    gone = {int(position) for position in deleted_rows}
    edits: list[Edit] = []
    for key, cells in sorted(edited_rows.items(), key=lambda item: int(item[0])):
        row = base.iloc[int(key)]
        changes = {name: value for name, value in cells.items() if not _same(row[name], value)}
        if changes and int(key) not in gone:
            edits.append(Change(str(row["id"]), int(row["version"]), changes))
    for position in sorted(gone):
        edits.append(Void(str(base.iloc[position]["id"]), int(base.iloc[position]["version"])))
    for added in added_rows:
        typed = {name: value for name, value in added.items() if not is_missing(value)}
        if typed:
            edits.append(New({**(defaults or {}), **typed}))
    return edits


def _same(stored: Any, typed: Any) -> bool:
    """Equal for whoever reads them: both missing, the same value, or the same day written as text."""
    if is_missing(stored) or is_missing(typed):
        return is_missing(stored) and is_missing(typed)
    if isinstance(stored, pd.Timestamp):
        return stored.strftime("%Y-%m-%d") == str(typed)[:10]
    if isinstance(stored, list) or isinstance(typed, list):
        return list(stored) == list(typed)
    return bool(stored == typed)
