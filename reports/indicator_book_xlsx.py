"""A book of hojas de vida as a workbook: an index with links, then one printable sheet per indicator."""

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from procedure.vocabulary import NATURES
from reports.cells import put_text
from reports.indicator_book import TITLE, Book
from reports.indicator_book_page import BAND, BOLD, THIN, WRAP, Looks, write
from reports.indicator_sheet import IndicatorSheet
from reports.plain import plain

INDEX = "Índice"
_LINK = Font(color="FF0563C1", underline="single")
_HEADERS = ("Código", "Indicador", "Tipo", "Componente", "Versión", "Último cambio", "Qué le falta")
_WIDTHS = (16, 60, 13, 36, 9, 40, 60)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")
_LONGEST_TITLE = 31
_RESERVED = {INDEX.casefold(), "history", "historial"}


def build(book: Book) -> bytes:
    """The bytes of a .xlsx: «Índice» and a sheet per indicator, named by its code. No cell is a formula."""
    made = Workbook()
    made.properties.title, made.properties.creator = plain(book.title), plain(book.entity)
    made.properties.language = "es-CO"
    made.properties.created = made.properties.modified = book.made.replace(tzinfo=None)
    index, titles = made.active, titles_of(book.sheets)
    index.title = INDEX
    _index(index, book, titles)
    looks: Looks = {}
    for one in book.sheets:
        sheet = made.create_sheet(titles[one.id])
        write(sheet, book, one, looks)
        _link(sheet, sheet.max_column, 1, "← Índice", INDEX)
        _print(sheet, book)
    target = BytesIO()
    made.save(target)
    return target.getvalue()


def titles_of(sheets: Iterable[IndicatorSheet]) -> dict[str, str]:
    """A name for each sheet that Excel takes: 31 characters at most, no two alike, whatever the capitals."""
    titles: dict[str, str] = {}
    used = set(_RESERVED)
    for one in sheets:
        base = " ".join(_FORBIDDEN.sub(" ", one.code or one.name).split())[:_LONGEST_TITLE].strip() or "Indicador"
        title, number = base, 2
        while title.casefold() in used:
            ending = f" ({number})"
            title, number = f"{base[: _LONGEST_TITLE - len(ending)]}{ending}", number + 1
        used.add(title.casefold())
        titles[one.id] = title
    return titles


def _index(sheet: Worksheet, book: Book, titles: Mapping[str, str]) -> None:
    facts = [("Proceso", book.process), *book.identity.items(), *([("Aviso", book.notice)] if book.notice else [])]
    put_text(sheet.cell(1, 1), TITLE).font = Font(bold=True, size=16)
    for row, (label, text) in enumerate(facts, start=2):
        put_text(sheet.cell(row, 1), label).font = BOLD
        put_text(sheet.cell(row, 2), text)
    start = len(facts) + 3
    _row(sheet, start, _HEADERS)
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.cell(start, place).font, sheet.cell(start, place).fill = BOLD, BAND
        sheet.column_dimensions["ABCDEFG"[place - 1]].width = width
    for row, one in enumerate(book.sheets, start=start + 1):
        lacks = ", ".join(one.missing) or "Completa"
        _row(sheet, row, ("", one.name, NATURES[one.nature], one.component, "", one.changed, lacks))
        sheet.cell(row, 5).value = one.version
        _link(sheet, 1, row, one.code or titles[one.id], titles[one.id])
    sheet.freeze_panes = sheet.cell(start + 1, 1)
    sheet.print_title_rows = f"{start}:{start}"
    _print(sheet, book)


def _row(sheet: Worksheet, row: int, values: Sequence[str]) -> None:
    for place, text in enumerate(values, start=1):
        cell = put_text(sheet.cell(row, place), text)
        cell.alignment, cell.border = WRAP, THIN


def _link(sheet: Worksheet, column: int, row: int, text: str, target: str) -> None:
    """A link inside the workbook: not a formula, so no spreadsheet asks before following it."""
    cell = put_text(sheet.cell(row, column), text)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{target}'!A1", display=plain(text))
    cell.hyperlink.ref = cell.coordinate
    cell.font, cell.alignment = _LINK, WRAP


def _print(sheet: Worksheet, book: Book) -> None:
    """Letter paper, as wide as the page, with where it comes from and the page number at the foot."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = sheet.PAPERSIZE_LETTER, "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.oddFooter.left.text = _of_footer(f"{book.entity} · {book.process}")
    sheet.oddFooter.right.text = "&P de &N"
    sheet.oddFooter.left.size = sheet.oddFooter.right.size = 8


def _of_footer(text: str) -> str:
    """In a footer «&» opens a code of Excel; and its text has at most 255 characters."""
    return plain(text).replace("\n", " ")[:100].replace("&", "&&")
