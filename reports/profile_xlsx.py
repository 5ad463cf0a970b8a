"""The record Caracterización y perfil territorial as a workbook: one sheet per part, figures as figures."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from procedure.profile import TOPICS
from procedure.vocabulary import SWOT
from reports.cells import put_text
from reports.plain import plain
from reports.profile_record import ProfileRecord

_BOLD = Font(bold=True)
_SHADE = PatternFill("solid", fgColor="FFDCE9F5")
_WRAP = Alignment(wrap_text=True, vertical="top")
Values = Sequence[object]


def build(record: ProfileRecord) -> bytes:
    """The bytes of a .xlsx with the sheets Registro, Líneas de base, DOFA and Normograma."""
    book = Workbook()
    book.remove(book.active)
    book.properties.title, book.properties.creator = plain(record.title), plain(record.identity["Entidad"])
    book.properties.created = book.properties.modified = record.made.replace(tzinfo=None)
    _sheet(book, "Registro", ("Tema", "Contenido"), _said(record), (44, 110))
    _figures(book, record)
    _sheet(book, "DOFA", ("Lista", "Aspecto"), _swot(record), (18, 110))
    norms = list(record.norms.itertuples(index=False, name=None))
    _sheet(book, "Normograma", list(record.norms.columns), norms, (26, 52, 80, 40))
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _said(record: ProfileRecord) -> list[Values]:
    rows: list[Values] = [("Registro", record.title)]
    rows += [("Aviso", record.notice)] if record.notice else []
    rows += list(record.identity.items())
    rows += [(topic.label, record.profile.text(topic.code)) for topic in TOPICS]
    rows += [("Decisión sobre el PAM", record.decision)]
    return [*rows, ("Justificación de la decisión", record.profile.profile["decision_reason"])]


def _swot(record: ProfileRecord) -> list[Values]:
    found = record.profile.swot
    return [(name, text) for kind, name in SWOT.items() for text in found.loc[found["kind"] == kind, "text"]]


def _figures(book: Workbook, record: ProfileRecord) -> None:
    frame = record.baselines.rename(columns={"value": "Valor"})
    headers = [name for name in frame.columns if name != "digits"]
    rows = list(frame[headers].itertuples(index=False, name=None))
    sheet = _sheet(book, "Líneas de base", headers, rows, (38, 22, 26, 8, 12, 12, 26, 50, 44, 28))
    column = headers.index("Valor") + 1
    for number, digits in enumerate(frame["digits"], start=2):
        sheet.cell(number, column).number_format = "#,##0" + (f".{'0' * int(digits)}" if digits else "")


def _sheet(
    book: Workbook, title: str, headers: Sequence[str], rows: Sequence[Values], widths: Sequence[int]
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
