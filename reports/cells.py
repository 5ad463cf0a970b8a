"""Cells of a workbook that hold what people wrote: text that never runs."""

import re

from openpyxl.cell import Cell

from reports.plain import plain

_FORMULA = re.compile(r"^[=+\-@\t\r]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # a spreadsheet would read «_x0041_» as «A»


def put_text(cell: Cell, text: object) -> Cell:
    """Text as text, whatever it looks like, also after somebody edits the cell in a spreadsheet."""
    cell.value = in_cell(text)
    cell.data_type = "s"
    if _FORMULA.match(str(cell.value)):
        cell.quotePrefix = True
    return cell


def in_cell(text: object) -> str:
    """The text as the file must have it for a spreadsheet to show it as it is."""
    return _LOOKS_ESCAPED.sub("_x005F_", plain(text))
