"""The record of the profile says all that was written, as it was written, in Word and in Excel."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from data.records import baselines, profile
from procedure.edits import Change, New
from procedure.errors import NotFoundError
from reports import profile_docx, profile_record, profile_xlsx
from reports.plain import paragraphs, plain

MADE = datetime(2026, 2, 3, 15, 4, tzinfo=UTC)
PAYLOADS = [
    "=1+1",
    "+57 300",
    "-2",
    "@SUM(A1)",
    "<b>negrita</b>",
    "a\x00b\x0bc\x1f",
    "=cmd|' /C calc'!A0",
    "&amp; {{x}}",
]


@pytest.fixture
def written(sqlite_database, analyst):
    """A profile whose every text is a payload, and three baselines, one of them frozen."""
    row = profile.begin(sqlite_database, analyst, 2026)
    found = profile.get(sqlite_database, "47", 2026)
    texts = zip(found.texts.to_dict("records"), [p for p in PAYLOADS if "\x00" not in p], strict=False)
    edits = {
        "profile_texts": [Change(text["id"], 1, {"text": f"{payload}\nSegunda línea"}) for text, payload in texts],
        "profile_swot": [New({"kind": "debilidad", "text": '=HYPERLINK("http://x")'})],
        "profile_norms": [
            New({"name": "=1+1", "kind": "acto", "applies": False, "not_applicable_reason": "<i>no</i>"})
        ],
        "profiles": [Change(row["id"], 1, {"decision": "ajuste", "decision_reason": "=2*3"})],
    }
    for table, some in edits.items():
        assert profile.apply_edits(sqlite_database, analyst, 2026, table, some).complete
    common = {"plan_year": 2026, "indicator_code": "desercion", "year": 2025, "unit": "%", "dataset_version_id": None}
    rows = [
        baselines.choose(
            sqlite_database, analyst, slice=name, statistic="tasa_ponderada", value=value, source="MEN", **common
        )
        for name, value in (("rural", 5.55), ("total", 1234.05), ("victimas", 6.0))
    ]
    baselines.freeze(sqlite_database, analyst, [rows[1]["id"]])
    return profile_record.read(sqlite_database, "47", 2026, MADE)


def opened(record):
    return Document(BytesIO(profile_docx.build(record)))


def book_of(record):
    return openpyxl.load_workbook(BytesIO(profile_xlsx.build(record)))


def test_there_is_no_record_of_a_profile_not_begun(sqlite_database, analyst):
    with pytest.raises(NotFoundError, match="no se ha comenzado"):
        profile_record.read(sqlite_database, "47", 2030, MADE)


def test_its_identity_names_entity_year_version_and_moment(written):
    assert list(written.identity) == ["Entidad", "Vigencia", "Versión", "Generado", "Procedimiento"]
    assert "Magdalena" in written.identity["Entidad"]
    assert written.identity["Versión"].startswith(f"{written.profile.changes}, del ")
    assert written.identity["Generado"] == "03/02/2026 10:04"
    assert written.notice == ""


def test_baselines_come_in_the_order_of_the_plan_with_their_state_and_source(written):
    rows = written.baselines
    assert list(rows["Desagregación"]) == ["Total", "Rural", "Víctimas del conflicto"]
    assert [state.split(" el ")[0] for state in rows["Estado"]] == ["Congelada", "Sin congelar", "Sin congelar"]
    assert set(rows["Versión de los datos"]) == {"Sin versión registrada"}
    assert profile_record.figure(1234.05, "%", 1) == "1.234,1\u00a0%"


def test_the_document_has_real_headings_a_header_row_and_its_language(written):
    document = opened(written)
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Caracterización y perfil territorial 2026")
    assert [text for style, text in headings if style == "Heading 2"] == [
        "Líneas de base: total, urbano, rural e inclusión",
        "Contexto y alineación",
        "DOFA",
        "Normograma",
        "Estrategias",
        "Decisión sobre el PAM",
    ]
    levels = [int(style[-1]) for style, _ in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"es-CO"}
    assert document.core_properties.title == "Caracterización y perfil territorial 2026"


def test_the_document_writes_figures_in_spanish_and_texts_as_they_are(written):
    document = opened(written)
    figures = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert figures[1][:6] == [
        "Deserción intraanual", "Total", "Conjunto de municipios", "2025", "1.234,1\u00a0%", "Tasa ponderada",
    ]  # fmt: skip
    lines = [p.text for p in document.paragraphs]
    for payload in ("=1+1", "<b>negrita</b>", "&amp; {{x}}", '=HYPERLINK("http://x")', "=2*3", "Segunda línea"):
        assert payload in lines
    assert "Ajuste del PAM vigente" in lines
    assert ["Acto administrativo de la entidad", "=1+1", "", "No: <i>no</i>"] in [
        [cell.text for cell in row.cells] for row in document.tables[1].rows
    ]
    assert not list(document.element.iter(qn("w:hyperlink")))


def test_the_workbook_holds_no_formula_and_figures_are_numbers(written):
    book = book_of(written)
    assert book.sheetnames == ["Registro", "Líneas de base", "DOFA", "Normograma"]
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    said = dict(book["Registro"].iter_rows(min_row=2, values_only=True))
    assert said["Contexto favorable"] == "=1+1\nSegunda línea"
    assert said["Justificación de la decisión"] == "=2*3"
    sheet = book["Líneas de base"]
    headers = [cell.value for cell in sheet[1]]
    value = sheet.cell(2, headers.index("Valor") + 1)
    assert (value.value, value.number_format) == (1234.05, "#,##0.0")
    assert "digits" not in headers
    assert all(one.freeze_panes == "A2" and one.print_title_rows == "$1:$1" for one in book)


def test_a_text_that_looks_like_a_formula_stays_text_when_it_is_edited_in_excel(written):
    cell = next(cell for row in book_of(written)["DOFA"].iter_rows() for cell in row if str(cell.value).startswith("="))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_no_document_can_hold_is_left_out_and_nothing_else(payload):
    kept = plain(payload)
    assert kept == "".join(letter for letter in payload if letter >= " ")
    assert paragraphs(f"{payload}\r\n\r\n x ") == [kept, "x"]


def test_control_characters_never_reach_a_document(written):
    written.profile.texts.loc[0, "text"] = "uno\x01\x08dos\ufffe tres"
    assert "unodos tres" in [p.text for p in opened(written).paragraphs]
    assert dict(book_of(written)["Registro"].iter_rows(values_only=True))["Contexto favorable"] == "unodos tres"


def test_an_empty_profile_still_makes_both(sqlite_database, analyst):
    profile.begin(sqlite_database, analyst, 2027)
    record = profile_record.read(sqlite_database, "47", 2027, MADE)
    lines = [p.text for p in opened(record).paragraphs]
    assert "Sin decisión registrada" in lines
    assert "No hay líneas de base elegidas para esta vigencia." in lines
    assert book_of(record)["Líneas de base"].max_row == 1
