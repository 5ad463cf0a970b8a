"""Cells of a workbook that hold what people wrote: text that never runs."""

import re

from openpyxl.cell import Cell

from reports.plain import plain

_FORMULA = re.compile(r"^[=+\-@\t\r]")


def put_text(cell: Cell, text: object) -> Cell:
    """Text as text, whatever it looks like, also after somebody edits the cell in a spreadsheet."""
    cell.value = plain(text)
    cell.data_type = "s"
    if _FORMULA.match(str(cell.value)):
        cell.quotePrefix = True
    return cell
