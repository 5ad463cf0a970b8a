"""The trimester report in Excel, to be filled without connection: indicators, actions, instructions and lists.

What only helps to report is locked, the keys are hidden, and no cell is a formula. data.intake.report_book reads it.
"""

from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.plan_book import CONTROL_LABELS
from data.intake.report_book import TRIMESTER
from data.records.report_exchange import ReportExchange
from procedure.exchange.layout import CONTROL, INSTRUCTIONS, LISTS
from procedure.exchange.report_layout import DONE_LIST, FORMAT, LAYOUTS, MILESTONE
from reports.cells import put_text
from reports.plain import plain
from reports.plan_workbook_lists import Ranges, write_column
from reports.report_workbook_guide import write_guide
from reports.report_workbook_sheet import write_sheet


def build(here: ReportExchange, who: str, made: datetime) -> bytes:
    """The bytes of a .xlsx. `who`: whose reports these are; `made` is shown as it is, in the zone of whoever reads."""
    book = Workbook()
    book.properties.title = plain(f"Reporte del T{here.trimester} de {here.record['year']}")
    book.properties.creator, book.properties.language = plain(here.entity["name"]), "es-CO"
    guide = book.active
    guide.title = INSTRUCTIONS
    sheets = {layout.kind: book.create_sheet(layout.title) for layout in LAYOUTS}
    ranges = _write_lists(book.create_sheet(LISTS))
    for layout in LAYOUTS:
        write_sheet(sheets[layout.kind], layout, here, ranges)
    write_guide(guide, here, who, made)
    _write_control(book.create_sheet(CONTROL), here)
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def file_name(here: ReportExchange) -> str:
    return f"reporte_{here.record['year']}_T{here.trimester}.xlsx"


def _write_lists(sheet: Worksheet) -> Ranges:
    words = list(MILESTONE.field.choices.values())
    write_column(sheet, 1, DONE_LIST, words)
    sheet.column_dimensions["A"].width = 24
    sheet.protection.sheet = True
    return {DONE_LIST: f"{LISTS}!$A$2:$A${len(words) + 1}"}


def _write_control(sheet: Worksheet, here: ReportExchange) -> None:
    said = (FORMAT, here.record["id"], here.position, here.trimester)
    for row, (label, text) in enumerate(zip((*CONTROL_LABELS, TRIMESTER), said, strict=True), start=1):
        put_text(sheet.cell(row, 1), label)
        put_text(sheet.cell(row, 2), text)
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True
