"""The record Valoración de componentes del PAM and the report of the prioritization, in Word and in Excel."""

from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn

from data.records import plan_elements, plans, priorities, voting
from procedure.edits import Change, New
from procedure.errors import NotFoundError
from reports import priority_figures, priority_record, priority_report, sections
from tests import scoring

MADE = datetime(2026, 2, 3, 15, 4, tzinfo=UTC)
YEAR = 2026
PAYLOAD = '=HYPERLINK("http://x")'
PAPERS = {"record": priority_record.paper, "report": priority_report.paper}


@pytest.fixture
def figures(sqlite_database, analyst, leader):
    """Two rounds: three factors scored in the last one by two voters, two of them tied; a fourth without scores."""

    def save(table, *edits):
        outcome = priorities.apply_edits(sqlite_database, analyst, YEAR, table, list(edits))
        assert outcome.complete
        return outcome.saved

    evidence = {"indicator": "desercion", "slice": "rural", "year": 2025, "value": 5.6, "statistic": "media simple"}
    rural, scores = save(
        "opportunities",
        New({"text": "Deserción rural", "component_code": "permanencia", "evidence": evidence}),
        New({"text": PAYLOAD, "component_code": "gestion_academica"}),
    )
    roads, routes, use, _ = save(
        "factors",
        New({"opportunity_id": rural, "text": "Vías en mal estado", "origin": "externo"}),
        New({"opportunity_id": rural, "text": "+Rutas insuficientes", "origin": "interno"}),
        New({"opportunity_id": scores, "text": "Pruebas sin uso", "origin": "interno"}),
        New({"opportunity_id": scores, "text": "Sin votos", "origin": "interno"}),
    )
    scoring.decided(sqlite_database, YEAR, (analyst, roads, 1, 1, 1))
    tied = [(voter, factor, 4, 4, 4) for voter in (analyst, leader) for factor in (roads, routes)]
    scoring.decided(sqlite_database, YEAR, *tied, (analyst, use, 5, 5, 5), (leader, use, 2, 4, 5))
    save("factors", Change(roads, 1, {"tie_note": "@Va primero"}), Change(use, 1, {"discussion": "-Se habló\nde ello"}))
    plan = plans.create(sqlite_database, analyst, YEAR, "Plan")["id"]
    component = plan_elements.add(sqlite_database, analyst, plan, "components", {"name": "c"})["id"]
    objective = {"component_id": component, "text": "=Usar los resultados", "factor_ids": [use]}
    plan_elements.add(sqlite_database, analyst, plan, "objectives", objective)
    return priority_figures.read(sqlite_database, analyst, YEAR, MADE)


def book_of(paper):
    return openpyxl.load_workbook(BytesIO(sections.xlsx(paper)))


def rows_of(book, sheet):
    return list(book[sheet].iter_rows(min_row=2, values_only=True))


def document_of(paper):
    return Document(BytesIO(sections.docx(paper)))


def tables_of(document):
    """Heading → rows of the table under it."""
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 2"]
    return dict(zip(headings, [[[c.text for c in row.cells] for row in t.rows] for t in document.tables], strict=True))


def test_there_is_no_paper_before_a_round_is_closed(sqlite_database, analyst, leader):
    new = New({"text": "o"})
    opportunity = priorities.apply_edits(sqlite_database, analyst, YEAR, "opportunities", [new]).saved[0]
    new = New({"opportunity_id": opportunity, "text": "f", "origin": "interno"})
    factor = priorities.apply_edits(sqlite_database, analyst, YEAR, "factors", [new]).saved[0]
    voting.open_round(sqlite_database, leader, YEAR)
    voting.score(sqlite_database, analyst, factor, 1, 2, 3)
    with pytest.raises(NotFoundError, match="Todavía no hay una ronda de calificación cerrada"):
        priority_figures.read(sqlite_database, analyst, YEAR, MADE)


def test_the_papers_say_whose_they_are_and_of_which_round(figures):
    identity = priority_record.paper(figures).identity
    assert "Magdalena" in identity["Entidad"]
    assert identity["Ronda"].startswith("2, cerrada el ") and identity["Ronda"].endswith("por Analista de Calidad")
    assert (identity["Calificadores"], identity["Generado"]) == ("2", "03/02/2026 10:04")
    assert priority_report.paper(figures).title == "Reporte de priorización de factores 2026"


