"""The strategy to hand over says in Word, in Excel and in the calendar what it says on its page, and nothing runs."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as some

from procedure.follow_up import FollowUp, Person
from reports import ics, strategy_docx, strategy_ics, strategy_record, strategy_xlsx
from reports.plain import plain

MADE = datetime(2026, 2, 3, 15, 4, tzinfo=UTC)
PLAN = {"id": "p", "year": 2026, "name": "PAM", "number": 1, "state": "borrador"}
ENTITY = {"name": "Magdalena", "is_demonstration": True}
INDICATOR = {
    "id": "i", "code": "PE-01", "name": "Deserción, rural; y urbana", "accumulation": "nivel", "basis": "brecha",
    "is_followed": True, "periodicity": "trimestral", "reporting_day": 10.0, "source_lag_days": 15.0,
    "responsible_id": "r",
}  # fmt: skip
SLICE = {"t1": 4.0, "t2": None, "t3": None, "t4": 3.0, "baseline": 5.0, "target": 3.0}
SPACE = {
    "id": "s", "name": "Comité\\Directivo; uno, dos\ntres", "purpose": "decision", "periodicity": "semestral",
    "first_date": date(2026, 8, 31), "participants": "=1+1", "responsible_id": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def record():
    found = FollowUp(
        2026,
        [INDICATOR],
        {"i": [SLICE]},
        [{"id": "a", "text": "=cmd()", "start_date": None, "end_date": date(2026, 2, 1), "responsible_id": None}],
        {"periodicity": "trimestral", "indicators_criterion": "<b>Los de resultado</b>", "presentation": ""},
        [{"name": "Analista", "responsible_id": None, "duties": ["consolidar"], "note": "@SUM(A1)"}],
        [{"name": "Reporte", "purpose": "", "periodicity": "trimestral", "responsible_id": "r", "indicator_ids": []}],
        [SPACE],
        {"r": Person("r", "Responsable", roles=("responsable",)), "l": Person("l", "Líder", roles=("lider",))},
    )
    return strategy_record.record(found, PLAN, ENTITY, MADE)


def unfolded(content):
    return content.decode().replace("\r\n ", "").split("\r\n")


def test_what_is_asked_is_told_with_its_day_instrument_and_reason(record):
    assert record.asked.iloc[0].tolist() == [
        "T1", "Responsable", "PE-01 · Deserción, rural; y urbana", "Indicador", date(2026, 4, 10), "Reporte",
        "Analista",
        "La fuente publica el 15/04/2026, después del plazo: se reporta lo último publicado.",
    ]  # fmt: skip
    assert record.asked["Trimestre"].tolist() == ["T1", "T1", "T2", "T3", "T4"]
    assert record.asked.iloc[1]["A quién"] == "Líder"


def test_the_document_has_the_six_elements_in_order_and_the_calendar(record):
    document = Document(BytesIO(strategy_docx.build(record)))
    headings = [one.text for one in document.paragraphs if one.style.name.startswith("Heading")]
    assert headings == [
        "Estrategia de seguimiento 2026",
        "1. Equipo de seguimiento",
        "2. Indicadores objeto de seguimiento",
        "3. Instrumentos",
        "4. Periodicidad",
        "5. Forma de presentación",
        "6. Espacios de socialización y decisión",
        "Qué se le pide a quién",
        "Dónde se presenta cada trimestre",
        "Calendario",
    ]
    text = "\n".join(one.text for one in document.paragraphs)
    assert "DEMOSTRACIÓN" in text and "<b>Los de resultado</b>" in text and "Por definir" in text
    assert "Por completar: Falta decir cómo se presentan los resultados." in text
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["31/08/2026", "Reunión", plain(SPACE["name"]), "=1+1", "Decidir"] in cells
    assert ["Analista", "Sin cuenta", "Consolidar", "@SUM(A1)"] in cells


def test_the_workbook_has_real_dates_and_no_formula(record):
    book = openpyxl.load_workbook(BytesIO(strategy_xlsx.build(record)))
    assert book.sheetnames == [
        "Estrategia", "Calendario", "Qué se le pide", "Dónde se presenta", "Equipo", "Indicadores", "Instrumentos",
        "Espacios",
    ]  # fmt: skip
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    asked = book["Qué se le pide"]
    assert asked["E2"].value.date() == date(2026, 4, 10) and asked["E2"].number_format == "dd/mm/yyyy"
    calendar = book["Calendario"]
    days = [row[0].value.date() for row in calendar.iter_rows(min_row=2)]
    assert days == sorted(days) == [one.day for one in record.events]
    assert [cell.value for cell in book["Equipo"][2]] == ["Analista", "Sin cuenta", "Consolidar", "@SUM(A1)"]


GOLDEN = r"""BEGIN:VEVENT
UID:espacio-s-2-p@pam
DTSTAMP:20260203T150400Z
DTSTART;VALUE=DATE:20270228
DTEND;VALUE=DATE:20270301
SUMMARY:Comité\\Directivo\; uno\, dos\ntres
DESCRIPTION:Quién: =1+1\nDecidir\nDEMOSTRACIÓN: datos inventados\, sin va
 lidez oficial.
CATEGORIES:Reunión
TRANSP:TRANSPARENT
END:VEVENT
END:VCALENDAR
"""


def test_the_calendar_is_as_the_norm_asks(record):
    content = strategy_ics.build(record)
    assert content.endswith(GOLDEN.replace("\n", "\r\n").encode())
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 75
    told = unfolded(content)
    assert told[:6] == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//PAM//Estrategia de seguimiento//ES", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "X-WR-CALNAME:Estrategia de seguimiento 2026",
    ]  # fmt: skip
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == len(record.events) == 11
    uids = [line for line in told if line.startswith("UID:")]
    assert len(set(uids)) == len(uids)
    assert "SUMMARY:T1: reportar 1 indicador (Responsable)" in told
    hand_in = next(line for line in told if line.startswith("DESCRIPTION:Quién: Responsable"))
    assert r"PE-01 · Deserción\, rural\; y urbana La fuente publica" in hand_in


def test_ones_own_calendar_leaves_out_what_others_hand_in(record):
    told = unfolded(strategy_ics.build(record, "l"))
    summaries = [line.removeprefix("SUMMARY:") for line in told if line.startswith("SUMMARY:")]
    assert [one for one in summaries if "reportar" in one] == ["T1: reportar 1 acción (Líder)"]
    assert sum(one.startswith("Corte") for one in summaries) == 4


@given(some.text(alphabet=some.characters(exclude_categories=("Cs",)), max_size=300))
def test_any_text_comes_back_from_its_folded_and_escaped_line(text):
    line = f"SUMMARY:{ics.escaped(text)}"
    pieces = list(ics.folded(line))
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line
    assert not set("\r\n") & set(line)
