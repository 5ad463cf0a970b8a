"""Sheets of a workbook that is read and printed: a header row that stays, wrapped texts, and nothing that runs."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.cells import put_text
from reports.plain import plain

Values = Sequence[object]
_BOLD = Font(bold=True)
_SHADE = PatternFill("solid", fgColor="FFDCE9F5")
_WRAP = Alignment(wrap_text=True, vertical="top")


def new_book(title: str, author: str, made: datetime) -> Workbook:
    """A workbook without sheets, with its properties."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = plain(title), plain(author)
    book.properties.created = book.properties.modified = made.replace(tzinfo=None)
    return book


def add_sheet(
    book: Workbook, title: str, headers: Sequence[str], rows: Sequence[Values], widths: Sequence[float]
) -> Worksheet:
    """A sheet with its header row frozen, repeated when printed, and every text literal."""
    sheet = book.create_sheet(title)
    for number, values in enumerate([headers, *rows], start=1):
        for place, value in enumerate(values, start=1):
            cell = sheet.cell(number, place)
            cell.alignment = _WRAP
            if isinstance(value, str):
                put_text(cell, value)
            else:
                cell.value = value
            if number == 1:
                cell.font, cell.fill = _BOLD, _SHADE
    for place, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return sheet


def content_of(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()
