"""The coherence matrix handed over: the same rows, figures as figures, and no text that runs."""

from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest

from procedure.conformity.coherence import matrix
from procedure.conformity.review import review
from reports import coherence_xlsx
from reports.coherence_xlsx import Evidence
from tests.conforming import ConformingPlan
from tests.procedure.conformity.small_plan import bundle, tables

MADE = datetime(2026, 2, 20, 15, 0, tzinfo=UTC)
IDENTITY = {"Entidad": "SED", "Plan": "PAM 2026"}


def book_of(rows, around=None):
    plan = bundle(rows, **(around or {}))
    lines = matrix(plan, {"u2": "Responsable"})
    content = coherence_xlsx.build(Evidence(IDENTITY, lines, review(plan), MADE, "Demostración"))
    return openpyxl.load_workbook(BytesIO(content))


def test_the_matrix_has_a_row_per_line_with_its_days_and_its_money():
    sheet = book_of(tables())["Matriz"]
    headers = [cell.value for cell in sheet[1]]
    first = dict(zip(headers, sheet[2], strict=True))
    assert sheet.max_row == 3
    assert first["Costo (pesos)"].value == 100
    assert first["Costo (pesos)"].number_format == '"$" #,##0'
    assert first["Fin"].value == datetime(2026, 11, 30)  # noqa: DTZ001 - a day has no zone
    assert first["Fin"].number_format == "dd/mm/yyyy"
    assert first["Valor de la meta"].value == "3 %"
    assert sheet.auto_filter.ref == "A1:N3"


def test_what_lacks_is_marked_and_the_findings_of_that_moment_are_in_it():
    rows = tables()
    rows["actions"].clear()
    book = book_of(rows, {"acta": ""})
    assert book["Matriz"].cell(2, 14).value == "Sin actividad"
    assert book["Matriz"].cell(2, 14).fill.fgColor.rgb == "FFFBE3B5"
    told = list(book["Conformidad"].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[2], row[4]) for row in told] == [("C24", "Bloquea", "La viabilidad no tiene acta.")]
    said = dict(book["Identificación"].iter_rows(min_row=2, values_only=True))
    assert said["Plan"] == "PAM 2026" and said["Aviso"] == "Demostración"


@pytest.mark.parametrize("payload", ["=1+1", "+2", "-3", "@a", '=HYPERLINK("http://x","y")'])
def test_no_text_of_the_plan_is_a_formula(payload):
    rows = tables()
    rows["objectives"][0].update(text=payload)
    rows["actions"][0].update(text=payload, cost=None)
    kinds = {cell.data_type for sheet in book_of(rows) for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book_of(rows)["Matriz"].cell(2, 2).value == payload


def test_its_identity_is_that_of_the_stored_plan(sqlite_database, analyst):
    plan = ConformingPlan(sqlite_database, analyst)
    evidence = coherence_xlsx.read(sqlite_database, "47", plan.id, [], [], MADE)
    assert evidence.identity["Plan"] == "Plan conforme, vigencia 2026, versión 1"
    assert evidence.identity["Estado del plan"] == "Borrador"
    assert evidence.identity["Generado"] == "20/02/2026 10:00"
    assert evidence.notice == ""
