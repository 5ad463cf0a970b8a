"""The record Caracterización y perfil territorial as a workbook: one sheet per part, figures as figures."""

from openpyxl import Workbook

from procedure.profile import TOPICS
from procedure.vocabulary import SWOT
from reports.profile_record import ProfileRecord
from reports.sheets import Values, add_sheet, content_of, new_book


def build(record: ProfileRecord) -> bytes:
    """The bytes of a .xlsx with the sheets Registro, Líneas de base, DOFA and Normograma."""
    book = new_book(record.title, record.identity["Entidad"], record.made)
    add_sheet(book, "Registro", ("Tema", "Contenido"), _said(record), (44, 110))
    _figures(book, record)
    add_sheet(book, "DOFA", ("Lista", "Aspecto"), _swot(record), (18, 110))
    norms = list(record.norms.itertuples(index=False, name=None))
    add_sheet(book, "Normograma", list(record.norms.columns), norms, (26, 52, 80, 40))
    return content_of(book)


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
    sheet = add_sheet(book, "Líneas de base", headers, rows, (38, 22, 26, 8, 12, 12, 26, 50, 44, 28))
    column = headers.index("Valor") + 1
    for number, digits in enumerate(frame["digits"], start=2):
        sheet.cell(number, column).number_format = "#,##0" + (f".{'0' * int(digits)}" if digits else "")
