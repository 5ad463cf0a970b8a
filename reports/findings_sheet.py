"""The sheet "Hallazgos": every finding with its cell one click away, and how to mend it."""

from collections.abc import Sequence

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.worksheet.hyperlink import Hyperlink

from data.intake.findings_sheet import MARK, SHEET
from data.intake.wording import figure
from reports.findings_paint import BOLD, FILLS, LABELS, LINK, put

HEADERS = (
    "Gravedad",
    "Regla",
    "Hoja",
    "Celda",
    "Municipio y año",
    "Columna",
    "Valor",
    "Se propone",
    "Qué pasa",
    "Cómo se arregla",
    "Cuántas",
)
_WIDTHS = (18, 24, 16, 10, 28, 28, 16, 14, 70, 60, 10)
_WRAP = Alignment(wrap_text=True, vertical="top")
LISTED = 20_000


def write(book: Workbook, found: pd.DataFrame, notes: Sequence[str]) -> None:
    """Adds the sheet at the end of the workbook and opens it there.

    `found`: findings_lines.COLUMNS, plus `link`, the coordinate in this workbook of the cell ("" when it is not in
    it) and `tab`, its sheet. `notes` are the sentences over the table.
    """
    sheet = book.create_sheet(_title(book))
    for position, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(65 + position)].width = width
    head = [MARK, *notes, *([_cut(found)] if len(found) > LISTED else []), ""]
    sheet.freeze_panes = f"A{len(head) + 2}"
    sheet.append([_bold(sheet, MARK)])
    for text in head[1:]:
        sheet.append([put(WriteOnlyCell(sheet), text)])
    sheet.append([_bold(sheet, text) for text in HEADERS])
    start = len(head) + 1
    for number, line in enumerate(found.head(LISTED).to_dict("records"), start=start + 1):
        sheet.append(_line(sheet, number, line))
    sheet.auto_filter.ref = f"A{start}:K{start + min(len(found), LISTED)}"
    book.active = len(book.sheetnames) - 1


def _title(book: Workbook) -> str:
    """A name that no sheet of the user has."""
    taken, number, title = {name.casefold() for name in book.sheetnames}, 1, SHEET
    while title.casefold() in taken:
        number += 1
        title = f"{SHEET} ({number})"
    return title


def _cut(found: pd.DataFrame) -> str:
    return f"Se listan {figure(LISTED)} de {figure(len(found))} celdas señaladas; corrija estas y vuelva a cargar."


def _bold(sheet: object, text: str) -> Cell:
    cell = put(WriteOnlyCell(sheet), text)
    cell.font = BOLD
    return cell


def _line(sheet: object, number: int, line: dict[str, object]) -> list[Cell]:
    texts = (
        LABELS[str(line["severity"])],
        line["rule"],
        line["tab"],
        line["cell"],
        line["place"],
        line["column"],
        line["value"],
        line["proposed"],
        line["message"],
        line["mend"],
        figure(int(str(line["count"]))),
    )
    cells = [put(WriteOnlyCell(sheet), str(text)) for text in texts]
    for cell in cells:
        cell.alignment = _WRAP
    cells[0].fill = FILLS[str(line["severity"])]
    if line["link"]:
        _link(cells[3], number, str(line["tab"]), str(line["link"]))
    return cells


def _link(cell: Cell, number: int, tab: str, link: str) -> None:
    quoted = tab.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=f"D{number}", location=f"'{quoted}'!{link}")
    cell.hyperlink.ref = f"D{number}"
    cell.font = LINK
