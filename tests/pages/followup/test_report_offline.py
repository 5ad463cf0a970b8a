"""Reporting in Excel from the page: download, upload, review cell by cell, accept; drafts come of it."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.records import report_exchange
from pages.components.exchange import reviews
from procedure.exchange.report_layout import INDICATORS
from reports import report_workbook
from tests.pages.followup.reporting import people, plan, screen

__all__ = ["people", "plan", "screen"]

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def nothing_kept():
    reviews._kept.clear()


def filled(plan, actor, **values):
    """The workbook of the first trimester with slice → value written in `dropout`."""
    here = report_exchange.read(plan.database, actor, plan.id, 1)
    book = load_workbook(BytesIO(report_workbook.build(here, actor.name, datetime.now(UTC))))
    sheet = book["Indicadores"]
    keys, place = [one.value for one in sheet["A"]], INDICATORS.headers.index("Ejecutado") + 1
    for part, value in values.items():
        sheet.cell(keys.index(f"indicador:{plan.dropout}:{part}") + 1, place).value = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def upload(shown, content, name="reporte.xlsx"):
    uploader = next(one for one in shown.test.file_uploader if one.key and one.key.startswith("reporte_excel_archivo"))
    uploader.set_value((name, content, XLSX))
    return shown._settled(shown.test.run())


def test_the_workbook_is_made_when_asked_and_offered(screen):
    mine = screen("responsible").press("Preparar el libro de Excel")
    assert any(one.key == "reporte-excel-descargar" for one in mine.test.get("download_button"))


def test_what_was_filled_is_reviewed_with_its_doubts_and_accepted_into_a_draft(screen, plan, people):
    mine = upload(screen("responsible"), filled(plan, people["responsible"], total=4.5, rural=50, urbana="mucho"))
    assert "2 celdas cambian" in mine.said
    kept = reviews.of(people["responsible"], f"{plan.id}/T1")
    notes = {one.field: one.reason for one in kept.comparison.changes}
    assert "por encima de la línea de base" in notes["rural"]
    assert "Nada programado a T1" in notes["rural"]
    assert "«mucho» no sirve" in notes["urbana"]
    mine.press("Aceptar 2 cambios")
    assert "2 datos entraron como borrador" in mine.said
    assert plan.values() == {"total": 4.5, "rural": 50}
    mine.press("Seguir con los reportes").show(plan.dropout)
    assert mine.box("total").value == "4,5"


def test_a_strange_file_says_why_and_what_is_typed_stays(screen, plan):
    mine = screen("responsible").show(plan.dropout).type(total="4,5")
    upload(mine, b"no es un libro")
    assert "reporte.xlsx" in mine.said
    assert mine.box("total").value == "4,5"
    assert plan.values() == {}


def test_a_workbook_that_is_discarded_changes_nothing(screen, plan, people):
    mine = upload(screen("responsible"), filled(plan, people["responsible"], total=4.5))
    mine.press("Descartar el libro")
    assert "Sus reportes siguen como estaban" in mine.said
    assert plan.values() == {}
