"""One hoja de vida on a sheet of a workbook, laid out as the ministry's form: bands, labels, tables, colours."""

from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from math import ceil
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from procedure.indicator_sheet import SECTIONS
from procedure.vocabulary import LIGHTS
from reports.cells import put_text
from reports.indicator_book import Book
from reports.indicator_sheet import ABSENT, FIGURES, IndicatorSheet, Range


@dataclass(frozen=True)
class Look:
    """How a cell is drawn. What openpyxl makes of each is kept in `looks`: it compares styles one by one otherwise."""

    fill: str = ""
    ink: str = ""
    bold: bool = False
    figure: str = ""


BOLD = Font(bold=True)
Looks = dict[Look, Any]
BAND = PatternFill("solid", fgColor="FFDCE9F5")
THIN = Border(*(Side("thin", color="FFB8C4D0") for _ in range(4)))
WRAP = Alignment(wrap_text=True, vertical="top")
_BLUE, _GREY = "FFDCE9F5", "FFF2F4F7"
_WIDTHS = (24, 12, 9, 26, 12, 11, 11, 11, 11, 30)
_LINE, _TALLEST = 15, 400
Spot = tuple[int, int]
# Where each table stands in the ten columns: first and last column of each of its own.
_VARIABLES = ((1, 1), (2, 4), (5, 6), (7, 10))
_CHANGES = ((1, 1), (2, 3), (4, 4), (5, 6), (7, 9), (10, 10))
_RANGES = ((1, 1), (2, 3), (4, 10))
_LABEL, _VALUE, _WHOLE = (1, 1), (2, 10), (1, 10)
_HEADING = ("Concepto", "Cuándo", "Acción requerida")


def write(sheet: Worksheet, book: Book, one: IndicatorSheet, looks: Looks) -> None:
    """Fills an empty sheet. Figures are numbers; everything that people wrote is text. `looks`: of the workbook."""
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    page = _Page(sheet, looks)
    page.title(one.title)
    version = f"Versión {one.version}, {one.changed}" if one.version else "Sin versiones"
    page.note(" · ".join(text for text in (book.identity["Plan"], version, book.notice) if text))
    if one.missing:
        page.note(f"Le falta: {', '.join(one.missing)}.")
    for section in SECTIONS:
        page.band(section.title if section.code != "metas" or not one.unit else f"{section.title} ({one.unit})")
        for label, text in one.facts[section.code]:
            page.fact(label, text)
        _tables(page, section.code, one)
    page.band("Versión y registro de cambios")
    page.table(_CHANGES, list(one.changes.columns), one.changes.itertuples(index=False, name=None))
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:1"


def _tables(page: "_Page", code: str, one: IndicatorSheet) -> None:
    if code == "calculo" and len(one.variables):
        page.table(_VARIABLES, list(one.variables.columns), one.variables.itertuples(index=False, name=None))
    elif code == "metas":
        spots = tuple((place, place) for place in range(1, len(_WIDTHS) + 1))
        page.table(spots, list(one.goals.columns), one.goals.itertuples(index=False, name=None))
    elif code == "rangos":
        page.table(_RANGES, _HEADING, ())
        for band in one.ranges:
            page.range(band)


class _Page:
    """A sheet being filled from top to bottom; the height of each row is that of its longest text."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self.sheet, self.looks, self.row = sheet, looks, 1

    def title(self, text: str) -> None:
        put_text(self.sheet.cell(1, 1), text).font = Font(bold=True, size=14)
        self._merge((1, 9))
        self._end([((1, 9), text)], line=20)

    def note(self, text: str) -> None:
        put_text(self.sheet.cell(self.row, 1), text).font = Font(italic=True, color="FF4A5560")
        self.sheet.cell(self.row, 1).alignment = WRAP
        self._merge(_WHOLE)
        self._end([(_WHOLE, text)])

    def band(self, text: str) -> None:
        self.row += 1
        self.line((_WHOLE,), (text,), (Look(_BLUE, bold=True),))

    def fact(self, label: str, text: str) -> None:
        self.line((_LABEL, _VALUE), (label, text), (Look(_GREY, bold=True), Look()))

    def table(self, spots: Sequence[Spot], headers: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        self.line(spots, headers, [Look(_GREY, bold=True)] * len(headers))
        for values in rows:
            looks = [_of_value(value, name) for value, name in zip(values, headers, strict=True)]
            self.line(spots, values, looks)

    def range(self, band: Range) -> None:
        light = LIGHTS[band.light]
        colours = Look(f"FF{light.colour[1:]}", f"FF{light.text_colour[1:]}", bold=True)
        texts = (band.name, band.limits, band.action or ABSENT)
        self.line(_RANGES, texts, (colours, Look(), Look()))

    def line(self, spots: Sequence[Spot], values: Sequence[object], looks: Sequence[Look]) -> None:
        """A row of cells, each over its columns."""
        for spot, value, look in zip(spots, values, looks, strict=True):
            for column in range(spot[0], spot[1] + 1):
                self._dress(self.sheet.cell(self.row, column), look)
            cell = self.sheet.cell(self.row, spot[0])
            if look.figure:
                cell.value = value
            else:
                put_text(cell, "" if value is None or value != value else value)
            self._merge(spot)
        self._end(list(zip(spots, values, strict=True)))

    def _dress(self, cell: Cell, look: Look) -> None:
        if look not in self.looks:
            cell.border, cell.alignment, cell.font = THIN, WRAP, Font(bold=look.bold, color=look.ink or None)
            if look.fill:
                cell.fill = PatternFill("solid", fgColor=look.fill)
            if look.figure:
                cell.number_format, cell.alignment = look.figure, Alignment(vertical="top", horizontal="right")
            self.looks[look] = copy(cell._style)
        cell._style = copy(self.looks[look])

    def _merge(self, spot: Spot) -> None:
        """Noted by itself: `merge_cells` would compare the borders of every cell, a second per indicator."""
        if spot[0] != spot[1]:
            first, last = (f"{get_column_letter(column)}{self.row}" for column in spot)
            self.sheet.merged_cells.add(f"{first}:{last}")

    def _end(self, texts: Sequence[tuple[Spot, object]], line: float = _LINE) -> None:
        tallest = max(_lines(str(text), sum(_WIDTHS[spot[0] - 1 : spot[1]])) for spot, text in texts)
        self.sheet.row_dimensions[self.row].height = min(line * tallest + 2, _TALLEST)
        self.row += 1


def _of_value(value: object, header: str) -> Look:
    """Figures are numbers in Spanish format with the decimals they have; the rest is text."""
    if header not in FIGURES or not isinstance(value, float) or value != value:
        return Look()
    return Look(figure="#,##0" if value.is_integer() else "#,##0.0#####")


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in that many characters; Excel does not measure merged cells by itself."""
    return sum(max(1, ceil(len(part) / (width * 0.95))) for part in text.split("\n"))
