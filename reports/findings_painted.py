"""The user's own workbook with the cells of its findings painted and commented.

It keeps sheets, values and styles as far as openpyxl does. Formulas go back as their last saved value: openpyxl would
keep the formula and lose the value, and the reader takes a formula without value for an error.
"""

from pathlib import Path

import pandas as pd
from openpyxl import Workbook, load_workbook
from openpyxl.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.findings_sheet import MARK, SHEET
from data.intake.table import UNCACHED
from reports import findings_paint


def painted(original: Path, found: pd.DataFrame) -> tuple[Workbook, pd.DataFrame]:
    """The workbook, and `found` (findings_lines.COLUMNS) with `tab` and `link`."""
    book = load_workbook(original, data_only=True, keep_links=False)
    _forget(book)
    _paint(book, found[found["cell"].ne("")])
    return book, found.assign(tab=found["sheet"], link=found["cell"])


def _forget(book: Workbook) -> None:
    """Takes away what an earlier workbook of findings left in this one."""
    for sheet in list(book.worksheets):
        if sheet.title.startswith(SHEET) and sheet["A1"].value == MARK:
            book.remove(sheet)
            continue
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None:
                    findings_paint.clean(cell)


def _paint(book: Workbook, found: pd.DataFrame) -> None:
    for number, ((name, coordinate), marks) in enumerate(found.groupby(["sheet", "cell"], sort=False)):
        sheet = book[str(name)]
        cell = sheet[str(coordinate)]
        if marks["value"].eq(UNCACHED).any():
            findings_paint.put(cell, UNCACHED)
        if isinstance(cell, MergedCell):
            cell = sheet[_anchor(sheet, str(coordinate))]
        columns = marks[["severity", "rule", "message", "mend", "proposed"]].drop_duplicates()
        notes = [findings_paint.note(*line) for line in columns.itertuples(index=False, name=None)]
        findings_paint.paint(cell, marks["severity"].iloc[0], notes, commented=number < findings_paint.COMMENTS)


def _anchor(sheet: Worksheet, coordinate: str) -> str:
    """The cell that holds the value of a merged range: the only one of them that shows colour and comment."""
    return next(str(one.coord).split(":")[0] for one in sheet.merged_cells.ranges if coordinate in one)