def test_the_record_values_each_component(figures):
    book = book_of(priority_record.paper(figures))
    assert book.sheetnames == ["Registro", "Escala", "Componentes", "Factores", "Evidencia", "Calificadores"]
    assert rows_of(book, "Escala")[1] == ("Urgencia", "poco urgente", "muy urgente")
    assert rows_of(book, "Componentes") == [
        ("Gestión académica", 1, 1, 3.5, 4.5, 5, 13, 13, 1),
        ("Acceso y permanencia", 1, 2, 4, 4, 4, 12, 12, 2),
    ]
    assert rows_of(book, "Calificadores") == [
        ("Analista de Calidad", None, 3),
        ("Líder de Calidad", None, 3),
    ]


def test_the_record_lists_every_factor_with_its_value_place_and_objective(figures):
    found = rows_of(book_of(priority_record.paper(figures)), "Factores")
    assert [row[2:] for row in found] == [
        ("Pruebas sin uso", "Interno", 3.5, 4.5, 5, 13, "1", "=Usar los resultados"),
        ("Sin votos", "Interno", None, None, None, None, "Sin calificar", "Sin objetivo asociado"),
        ("Vías en mal estado", "Externo", 4, 4, 4, 12, "2 (empate)", "Sin objetivo asociado"),
        ("+Rutas insuficientes", "Interno", 4, 4, 4, 12, "2 (empate)", "Sin objetivo asociado"),
    ]
    evidence = rows_of(book_of(priority_record.paper(figures)), "Evidencia")
    assert evidence[0][:2] == (
        "Deserción rural",
        "Deserción intraanual, zona rural: 5,6\u00a0% en 2025 (media simple).",
    )
    assert evidence[1][:2] == (PAYLOAD, "Sin evidencia adjunta")


def test_the_report_has_order_ties_disagreement_firmness_and_every_round(figures):
    book = book_of(priority_report.paper(figures))
    assert book.sheetnames[1:8] == [
        "Orden", "Empates", "Acuerdo", "Firmeza", "Rondas", "Calificaciones", "Calificadores",
    ]  # fmt: skip
    assert [(row[0], row[1], row[7]) for row in rows_of(book, "Orden")] == [
        ("1", "Pruebas sin uso", 13),
        *[("2 (empate)", name, 12) for name in [row[1] for row in rows_of(book, "Orden")][1:]],
    ]
    assert {row[1:] for row in rows_of(book, "Empates")} == {
        ("Vías en mal estado", 12, "@Va primero"),
        ("+Rutas insuficientes", 12, "Sin nota todavía"),
    }
    assert rows_of(book, "Acuerdo")[0] == ("Pruebas sin uso", "2 a 5", "4 a 5", "5 a 5", 3, "-Se habló\nde ello")
    assert rows_of(book, "Firmeza")[0][:6] == ("Pruebas sin uso", 1, 1, 1, 1, "1 a 3")
    assert [(row[0], row[4]) for row in rows_of(book, "Rondas")] == [(1, 1), (2, 2)]
    assert [row[0] for row in rows_of(book, "Calificaciones")] == [1, 2, 2, 2, 2, 2, 2]
    said = dict(book["Registro"].iter_rows(min_row=2, values_only=True))
    assert said["Orden de los factores"] == "Sin calificar en esta ronda: Sin votos."


@pytest.mark.parametrize("kind", PAPERS)
def test_no_text_of_a_workbook_runs_and_its_figures_are_numbers(figures, kind):
    book = book_of(PAPERS[kind](figures))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    dangerous = [cell for cell in cells if str(cell.value)[0] in "=+-@" and isinstance(cell.value, str)]
    assert dangerous and all(cell.quotePrefix for cell in dangerous)
    assert {cell.number_format for cell in cells if isinstance(cell.value, float)} <= {"0.00", "0.0"}
    assert all(len(sheet.title) <= 31 and sheet.freeze_panes == "A2" for sheet in book)


@pytest.mark.parametrize("kind", PAPERS)
def test_the_document_has_real_headings_and_header_rows_and_fits_the_page(figures, kind):
    paper = PAPERS[kind](figures)
    document = document_of(paper)
    headings = [one for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings[0].text == paper.title
    levels = [int(one.style.name[-1]) for one in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert [one.text for one in headings[1:]] == [section.heading for section in paper.sections]
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(sum(section.widths) <= 24 for section in paper.sections)
    assert not list(document.element.iter(qn("w:hyperlink")))


def test_the_document_writes_figures_in_spanish_and_texts_as_they_are(figures):
    tables = tables_of(document_of(priority_record.paper(figures)))
    assert tables["Valoración por componente"][1] == [
        "Gestión académica", "1", "1", "3,50", "4,50", "5,00", "13,00", "13,00", "1",
    ]  # fmt: skip
    assert tables["Evidencia de las oportunidades"][2][0] == PAYLOAD
    report = tables_of(document_of(priority_report.paper(figures)))
    assert report["Acuerdo entre calificadores"][1][-1] == "-Se habló\nde ello"
