"""A template as a workbook: made for whoever fills it, read back unchanged.

Sheets: the data (nothing else), Instrucciones (with the example and the version), Listas (what the drop-downs offer).
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.coordinates import letters
from data.intake.source import CODE, NAME
from data.intake.templates.template import MUNICIPALITY_CODES, MUNICIPALITY_NAMES, Column, Template

INSTRUCTIONS, LISTS = "Instrucciones", "Listas"
_ROWS_WITH_LISTS = 5000
_HEADER_FILL = PatternFill("solid", fgColor="0072B2")


def render(template: Template, municipalities: pd.DataFrame, rows: pd.DataFrame | None = None) -> bytes:
    """The XLSX for an entity's municipalities (code, name), empty or with `rows`.

    `rows` may have any of the fields of the template's columns; fields with labels hold codes; absent columns and
    missing values stay empty, and an empty name of a municipality is that of its code.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = template.sheet
    _write_header(sheet, template.headers)
    lines = _lines(template, rows, municipalities) if rows is not None else ()
    for number, line in enumerate(lines, start=2):
        _fill(sheet, number, line)
    _write_instructions(book.create_sheet(INSTRUCTIONS), template)
    _write_lists(book.create_sheet(LISTS), sheet, template, municipalities)
    book.properties.title = f"{template.title} {template.version}"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lines(template: Template, rows: pd.DataFrame, municipalities: pd.DataFrame) -> Iterable[Sequence[object]]:
    fields = [column.field for column in template.columns]
    shown = rows.reindex(columns=fields).astype("object")
    if {CODE, NAME} <= set(fields):
        shown[NAME] = shown[NAME].fillna(shown[CODE].map(municipalities.set_index("code")["name"]))
    for field, labels in template.labels.items():
        shown[field] = shown[field].map(labels)
    return shown.where(shown.notna(), None).itertuples(index=False, name=None)


def _fill(sheet: Worksheet, row: int, line: Iterable[object]) -> None:
    for column, value in enumerate(line, start=1):
        if value is not None:
            _write(sheet, row, column, value)


def _write(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Puts a value in a cell; text stays text even when it looks like a formula."""
    cell = sheet.cell(row=row, column=column)
    assert isinstance(cell, Cell)
    cell.value = value.item() if hasattr(value, "item") else value
    if isinstance(value, str):
        cell.data_type = "s"


def _write_header(sheet: Worksheet, headers: Sequence[str]) -> None:
    for column, header in enumerate(headers, start=1):
        cell = sheet.cell(row=1, column=column, value=header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letters(column - 1)].width = max(14, len(header) + 4)
    sheet.freeze_panes = "A2"


def _write_instructions(sheet: Worksheet, template: Template) -> None:
    lines = (
        template.title,
        f"Versión de la plantilla: {template.version}",
        "",
        *template.instructions,
        "No cambie los nombres de las columnas. Puede agregar filas; las vacías no se leen.",
        "",
        f"Ejemplo (no se carga: los datos van en la hoja «{template.sheet}»):",
    )
    for row, text in enumerate(lines, start=1):
        sheet.cell(row=row, column=1, value=text)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 24
    for column, one in enumerate(template.columns, start=1):
        sheet.cell(row=len(lines) + 1, column=column, value=f"ej. {one.header}").font = Font(bold=True)
        sheet.cell(row=len(lines) + 2, column=column, value=one.example).font = Font(italic=True)


def _write_lists(sheet: Worksheet, data: Worksheet, template: Template, municipalities: pd.DataFrame) -> None:
    """The lists, and the drop-downs of the data sheet that point to them."""
    lists: dict[str, Iterable[str]] = {
        MUNICIPALITY_CODES: municipalities["code"].astype(str),
        MUNICIPALITY_NAMES: municipalities["name"].astype(str),
        **template.lists,
    }
    _write_header(sheet, list(lists))
    for position, (name, words) in enumerate(lists.items()):
        row = 1
        for row, word in enumerate(words, start=2):
            _write(sheet, row, position + 1, word)
        place = letters(position)
        for number, column in enumerate(template.columns):
            if column.options == name:
                _offer(data, f"{LISTS}!${place}$2:${place}${row}", letters(number), column, template)


def _offer(sheet: Worksheet, formula: str, letter: str, column: Column, template: Template) -> None:
    strict = column.options not in template.open_lists
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=strict)
    rule.error = f"Elija un valor de la lista «{column.options}»."
    rule.errorTitle = "Valor fuera de la lista"
    rule.add(f"{letter}2:{letter}{_ROWS_WITH_LISTS}")
    sheet.add_data_validation(rule)
