"""Pieces of a Word document that a screen reader can walk: language, real headings, header rows, page numbers."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table

from reports.plain import paragraphs, plain

LANGUAGE = "es-CO"
_SHADE = "DCE9F5"
_LETTER = (Cm(21.59), Cm(27.94))
_MARGIN = Cm(2)


def new(title: str, author: str, made: datetime) -> DocumentType:
    """An empty document on landscape letter paper, in Spanish of Colombia, with its properties and page numbers."""
    document = Document()
    document.core_properties.title = plain(title)
    document.core_properties.author = plain(author)[:255]
    document.core_properties.language = LANGUAGE
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = made.replace(tzinfo=None)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_height, section.page_width = _LETTER
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    document.styles["Normal"].font.name, document.styles["Normal"].font.size = "Arial", Pt(10)
    _speak_spanish(document)
    _number_pages(document, title)
    return document


def text(document: DocumentType, written: object, *, empty: str = "Sin información registrada.") -> None:
    """What a person wrote, one paragraph per line, as it is: nothing in it is markup."""
    for line in paragraphs(written) or [empty]:
        document.add_paragraph(line)


def bullets(document: DocumentType, items: Sequence[object], *, empty: str) -> None:
    for item in items:
        document.add_paragraph(" ".join(paragraphs(item)), style="List Bullet")
    if not items:
        document.add_paragraph(empty)


def facts(document: DocumentType, pairs: Mapping[str, str]) -> None:
    """One paragraph per fact, its name in bold."""
    for name, value in pairs.items():
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(plain(value))


def table(
    document: DocumentType, headers: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float]
) -> None:
    """A table whose first row is a header, repeated on every page; no row is split. `widths` in centimetres."""
    made = document.add_table(rows=1, cols=len(headers), style="Table Grid")
    made.autofit = False
    for cell, name in zip(made.rows[0].cells, headers, strict=True):
        run = cell.paragraphs[0].add_run(name)
        run.bold = True
        _shade(cell)
    _mark(made.rows[0], "w:tblHeader")
    for values in rows:
        for cell, value in zip(made.add_row().cells, values, strict=True):
            cell.paragraphs[0].add_run(plain(value))
    _finish(made, widths)


def _finish(made: Table, widths: Sequence[float]) -> None:
    for row in made.rows:
        _mark(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)


def _mark(row, name: str) -> None:
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _shade(cell) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _SHADE)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _speak_spanish(document: DocumentType) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _number_pages(document: DocumentType, title: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{plain(title)} · página ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
