"""The follow-up strategy as a workbook: the six elements, what is asked of whom and the calendar, with real dates."""

import pandas as pd
from openpyxl import Workbook

from reports.sheets import add_sheet, content_of, new_book
from reports.strategy_record import TITLES, StrategyRecord

_DATE = "dd/mm/yyyy"
_SHEETS = {
    "equipo": ("Equipo", (34, 32, 44, 70)),
    "indicadores": ("Indicadores", (60, 16, 26, 26, 34)),
    "instrumentos": ("Instrumentos", (44, 60, 16, 34, 34)),
    "espacios": ("Espacios", (44, 22, 16, 48, 48, 34)),
}


def build(record: StrategyRecord) -> bytes:
    """The bytes of a .xlsx with the sheets Estrategia, Calendario, Qué se le pide, Dónde se presenta and the tables."""
    book = new_book(record.title, record.identity["Entidad"], record.made)
    said = [("Documento", record.title), *([("Aviso", record.notice)] if record.notice else [])]
    said += list(record.identity.items())
    said += [(TITLES[code], text) for code, text in record.said.items()]
    said += [(f"Por completar en {TITLES[code]}", text) for code, texts in record.lacks.items() for text in texts]
    add_sheet(book, "Estrategia", ("Tema", "Contenido"), said, (44, 110))
    _frame(book, "Calendario", record.calendar, (13, 12, 44, 40, 90))
    _frame(book, "Qué se le pide", record.asked, (11, 34, 60, 12, 13, 44, 34, 60))
    _frame(book, "Dónde se presenta", record.presented, (11, 13, 44, 22, 60, 50))
    for code, (title, widths) in _SHEETS.items():
        _frame(book, title, record.tables[code], widths)
    return content_of(book)


def _frame(book: Workbook, title: str, frame: pd.DataFrame, widths: tuple[int, ...]) -> None:
    rows = [tuple(row) for row in frame.to_numpy()]
    sheet = add_sheet(book, title, list(frame.columns), rows, widths, {"Fecha": _DATE, "Plazo": _DATE})
    if len(frame):
        sheet.auto_filter.ref = sheet.dimensions
