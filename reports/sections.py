"""A document made of tables, each under its heading, gathered once and written as Word or as Excel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from analytics.numbers import spanish
from reports import word
from reports.plain import plain
from reports.sheets import add_sheet, content_of, new_book

_CHARACTERS = 4.5
"""Of a spreadsheet column for each centimetre of a Word one."""


@dataclass(frozen=True)
class Section:
    """`widths` in centimetres, one per header; `digits` of the decimals in the rows; `said` stands before the table."""

    heading: str
    sheet: str
    headers: Sequence[str]
    rows: Sequence[Sequence[object]]
    widths: Sequence[float]
    said: str = ""
    empty: str = "Sin información registrada."
    digits: int = 2


@dataclass(frozen=True)
class Paper:
    """`identity`: label → text, with the entity among them; `notice` is "" unless the figures are invented."""

    title: str
    identity: dict[str, str]
    notice: str
    made: datetime
    sections: Sequence[Section] = field(repr=False)


def docx(paper: Paper) -> bytes:
    """The bytes of a .docx: headings, and tables with a header row."""
    document = word.new(paper.title, paper.identity["Entidad"], paper.made)
    document.add_heading(paper.title, level=1)
    if paper.notice:
        document.add_paragraph().add_run(paper.notice).bold = True
    for name, value in paper.identity.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(plain(value))
    for section in paper.sections:
        document.add_heading(section.heading, level=2)
        if section.said:
            word.text(document, section.said)
        if section.rows:
            rows = [[_words(value, section.digits) for value in row] for row in section.rows]
            word.table(document, section.headers, rows, section.widths)
        else:
            document.add_paragraph(section.empty)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def xlsx(paper: Paper) -> bytes:
    """The bytes of a .xlsx: the sheet Registro says what it is, then one sheet per section; figures are numbers."""
    book = new_book(paper.title, paper.identity["Entidad"], paper.made)
    rows = [("Documento", paper.title), *([("Aviso", paper.notice)] if paper.notice else []), *paper.identity.items()]
    rows += [(section.heading, section.said) for section in paper.sections if section.said]
    add_sheet(book, "Registro", ("Tema", "Contenido"), rows, (44, 110))
    for section in paper.sections:
        widths = [width * _CHARACTERS for width in section.widths]
        sheet = add_sheet(book, section.sheet, section.headers, section.rows, widths)
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, float):
                    cell.number_format = f"0.{'0' * section.digits}"
    return content_of(book)


def _words(value: object, digits: int) -> str:
    if value is None:
        return ""
    return spanish(value, digits) if isinstance(value, float) else str(value)
