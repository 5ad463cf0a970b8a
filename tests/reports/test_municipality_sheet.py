"""«Ficha municipal» in Word and Excel: the same figures, to the peso, and nothing that runs or marks up."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from docx import Document
from docx.oxml.ns import qn

from analytics.weights import Weights
from data.records import entities, plan_elements, plan_frames, plans
from reports import municipality_docx, municipality_sheet, municipality_xlsx
from reports.municipality_sheet import Place, Share
from reports.plain import plain

MADE = datetime(2026, 2, 3, 15, 4, tzinfo=UTC)
PAYLOAD = '=HYPERLINK("http://x") <b>x</b> \x0b &amp; {{x}}'
PLACES = ["47053", "47058", "47170"]
WEIGHTS = Weights(
    "matricula", pd.DataFrame({"total": [1, 2, 7], "urbana": [1, 1, 1], "rural": [0, 1, 6]}, index=PLACES)
)


@pytest.fixture
def frames(sqlite_database, analyst):
    plan = plans.create(sqlite_database, analyst, 2026, PAYLOAD)

    def add(table, **values):
        return plan_elements.add(sqlite_database, analyst, plan["id"], table, values)["id"]

    component = add("components", name=PAYLOAD, weight=100)
    objective = add("objectives", component_id=component, text="Objetivo", weight=100)
    goal = add("goals", objective_id=objective, text="Meta", unit="%", weight=100)
    fall = {"unit": "%", "sense": "reduccion"}
    add("indicators", goal_id=goal, name=PAYLOAD, weight=50, **fall)
    add("indicators", goal_id=goal, name="Sin medir", weight=50, **fall)
    frame = plan_frames.frames(sqlite_database, "47", plan["id"]).indicator_slices
    for row in frame.to_dict("records"):
        change = {"baseline": 4.25, "baseline_year": 2025, "target": 3}
        plan_elements.change(
            sqlite_database, analyst, plan["id"], "indicator_slices", row["id"], row["version"], change
        )
    own = add("actions", component_id=component, text=PAYLOAD, municipalities=["47053"], location="rural")
    add("action_resources", action_id=own, source="sgp", amount=60)
    add("action_resources", action_id=own, source="men", amount=40)
    add("actions", component_id=component, text="Todos", cost=1001)
    add("actions", component_id=component, text="Escuelas", schools=["147053990001", "147170990001"], cost=11)
    add("actions", component_id=component, text="Otro", municipalities=["47058"], cost=5, location="urbana")
    add("actions", component_id=component, text="-2", location="urbana")
    return plan_frames.frames(sqlite_database, "47", plan["id"])


@pytest.fixture
def sheet(frames, sqlite_database):
    one = frames.indicators["id"].iloc[0]
    measured = pd.DataFrame(
        [(one, "total", 4.0, 2025, "=Fuente"), (one, "rural", 5.0, 2025, "Fuente")],
        columns=["indicator_id", "slice", "value", "year", "source"],
    )
    shares = [
        Share("Matrícula rural", 30.0, 40.0, 70.0, "Fuente, 2025"),
        Share("Población rural", None, None, None, "x"),
    ]
    place = Place("47053", PAYLOAD, PLACES, WEIGHTS)
    entity = entities.get(sqlite_database, "47")
    return municipality_sheet.make(frames, place, measured, shares, ["-PMI"], entity, MADE)


def rows(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_money_is_told_by_its_rule_and_adds_up(sheet):
    assert sheet.money.to_numpy().tolist()[:2] == [
        ["Directo", 1, 100, "todo el dinero de la acción es de este municipio"],
        ["Reparto", 1, 6, "partes iguales entre los establecimientos que la acción nombra"],
    ]
    assert sheet.money["Dinero del municipio"].tolist() == [100, 6, 100, 206]
    assert sheet.without_amount == 1 and "la matrícula cargada" in sheet.rule
    assert "Le llegan 4 acciones y $\u00a0206, el 18,4\u00a0% del dinero del plan: $\u00a0100 directos" in sheet.finding


def test_what_is_rural_is_told_apart_from_what_is_for_both_zones(sheet):
    told = sheet.rural.set_index("Qué")
    assert told.loc["Matrícula rural"].tolist()[:3] == [30, 40, 70]
    assert told.loc["Población rural"].isna().tolist()[:3] == [True] * 3
    assert told.loc["Acciones solo para la zona rural"].tolist()[:3] == [1, 25, 20]
    assert told.loc["Dinero solo para la zona rural", "Municipio"] == 100
    assert told.loc["Dinero para las dos zonas, sin separar", "Municipio"] == 106
    estimate = told.loc["Dinero rural estimado"]
    assert estimate["Municipio"] == pytest.approx(142.4) and estimate.iloc[1] == pytest.approx(142.4 / 206 * 100)
    assert "Estimación" in estimate["Cómo se sabe"]


def test_the_indicators_stand_beside_the_baseline_and_the_target(sheet):
    told = sheet.indicators.set_index("Zona o grupo")
    assert told.loc["Total"].tolist()[2:10] == [4.0, 2025, 4.25, -0.25, "a favor", 3, 1.0, "=Fuente"]
    assert told.loc["Rural", ["Diferencia", "Lectura", "Falta para la meta"]].tolist() == [0.75, "en contra", 2.0]
    assert sheet.unmeasured == 1


def test_the_document_says_it_all_in_spanish_and_nothing_runs(sheet):
    made = Document(BytesIO(municipality_docx.build(sheet)))
    clean = plain(PAYLOAD)
    headings = [(p.style.name, p.text) for p in made.paragraphs if p.style.name.startswith("Heading")]
    assert headings == [
        ("Heading 1", f"Ficha municipal: {clean}"),
        ("Heading 2", "Indicadores del municipio frente al plan"),
        ("Heading 2", "Dinero"),
        ("Heading 2", "Participación rural"),
        ("Heading 2", "Acciones que le llegan"),
    ]
    indicators, money, rural, actions = (rows(one) for one in made.tables)
    assert indicators[1] == [clean, "Total", "%", "4,0", "2025", "4,3", "−0,3", "a favor", "3,0", "1,0", "=Fuente"]
    assert money[-1][:3] == ["Total", "3", "$\u00a0206"]
    assert rural[2][1:4] == ["—", "—", "—"]
    assert actions[1][0] == clean and actions[1][5:7] == ["$\u00a0100", "$\u00a0100"]
    assert actions[1][8] == "Sistema General de Participaciones (SGP): $\u00a060; Ministerio de Educación Nacional: " \
        "$\u00a040"  # fmt: skip
    assert actions[4][5:8] == ["—", "—", "Sin monto registrado"]
    lines = [paragraph.text for paragraph in made.paragraphs]
    assert sheet.rule in lines and "-PMI" in lines and plain(sheet.finding) in lines
    assert not list(made.element.iter(qn("w:hyperlink"))) and not list(made.element.body.iter(qn("w:instrText")))


def test_the_workbook_has_figures_as_figures_and_no_formula(sheet):
    book = openpyxl.load_workbook(BytesIO(municipality_xlsx.build(sheet)))
    assert book.sheetnames == ["Ficha", "Indicadores", "Dinero", "Rural", "Acciones"]
    kinds = {cell.data_type for one in book for row in one.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    said = dict(book["Ficha"].iter_rows(min_row=2, values_only=True))
    assert said["Regla del dinero"] == sheet.rule and said["Además"] == "-PMI"
    money = book["Dinero"]
    assert [row[2] for row in money.iter_rows(min_row=2, values_only=True)] == [100, 6, 100, 206]
    assert money["C2"].number_format == '"$" #,##0'
    actions = book["Acciones"]
    assert (actions["A2"].value, actions["A2"].data_type, actions["A2"].quotePrefix) == (plain(PAYLOAD), "s", True)
    assert actions["G5"].value is None, "what is not known is empty, not 0"
    assert book["Rural"]["B3"].value is None
    assert all(one.freeze_panes == "A2" and one.print_title_rows == "$1:$1" for one in book)


def test_a_plan_that_does_not_reach_it_says_so(sqlite_database, analyst):
    plan = plans.create(sqlite_database, analyst, 2027, "Vacío")
    frames = plan_frames.frames(sqlite_database, "47", plan["id"])
    nothing = pd.DataFrame(columns=["indicator_id", "slice", "value", "year", "source"])
    place = Place("47053", "Aracataca", PLACES, WEIGHTS)
    found = municipality_sheet.make(frames, place, nothing, [], [], entities.get(sqlite_database, "47"), MADE)
    assert found.finding == "Ninguna acción de este plan llega a Aracataca."
    assert found.money["Dinero del municipio"].tolist() == [0, 0, 0, 0]
    assert Document(BytesIO(municipality_docx.build(found))).tables
    assert openpyxl.load_workbook(BytesIO(municipality_xlsx.build(found)))["Acciones"].max_row == 1


def test_money_that_nobody_wrote_down_is_not_0(frames, sqlite_database):
    actions = frames.actions.assign(cost=pd.array([None] * len(frames.actions), dtype="Int64"))
    unknown = replace(frames, actions=actions, action_resources=frames.action_resources.iloc[:0])
    nothing = pd.DataFrame(columns=["indicator_id", "slice", "value", "year", "source"])
    place = Place("47053", "Aracataca", PLACES, WEIGHTS)
    found = municipality_sheet.make(unknown, place, nothing, [], [], entities.get(sqlite_database, "47"), MADE)
    assert "con cuánto dinero no se sabe" in found.finding
    assert found.money["Dinero del municipio"].isna().all()
    assert rows(Document(BytesIO(municipality_docx.build(found))).tables[0])[1][2] == "—"
