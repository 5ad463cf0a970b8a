"""«Ficha municipal» as a workbook: figures as figures, so that whoever receives it can go on working."""

from collections.abc import Sequence

import pandas as pd
from openpyxl import Workbook

from reports.municipality_docx import unmeasured
from reports.municipality_sheet import ACTIONS, INDICATORS, RURAL, MunicipalitySheet
from reports.sheets import add_sheet, content_of, new_book

_PESOS, _DECIMAL = '"$" #,##0', "#,##0.0"
_FORMATS = {
    **dict.fromkeys((*ACTIONS[5:7], "Dinero del municipio"), _PESOS),
    **dict.fromkeys((INDICATORS[3], *INDICATORS[5:7], *INDICATORS[8:10], *RURAL[2:4]), _DECIMAL),
}


def build(sheet: MunicipalitySheet) -> bytes:
    """The bytes of a .xlsx with the sheets Ficha, Indicadores, Dinero, Rural and Acciones. No cell is a formula."""
    book = new_book(f"{sheet.title}: {sheet.name}", sheet.identity["Entidad"], sheet.made)
    facts = [("Ficha", f"{sheet.title}: {sheet.name}"), *([("Aviso", sheet.notice)] if sheet.notice else [])]
    facts += [*sheet.identity.items(), ("En una frase", sheet.finding), *(("Además", one) for one in sheet.facts)]
    facts += [("Indicadores", unmeasured(sheet)), ("Regla del dinero", sheet.rule)]
    facts += [("Acciones sin monto registrado", str(sheet.without_amount))]
    add_sheet(book, "Ficha", ("Dato", "Contenido"), facts, (30, 110))
    _frame(book, "Indicadores", sheet.indicators, (44, 18, 12, 12, 8, 16, 14, 12, 14, 16, 40))
    _frame(book, "Dinero", sheet.money, (24, 12, 22, 90))
    _frame(book, "Rural", sheet.rural, (44, 20, 22, 22, 60), {"Municipio": "#,##0"})
    _frame(book, "Acciones", sheet.actions, (60, 30, 26, 16, 30, 20, 20, 44, 44))
    return content_of(book)


def _frame(
    book: Workbook, title: str, frame: pd.DataFrame, widths: Sequence[int], formats: dict[str, str] | None = None
) -> None:
    rows = [[None if pd.isna(value) else value for value in row] for row in frame.itertuples(index=False, name=None)]
    add_sheet(book, title, list(frame.columns), rows, widths, _FORMATS | (formats or {}))
