"""Workbook against plan: every cell is left alone, proposed, in conflict or refused, and always with its reason.

Three values meet in each cell: what it was downloaded with, what it says now and what the plan says today. A cell that
was not touched never undoes what somebody else saved since; one that both touched is a conflict that a person decides.
"""

from collections import Counter
from collections.abc import Mapping

from procedure.exchange.book import Book, Notice, Plan
from procedure.exchange.changes import CellChange, Comparison
from procedure.exchange.headers import heading
from procedure.exchange.layout import CONTROL, INSTRUCTIONS, LISTS, Layout, layouts
from procedure.exchange.line_changes import Judge
from procedure.exchange.lists import Lists
from procedure.exchange.sheet_lines import Line, lines
from procedure.roles import Actor

_OWN_SHEETS = (INSTRUCTIONS, LISTS, CONTROL)


def compare(book: Book, plan: Plan, actor: Actor) -> Comparison:
    """What this actor's workbook would change in the plan, in the order of its sheets."""
    notices = _of_file(book)
    read = {layout.table: _lines(layout, book, notices) for layout in layouts()}
    lists = Lists(book.lists, plan.names)
    for table_lines in read.values():
        for line in table_lines or ():
            if line.is_new:
                lists.learn_new(line.layout.title, line.says_number, line.title, line.key)
    changes: list[CellChange] = []
    same = 0
    for layout in layouts():
        found = read[layout.table]
        if found is None:
            continue
        judge = Judge(layout, plan, actor, lists)
        changes += _of_sheet(judge, found, notices)
        same += judge.same
        _tell_absent(layout, plan.rows.get(layout.table, {}), found, notices)
    return Comparison(tuple(changes), tuple(notices), same)


def _of_file(book: Book) -> list[Notice]:
    titles = {layout.title for layout in layouts()}
    strange = [title for title in book.grids if title not in titles and title not in _OWN_SHEETS]
    notices = [
        Notice(title, "", "Esta hoja no es del libro del plan y no se leyó. Pase sus datos a la hoja que corresponde.")
        for title in strange
    ]
    if book.external_links:
        text = "El libro tiene vínculos a otros archivos: no se siguieron. Pegue los datos como valores."
        notices.append(Notice("", "", text))
    return notices


def _lines(layout: Layout, book: Book, notices: list[Notice]) -> list[Line] | None:
    """None when the sheet is not there or cannot be told apart; why is among the notices."""
    grid = book.grids.get(layout.title)
    if grid is None:
        notices.append(Notice(layout.title, "", "Falta la hoja: lo que tiene en el plan queda como está."))
        return None
    found = heading(layout, grid)
    notices += found.notices
    return list(lines(layout, grid, found)) if found.usable else None


def _of_sheet(judge: Judge, found: list[Line], notices: list[Notice]) -> list[CellChange]:
    times = Counter(line.key for line in found)
    first = {line.key: line.number for line in reversed(found)}
    changes: list[CellChange] = []
    for line in found:
        if line.has_odd_mark:
            notices.append(judge.odd_mark(line))
        if times[line.key] > 1:
            changes += judge.repeated(line, first[line.key])
        else:
            changes += judge.changes(line)
    return changes


def _tell_absent(layout: Layout, rows: Mapping[str, object], found: list[Line], notices: list[Notice]) -> None:
    absent = len(rows.keys() - {line.key for line in found})
    if absent:
        many = f"{absent} filas del plan no están" if absent > 1 else "Una fila del plan no está"
        text = f"{many} en esta hoja: no estar no es retirar, así que se conservan. "
        mend = "Para retirar una, déjela en su sitio y escriba «Sí» en «Eliminar»."
        notices.append(Notice(layout.title, "", text + ("" if layout.element.fixed else mend)))
