"""What is on the screen of an editor against what is stored: hence what to save, and what stays to be mended. Pure.

A sheet keeps the frame first given to the editor and never changes it, so that the editor keeps its selection and its
place while each committed cell is saved. A line remembers the row behind it: which, at what version, and its cells as
they are stored. A cell that differs from what is stored is one still to save.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import pandas as pd

from pages.components.sheets.cells import Column, same, short, shown
from procedure.edits import Conflict
from procedure.elements import ELEMENTS
from procedure.fields import Kind, is_missing

Cells = dict[str, Any]
Draft = tuple["Line", Cells]


@dataclass
class Line:
    """A row of the editor. `row_id` is None until it is saved; `stored` are its cells as the records have them.

    `rejections` (field → sentence) are the cells refused in the last attempt; `conflict` waits for a decision;
    `dropped`: the person preferred what is stored to what they had typed.
    """

    row_id: str | None = None
    version: int = 0
    stored: Cells = field(default_factory=dict)
    conflict: Conflict | None = None
    rejections: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    dropped: bool = False


@dataclass
class Sheet:
    """An editor of rows of `table` in `target` (a plan, a year). `defaults` go under every added row (its parent);

    `base` and `cells` are what the editor was given, as a frame and by row; `state` is the last that the browser told;
    `sent` counts the saves, for their idempotency key; `witness` is the widget whose presence says that the browser
    still has it. The cells `together` are sent once all are typed.
    """

    name: str
    target: str
    key: str
    table: str
    columns: tuple[Column, ...]
    defaults: Cells
    base: pd.DataFrame
    cells: list[Cells]
    lines: list[Line]
    added: list[Line] = field(default_factory=list)
    added_cells: list[Cells] = field(default_factory=list)
    retired: list[Line] = field(default_factory=list)
    state: Mapping[str, Any] = field(default_factory=dict)
    together: tuple[str, ...] = ()
    sent: int = 0
    witness: str = ""

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def screen(self) -> list[Draft]:
        """Every line that is not deleted, with its cells as they are on the screen."""
        edited = {int(place): cells for place, cells in self.state.get("edited_rows", {}).items()}
        gone = self._deleted()
        rows = [
            (line, {**base, **edited.get(place, {})})
            for place, (line, base) in enumerate(zip(self.lines, self.cells, strict=True))
            if place not in gone
        ]
        return [*rows, *zip(self.added, self.added_cells, strict=True)]

    def unsaved(self) -> list[Draft]:
        """Lines with cells that the records do not have, and those cells; a new line without content is left out."""
        found = [(line, self._differing(line, cells)) for line, cells in self.screen()]
        return [
            (line, cells)
            for line, cells in found
            if cells and not line.dropped and (line.row_id or _has_content(cells))
        ]

    def waiting(self) -> list[Line]:
        """Lines with some, not all, of the cells that are saved together."""
        if not self.together:
            return []
        found = [(line, [is_missing(cells.get(name)) for name in self.together]) for line, cells in self.screen()]
        return [line for line, missing in found if any(missing) and not all(missing)]

    def to_void(self) -> list[Line]:
        """Stored lines that the person took off the screen."""
        deleted = [line for place, line in enumerate(self.lines) if place in self._deleted()]
        return [line for line in [*deleted, *self.retired] if line.row_id]

    def title(self, line: Line, cells: Cells | None = None) -> str:
        """The name of a row in a sentence; a slice or a resource, which many have alike, with what it is part of."""
        known = {**line.stored, **(cells or {})}
        name = ELEMENTS[self.table].title_field if self.table in ELEMENTS else self.columns[0].name
        parent = known.get(ELEMENTS[self.table].parent_field, "") if name in ("slice", "source") else ""
        parts = [short(text) for text in (known.get(name), parent) if not is_missing(text)]
        unnamed = ELEMENTS[self.table].noun if line.row_id and self.table in ELEMENTS else "fila nueva"
        return " · ".join(parts) or unnamed

    def _deleted(self) -> set[int]:
        return {int(place) for place in self.state.get("deleted_rows", ())}

    def _differing(self, line: Line, cells: Cells) -> Cells:
        names = [column.name for column in self.columns if column.editable and column.name in cells]
        return {
            name: cells[name]
            for name in names
            if cells[name] is not line.stored.get(name) and not same(cells[name], line.stored.get(name))
        }


def make(
    name: str,
    target: str,
    key: str,
    table: str,
    columns: Sequence[Column],
    rows: pd.DataFrame,
    *,
    defaults: Cells | None = None,
    drafts: Sequence[Draft] = (),
) -> Sheet:
    """A sheet over the stored `rows` (id, version and the columns' fields), with what was still unsaved on top."""
    lines: list[Line] = []
    cells: list[Cells] = []
    pending = {line.row_id: (line, typed) for line, typed in drafts if line.row_id}
    for row in rows.to_dict("records"):
        stored = {column.name: shown(column, row.get(column.name)) for column in columns}
        before, typed = pending.pop(str(row["id"]), (Line(), {}))
        lines.append(Line(str(row["id"]), int(row["version"]), stored, before.conflict, before.rejections))
        cells.append({**stored, **typed})
    blank = {column.name: shown(column, column.field.default) for column in columns}
    orphans = [draft for draft in drafts if draft[0].row_id is None or draft[0].row_id in pending]
    lines += [line for line, _ in orphans]
    cells += [{**blank, **line.stored, **typed} for line, typed in orphans]
    base = pd.DataFrame({column.name: _series(column, cells) for column in columns})
    return Sheet(name, target, key, table, tuple(columns), defaults or {}, base, cells, lines)


def receive(sheet: Sheet, state: Mapping[str, Any]) -> None:
    """Takes what the browser tells and pairs each added row with the line that it already had."""
    now = [dict(row) for row in state.get("added_rows", ())]
    if len(now) < len(sheet.added):
        kept = _paired(sheet.added_cells, now)
        sheet.retired += [line for place, line in enumerate(sheet.added) if place not in kept]
        sheet.added = [sheet.added[place] for place in kept]
    sheet.added += [Line() for _ in now[len(sheet.added) :]]
    sheet.added_cells = now
    sheet.state = dict(state)


def _paired(before: Sequence[Cells], after: Sequence[Cells]) -> list[int]:
    """Which row of `before` each row of `after` is, when some were deleted; one edited in the same breath, in order."""
    texts = [[repr(sorted(row.items())) for row in rows] for rows in (before, after)]
    pairs: dict[int, int] = {}
    for block in SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks():
        pairs |= {block.b + step: block.a + step for step in range(block.size)}
    spare = [place for place in range(len(before)) if place not in pairs.values()]
    return [pairs[place] if place in pairs else spare.pop(0) for place in range(len(after))]


def _has_content(cells: Cells) -> bool:
    return any(not isinstance(cell, bool) and not is_missing(cell) and cell != [] for cell in cells.values())


def _series(column: Column, cells: Sequence[Cells]) -> "pd.Series[Any]":
    dtype = "bool" if column.field.kind is Kind.BOOLEAN else "object"
    return pd.Series([row[column.name] for row in cells], dtype=dtype)
