"""From what was typed to the edits that are sent, and from their outcome to what stays on the screen. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.components.sheets.cells import shown, typed
from pages.components.sheets.sheet import Cells, Line, Sheet
from procedure.edits import Change, Edit, New, Outcome, Void
from procedure.elements import ELEMENTS
from procedure.errors import InvalidValueError
from procedure.fields import coerce, is_missing


@dataclass(frozen=True)
class Attempt:
    """An edit about to be sent, the line it belongs to, and the cells that it saves."""

    line: Line
    edit: Edit
    cells: Cells


def attempts(sheet: Sheet) -> list[Attempt]:
    """What can be sent now. A cell that cannot be is noted in its line and the rest of the row goes on without it."""
    whole = {id(line): cells for line, cells in sheet.screen()}
    waiting = {id(line) for line in sheet.waiting()}
    for line, cells in sheet.unsaved():
        if id(line) in waiting and line.conflict is None:
            _valid(sheet, line, cells)
    found = [
        _attempt(sheet, line, cells | {name: whole[id(line)][name] for name in sheet.together})
        for line, cells in sheet.unsaved()
        if line.conflict is None and id(line) not in waiting
    ]
    voids = [Attempt(line, Void(line.row_id or "", line.version), {}) for line in sheet.to_void() if not line.conflict]
    return [one for one in found if one is not None] + voids


def settle(sheet: Sheet, sent: Sequence[Attempt], outcome: Outcome) -> None:
    """Notes in each line what became of its edit."""
    pending, saved = set(outcome.pending), iter(outcome.saved)
    for place, attempt in enumerate(sent):
        if place not in pending:
            _saved(sheet, attempt, next(saved), outcome)
    for conflict in outcome.conflicts:
        sent[conflict.edit].line.conflict = conflict
    for problem in outcome.problems:
        sent[problem.edit].line.rejections[problem.field] = problem.message
    for warning in outcome.warnings:
        sent[warning.edit].line.warnings.append(warning.message)


def description(sheet: Sheet, sent: Sequence[Attempt]) -> str:
    """What the edits are, in a few words: the name of the button that undoes them."""
    if len(sent) != 1:
        plural = ELEMENTS[sheet.table].plural if sheet.table in ELEMENTS else "la tabla"
        return f"{len(sent)} filas de {plural}"
    [attempt] = sent
    title = sheet.title(attempt.line, attempt.cells)
    if isinstance(attempt.edit, Change):
        names = [sheet.column(name).heading for name in attempt.cells]
        return f"{names[0] if len(names) == 1 else f'{len(names)} campos'} de «{title}»"
    return f"{'agregar' if isinstance(attempt.edit, New) else 'retirar'} «{title}»"


def _valid(sheet: Sheet, line: Line, cells: Cells) -> Cells:
    """The cells that can be, and in the line why the others cannot."""
    line.rejections, line.warnings = {}, []
    good: Cells = {}
    for name, cell in cells.items():
        column = sheet.column(name)
        try:
            coerce(column.field, typed(column, cell))
            good[name] = cell
        except InvalidValueError as error:
            line.rejections[name] = error.message
    return good


def _attempt(sheet: Sheet, line: Line, cells: Cells) -> Attempt | None:
    good = _valid(sheet, line, cells)
    values = {name: typed(sheet.column(name), cell) for name, cell in good.items()}
    if line.row_id is not None:
        return Attempt(line, Change(line.row_id, line.version, values), good) if good else None
    lacking = _lacking(sheet, {**sheet.defaults, **values})
    # What was refused keeps its own reason: to whoever typed it, it is not missing.
    line.rejections = {**lacking, **line.rejections}
    return None if lacking else Attempt(line, New({**sheet.defaults, **values}), good)


def _lacking(sheet: Sheet, values: Cells) -> dict[str, str]:
    """Required fields without which a new row cannot be saved yet."""
    return {
        field.name: f"Para guardar esta fila falta: {field.label}."
        for field in ELEMENTS[sheet.table].fields
        if field.required and field.default is None and is_missing(values.get(field.name))
    }


def _saved(sheet: Sheet, attempt: Attempt, row_id: str, outcome: Outcome) -> None:
    line = attempt.line
    if isinstance(attempt.edit, Void):
        line.row_id = None
        return
    if isinstance(attempt.edit, New):
        blank = {column.name: shown(column, column.field.default) for column in sheet.columns}
        line.row_id, line.stored = row_id, blank
    line.version = outcome.versions.get(row_id, line.version)
    line.stored = {**line.stored, **attempt.cells}
