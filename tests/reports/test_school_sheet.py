"""«Qué le da este plan» in Word: what it says of one school, to the peso, and nothing that runs or marks up."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn

from analytics.reach import School
from data.records import entities, plan_elements, plan_frames, plans
from reports import school_docx, school_sheet

MADE = datetime(2026, 2, 3, 15, 4, tzinfo=UTC)
PAYLOAD = '=HYPERLINK("http://x") <b>x</b> \x0b &amp; {{x}}'
CODE = "147053990001"


@pytest.fixture
def frames(sqlite_database, analyst):
    """A component with a goal, an action of every road, and texts that try to be markup."""
    plan = plans.create(sqlite_database, analyst, 2026, "=Plan")

    def add(table, **values):
        return plan_elements.add(sqlite_database, analyst, plan["id"], table, values)["id"]

    component = add("components", name=PAYLOAD, pmi_areas=["academica"], weight=100)
    objective = add("objectives", component_id=component, text="Objetivo", weight=100)
    goal = add("goals", objective_id=objective, text="Meta +1", unit="%", weight=100)
    three = {"schools": [CODE, "147053990002", "147053990003"], "is_accompaniment": True}
    dates = {"start_date": "2026-02-02", "end_date": "2026-11-27"}
    named = add("actions", component_id=component, text=PAYLOAD, goal_id=goal, **three, **dates)
    add("action_resources", action_id=named, source="sgp", amount=100)
    add("actions", component_id=component, text="-2", municipalities=["47053"], objective_ids=[objective], cost=70)
    add("actions", component_id=component, text="General", cost=1_000_000)
    add("actions", component_id=component, text="Sin monto")
    add("actions", component_id=component, text="Solo rural", location="rural")
    return plan_frames.frames(sqlite_database, "47", plan["id"])


def sheet(frames, database, zone="urbana"):
    school = School(CODE, "47053", zone)
    return school_sheet.make(frames, school, PAYLOAD, "Aracataca", None, entities.get(database, "47"), MADE)


def rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_document_says_what_is_of_the_school_and_what_it_shares(frames, sqlite_database):
    made = Document(BytesIO(school_docx.build(sheet(frames, sqlite_database))))
    money, actions, goals = (rows(one) for one in made.tables)
    assert [row[:4] for row in money] == [
        ["Por dónde llega", "Acciones", "Monto de las acciones", "Parte de este EE"],
        ["Directo: la acción lo nombra", "1", "$\u00a0100", "$\u00a034"],
        ["Por su municipio", "1", "$\u00a070", "—"],
        ["Para toda la entidad", "2", "$\u00a01.000.000", "—"],
    ]
    assert money[3][4].endswith("Sin monto registrado: 1.")
    assert [(row[2], row[3], row[4], row[5], row[6]) for row in actions[1:]] == [
        ("02/02/2026 a 27/11/2026", "Directo: la acción lo nombra, con otros 2", "Sí", "$\u00a0100", "$\u00a034"),
        ("—", "Por su municipio", "No", "$\u00a070", "—"),
        ("—", "Para toda la entidad", "No", "$\u00a01.000.000", "—"),
        ("—", "Para toda la entidad", "No", "—", "—"),
    ]
    assert goals[1][0] == "Meta +1" and goals[1][3].endswith("; -2 (por su objetivo)")
    lines = [paragraph.text for paragraph in made.paragraphs]
    assert "Le llegan 4 acciones. Lo nombra 1. De acompañamiento a los establecimientos: 1. Dinero que se puede " \
        "atribuir a este establecimiento: $\u00a034." in lines  # fmt: skip
    assert "Código DANE: 147053990001" in lines and "No se conoce el resumen de su PMI." in lines
    assert "Plan: =Plan, vigencia 2026, versión 1 (borrador)" in lines


def test_nothing_that_people_wrote_runs_or_marks_up(frames, sqlite_database):
    made = Document(BytesIO(school_docx.build(sheet(frames, sqlite_database))))
    plain = PAYLOAD.replace("\x0b", "")
    assert rows(made.tables[1])[1][:2] == [plain, plain]
    assert not list(made.element.iter(qn("w:hyperlink"))) and not list(made.element.body.iter(qn("w:instrText")))
    assert [p.text for p in made.paragraphs if p.style.name == "Heading 1"] == [f"Qué le da este plan: {plain}"]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in made.tables)


def test_a_school_of_unknown_zone_is_not_told_what_is_for_one_zone(frames, sqlite_database):
    found = sheet(frames, sqlite_database, zone="")
    assert found.doubtful == 1 and "Solo rural" not in set(found.actions["Acción"])
    lines = [one.text for one in Document(BytesIO(school_docx.build(found))).paragraphs]
    assert school_docx.DOUBTFUL.format(count=1) in lines


def test_a_plan_that_does_not_reach_it_says_so(frames, sqlite_database, analyst):
    empty = plans.create(sqlite_database, analyst, 2027, "Vacío")
    found = sheet(plan_frames.frames(sqlite_database, "47", empty["id"]), sqlite_database)
    assert found.finding == "Ninguna acción de este plan llega a este establecimiento."
    assert found.money["Acciones"].tolist() == [0, 0, 0] and found.money["Monto de las acciones"].isna().all()
    assert "Ninguna." in [one.text for one in Document(BytesIO(school_docx.build(found))).paragraphs]
