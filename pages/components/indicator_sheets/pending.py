"""What is typed of a sheet and was refused because of the rest of it: the indicator and its slices as they would be."""

from dataclasses import dataclass, replace
from typing import Any

from pages.components.indicator_sheets.names import DECLARED, name_of
from pages.components.indicator_sheets.reading import Open, Row
from pages.components.sheets.cells import typed as as_typed
from pages.components.sheets.sheet import Cells, Line, Sheet
from procedure.edits import Change, Edit, New
from procedure.errors import InvalidValueError
from procedure.fields import coerce


@dataclass(frozen=True)
class Pending:
    """`indicator` and `slices` with what is typed on top of what is stored; `edits` would store the slices' part.

    `declared`: what is typed of the indicator's declaration; `lines`: the lines of the screen that it comes from.
    """

    indicator: Row
    slices: list[Row]
    declared: dict[str, Any]
    edits: list[Edit]
    lines: list[Line]

    @property
    def is_stored(self) -> bool:
        """Nothing is typed: the contradiction is in what the records have."""
        return not self.lines

    def with_target(self, target: float) -> list[Edit]:
        """The edits that leave every slice that applies with that target."""
        found: dict[str, Edit] = {edit.row_id: edit for edit in self.edits if isinstance(edit, Change)}
        new = [replace(edit, values={**edit.values, "target": target}) for edit in self.edits if isinstance(edit, New)]
        for one in self.slices:
            if one["applies"] and one.get("id"):
                before = found.get(one["id"])
                changes = dict(before.changes) if isinstance(before, Change) else {}
                found[one["id"]] = Change(one["id"], int(one["version"]), {**changes, "target": target})
        return [*found.values(), *new]

    def settle(self) -> None:
        """Once saved together, what was typed is no draft any more."""
        for line in self.lines:
            line.dropped, line.rejections = True, {}


def read(one: Open) -> Pending:
    """From the sheets of the page as the browser left them."""
    indicator, declared, lines = dict(one.row), dict[str, Any](), list[Line]()
    for line, values in _unsaved(one, name_of(one, "indicators", DECLARED[0])):
        indicator |= values
        declared |= values
        lines.append(line)
    slices = {row["id"]: row for row in one.slices.to_dict("records")}
    edits: list[Edit] = []
    for line, values in _unsaved(one, name_of(one, "indicator_slices")):
        lines.append(line)
        if line.row_id is None:
            edits.append(New({"indicator_id": one.id, **values}))
            slices[str(id(line))] = {**_BLANK, **values}
        elif line.row_id in slices:
            edits.append(Change(line.row_id, line.version, values))
            slices[line.row_id] = {**slices[line.row_id], **values}
    return Pending(indicator, list(slices.values()), declared, edits, lines)


_BLANK: Row = {"applies": True, "slice": "", "baseline": None, "target": None}


def _unsaved(one: Open, name: str) -> list[tuple[Line, Cells]]:
    sheet = one.desk.memory.by_name.get(name)
    if sheet is None:
        return []
    found = [(line, _coerced(sheet, cells)) for line, cells in sheet.unsaved() if line.conflict is None]
    return [(line, values) for line, values in found if values]


def _coerced(sheet: Sheet, cells: Cells) -> Cells:
    """The cells that are values; what cannot be one has its own refusal."""
    values: Cells = {}
    for name, cell in cells.items():
        column = sheet.column(name)
        try:
            values[name] = coerce(column.field, as_typed(column, cell))
        except InvalidValueError:
            continue
    return values
