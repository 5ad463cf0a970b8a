"""The workbook "Indicadores por municipio, zona e inclusión": made for whoever fills it, read back unchanged.

Sheets: Indicadores (data only), Instrucciones (with the example and the version), Listas (what the drop-downs offer).
"""

from collections.abc import Iterable, Sequence
from io import BytesIO

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data import catalog
from data.intake.coordinates import letters
from data.intake.sources.indicators_template import GROUP_LABELS, ZONE_LABELS

VERSION = "1.0"
SHEET = "Indicadores"
HEADERS = (
    "año",
    "código municipio",
    "municipio",
    "zona",
    "grupo de inclusión",
    "indicador",
    "numerador",
    "denominador",
    "valor",
    "fuente",
)
ROW_COLUMNS = (
    "year",
    "municipality_code",
    "municipality",
    "zone",
    "inclusion_group",
    "indicator_code",
    "numerator",
    "denominator",
    "value",
    "source",
)
_ROWS_WITH_LISTS = 5000
_HEADER_FILL = PatternFill("solid", fgColor="0072B2")
_EXAMPLE = (
    "2024",
    "47245",
    "El Banco",
    "Rural",
    "Discapacidad",
    "desercion",
    "12",
    "240",
    "5",
    "SIMAT, corte 30/11/2024",
)
_INSTRUCTIONS = (
    "Indicadores por municipio, zona e inclusión",
    f"Versión de la plantilla: {VERSION}",
    "",
    "Escriba una fila por año, municipio, zona, grupo de inclusión e indicador en la hoja «Indicadores».",
    "No cambie los nombres de las columnas. Puede agregar filas; las vacías no se leen.",
    "código municipio: el código DANE de cinco cifras. zona: Total, Urbana o Rural. grupo de inclusión: «Todos» si no "
    "aplica.",
    "indicador: el código o el nombre de la hoja «Listas».",
    "numerador y denominador: si los tiene, escríbalos; el valor se calcula. Si escribe también el valor, debe "
    "coincidir "
    "(± 0,05).",
    "valor: las tasas en porcentaje (4,8 es 4,8 %). Deje la celda vacía si no hay dato: un cero es un dato.",
    "Una cobertura puede pasar de 100. Los grupos de inclusión no se suman entre sí: una persona puede estar en "
    "varios.",
    "",
    "Ejemplo (no se carga: los datos van en la hoja «Indicadores»):",
)


def indicators_template(municipalities: pd.DataFrame, rows: pd.DataFrame | None = None) -> bytes:
    """The XLSX for an entity's municipalities (code, name), empty or with `rows` (any of ROW_COLUMNS).

    In `rows`, zone, inclusion_group and indicator_code are codes; absent columns and missing values stay empty.
    """
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    _write_header(sheet, HEADERS)
    lines = _lines(rows, municipalities) if rows is not None else ()
    for number, line in enumerate(lines, start=2):
        _fill(sheet, number, line)
    _write_instructions(book.create_sheet("Instrucciones"))
    _write_lists(book.create_sheet("Listas"), sheet, municipalities)
    book.properties.title = f"Plantilla indicadores {VERSION}"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _lines(rows: pd.DataFrame, municipalities: pd.DataFrame) -> Iterable[Sequence[object]]:
    names = municipalities.set_index("code")["name"]
    shown = rows.reindex(columns=list(ROW_COLUMNS)).astype("object")
    shown["municipality"] = shown["municipality"].fillna(shown["municipality_code"].map(names))
    shown["zone"] = shown["zone"].map(ZONE_LABELS)
    shown["inclusion_group"] = shown["inclusion_group"].map(GROUP_LABELS)
    return shown.where(shown.notna(), None).itertuples(index=False, name=None)


def _fill(sheet: Worksheet, row: int, line: Iterable[object]) -> None:
    for column, value in enumerate(line, start=1):
        if value is None:
            continue
        cell = sheet.cell(row=row, column=column)
        assert isinstance(cell, Cell)
        write(cell, value)


def write(cell: Cell, value: object) -> None:
    """Puts a value in a cell; text stays text even when it looks like a formula."""
    if isinstance(value, str):
        cell.value = value
        cell.data_type = "s"
    else:
        cell.value = value.item() if hasattr(value, "item") else value


def _write_header(sheet: Worksheet, headers: Sequence[str]) -> None:
    _append_headers(sheet, headers)
    for column, header in enumerate(headers):
        sheet.column_dimensions[letters(column)].width = max(14, len(header) + 4)
    sheet.freeze_panes = "A2"


def _append_headers(sheet: Worksheet, headers: Sequence[str]) -> None:
    for column, header in enumerate(headers, start=1):
        cell = sheet.cell(row=1, column=column, value=header)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEADER_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _write_instructions(sheet: Worksheet) -> None:
    for row, text in enumerate(_INSTRUCTIONS, start=1):
        sheet.cell(row=row, column=1, value=text)
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 24
    start = len(_INSTRUCTIONS) + 1
    for column, (header, example) in enumerate(zip(HEADERS, _EXAMPLE, strict=True), start=1):
        sheet.cell(row=start, column=column, value=f"ej. {header}").font = Font(bold=True)
        sheet.cell(row=start + 1, column=column, value=example).font = Font(italic=True)


def _write_lists(sheet: Worksheet, data: Worksheet, municipalities: pd.DataFrame) -> None:
    """The lists, and the drop-downs of the data sheet that point to them."""
    indicators = catalog.indicators()
    lists: tuple[tuple[str, list[str], str], ...] = (
        ("código municipio", municipalities["code"].astype(str).tolist(), "B"),
        ("municipio", municipalities["name"].astype(str).tolist(), "C"),
        ("zona", list(ZONE_LABELS.values()), "D"),
        ("grupo de inclusión", list(GROUP_LABELS.values()), "E"),
        ("indicador", indicators["code"].tolist(), "F"),
        ("nombre del indicador", indicators["name"].tolist(), ""),
        ("unidad", indicators["unit"].tolist(), ""),
    )
    _write_header(sheet, [header for header, _, _ in lists])
    for number, (header, values, target) in enumerate(lists, start=1):
        for row, value in enumerate(values, start=2):
            cell = sheet.cell(row=row, column=number)
            assert isinstance(cell, Cell)
            write(cell, value)
        if target:
            place = letters(number - 1)
            _offer(data, f"Listas!${place}$2:${place}${len(values) + 1}", target, header)


def _offer(sheet: Worksheet, formula: str, column: str, header: str) -> None:
    rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=header != "indicador")
    rule.error = f"Elija un valor de la lista «{header}»."
    rule.errorTitle = "Valor fuera de la lista"
    rule.add(f"{column}2:{column}{_ROWS_WITH_LISTS}")
    sheet.add_data_validation(rule)
