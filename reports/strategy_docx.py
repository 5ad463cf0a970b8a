"""The follow-up strategy as a Word document: its six elements, what is asked of whom, and the calendar."""

from io import BytesIO

import pandas as pd
from docx.document import Document

from reports import word
from reports.plain import plain
from reports.strategy_record import TITLES, StrategyRecord, day

_WIDTHS = {
    "equipo": (5.5, 5.0, 4.6, 8.4),
    "indicadores": (9.5, 3.0, 3.5, 3.5, 4.0),
    "instrumentos": (5.5, 7.5, 2.5, 4.5, 3.5),
    "espacios": (4.5, 2.8, 2.5, 5.2, 5.0, 3.5),
}
_ASKED = (1.2, 3.6, 6.0, 1.8, 2.2, 3.6, 2.6, 2.5)
_PRESENTED = (1.6, 2.4, 5.5, 3.5, 6.0, 4.5)
_CALENDAR = (2.3, 1.9, 5.6, 4.5, 9.2)


def build(record: StrategyRecord) -> bytes:
    """The bytes of a .docx."""
    document = word.new(record.title, record.identity["Entidad"], record.made)
    document.add_heading(record.title, level=1)
    if record.notice:
        document.add_paragraph().add_run(record.notice).bold = True
    for name, value in record.identity.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(plain(value))
    for code, title in TITLES.items():
        _element(document, record, code, title)
    document.add_heading("Qué se le pide a quién", level=2)
    _table(document, record.asked, _ASKED, "Nada se pide todavía: faltan indicadores en seguimiento y programados.")
    document.add_heading("Dónde se presenta cada trimestre", level=2)
    _table(document, record.presented, _PRESENTED, "Ningún espacio tiene fecha.")
    document.add_heading("Calendario", level=2)
    _table(document, record.calendar, _CALENDAR, "Sin fechas.")
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _element(document: Document, record: StrategyRecord, code: str, title: str) -> None:
    document.add_heading(title, level=2)
    if code in record.said:
        word.text(document, record.said[code])
    if code in record.tables:
        _table(document, record.tables[code], _WIDTHS[code], "Ninguno registrado.")
    for text in record.lacks[code]:
        document.add_paragraph().add_run(f"Por completar: {text}").italic = True


def _table(document: Document, frame: pd.DataFrame, widths: tuple[float, ...], empty: str) -> None:
    if frame.empty:
        document.add_paragraph(empty)
        return
    rows = [[value if isinstance(value, str) else day(value) for value in row] for row in frame.to_numpy()]
    word.table(document, list(frame.columns), rows, widths)
