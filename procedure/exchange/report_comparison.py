"""A trimester report that came back in Excel against what is saved: cell by cell, each with its reason. Pure.

What is refused here is what cannot be read or whose row is nobody's; whether it may be saved, the saving itself says.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from procedure.exchange.book import Book, Grid, Notice
from procedure.exchange.cells import BOTH, as_downloaded, read_cell
from procedure.exchange.changes import CellChange, Comparison, Status
from procedure.exchange.headers import heading
from procedure.exchange.layout import CONTROL, INSTRUCTIONS, LISTS, Column
from procedure.exchange.lists import Lists
from procedure.exchange.report_layout import LAYOUTS, MILESTONE, TABLE, VALUE, ReportLayout
from procedure.exchange.sheet_lines import Line, lines
from procedure.exchange.values import same, settled, shown
from procedure.fields import is_missing
from procedure.reporting import ACTION, NARRATIVE

_ADDED = (
    "Esta fila no es del libro: no se agregan indicadores ni acciones al reportar. Escriba en la fila que ya existe."
)
_REPEATED = "Otra fila tiene la misma clave: al copiar una fila se copia su clave. Deje una sola."
_NO_VERSION = "La versión de la fila no corresponde a este libro y lo guardado es otro. Compare y elija."
_ELSEWHERE = "La narrativa es una por indicador: escríbala en su primera fila."
_LISTS = Lists({}, {})


@dataclass(frozen=True)
class Item:
    """One row as it is saved: `now` and `then` (when the workbook was downloaded) are field → value.

    `part` is the slice; `version` that of the report, 0 while it was not begun. `is_first`: carries the narrative.
    """

    kind: str
    subject_id: str
    part: str
    title: str
    version: int
    then_version: int
    now: Mapping[str, Any]
    then: Mapping[str, Any]
    is_milestone: bool = False
    is_first: bool = True


def compare(book: Book, items: Mapping[str, Item]) -> Comparison:
    """What the workbook would change. A row that is not among `items` is proposed whole: saving it says why not."""
    notices = _of_file(book)
    changes: list[CellChange] = []
    same_cells = 0
    for layout in LAYOUTS:
        found = _lines(layout, book.grids.get(layout.title), notices)
        times = Counter(line.key for line in found)
        for line in found:
            answer = _refused_row(line, times[line.key]) or list(_of_line(line, items.get(line.key)))
            changes += [one for one in answer if one is not None]
            same_cells += sum(one is None for one in answer)
    return Comparison(tuple(changes), tuple(notices), same_cells)


def _of_file(book: Book) -> list[Notice]:
    own = {*(layout.title for layout in LAYOUTS), INSTRUCTIONS, LISTS, CONTROL}
    strange = "Esta hoja no es del libro del reporte y no se leyó."
    notices = [Notice(title, "", strange) for title in book.grids if title not in own]
    if book.external_links:
        notices.append(Notice("", "", "El libro tiene vínculos a otros archivos: no se siguieron. Pegue los valores."))
    return notices


def _lines(layout: ReportLayout, grid: Grid | None, notices: list[Notice]) -> list[Line]:
    if grid is None:
        notices.append(Notice(layout.title, "", "Falta la hoja: lo que tiene guardado queda como está."))
        return []
    found = heading(layout, grid)
    notices += found.notices
    return list(lines(layout, grid, found)) if found.usable else []


def _refused_row(line: Line, times: int) -> list[CellChange | None]:
    if not line.is_new and times == 1:
        return []
    if line.is_blank:
        return [None]
    said = [_change(line, column, None) for column in line.columns if line.cells[column.header]]
    return [one.refused(_ADDED if line.is_new else _REPEATED) for one in said]


def _of_line(line: Line, item: Item | None) -> Iterator[CellChange | None]:
    """A change per cell that was touched; None per cell that says what is saved."""
    for own in line.columns:
        column = MILESTONE if own.field.name == VALUE and item is not None and item.is_milestone else own
        if own.field.name == NARRATIVE.name and item is not None and not item.is_first:
            elsewhere = bool(line.cells[own.header])
            yield _change(line, own, item).refused(_ELSEWHERE) if elsewhere else None
        else:
            yield _cell(line, column, item)


def _cell(line: Line, column: Column, item: Item | None) -> CellChange | None:
    if item is None:
        said = line.cells[column.header]
        return replace(_change(line, column, None), value=said) if said else None
    now, then = (settled(column.field, one.get(column.field.name)) for one in (item.now, item.then))
    problem, value = read_cell(line, column, _LISTS)
    untouched = as_downloaded(line, column, then, {}) if problem else same(column.field, value, then)
    if untouched or (not problem and same(column.field, value, now)):
        return None
    made = replace(
        _change(line, column, item),
        before=shown(column, then, {}),
        today=shown(column, now, {}),
        after=line.cells[column.header] if problem or value is None else shown(column, value, {}),
        value=value,
    )
    if problem:
        return made.refused(problem)
    if line.version != str(item.then_version):
        return replace(made, status=Status.CONFLICT, reason=_NO_VERSION)
    return made if same(column.field, then, now) else replace(made, status=Status.CONFLICT, reason=BOTH)


def _change(line: Line, column: Column, item: Item | None) -> CellChange:
    """Its key is the subject; its field, the slice or the field of the report."""
    kind, subject_id, part = ([*line.key.split(":"), "", ""])[:3]
    name = part if column.field.name == VALUE else column.field.name
    return CellChange(
        TABLE,
        line.layout.title,
        line.number,
        line.place(column.header),
        f"{kind}:{subject_id}",
        item.title if item is not None else str(line.cells.get(_first_header(line), "")),
        Status.CHANGED,
        name,
        column.header,
        after=line.cells[column.header],
        version=item.version if item is not None else 0,
    )


def _first_header(line: Line) -> str:
    return "Acción" if line.key.startswith(ACTION) else "Indicador"


def milestone_code(value: Any) -> str | None:
    """A stored 0 or 1 as the choice of its cell."""
    return None if is_missing(value) else str(int(value))
