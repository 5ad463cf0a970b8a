"""Every element that the manual asks of the plan (activity 3) is written in the page, stored, and found again.

One row per element of the manual: the level of the editor, the field, what is typed and what is stored.
"""

import pandas as pd
import pytest

from data.records import plan_elements
from pages.components import session
from pages.components.sheets import memory as memories
from procedure.elements import ELEMENTS
from procedure.errors import NotAllowedError
from procedure.roles import Role
from tests.pages.plan.conftest import PAGE, YEAR, ran, texts

DAY = pd.Timestamp(YEAR, 6, 30)
ELEMENTS_OF_THE_MANUAL = [
    ("componente", "components", "name", "Acceso y permanencia", "Acceso y permanencia"),
    ("componente: gestiones de los PMI", "components", "pmi_areas", ["Gestión académica"], ["academica"]),
    ("ubicación geográfica", "actions", "location", "Rural", "rural"),
    ("con quiénes", "actions", "audience", ["Estudiantes", "Docentes"], ["estudiantes", "docentes"]),
    ("municipios", "actions", "municipalities", ["Plato"], ["47555"]),
    ("establecimientos", "actions", "schools", "147555000123, 247555000456", ["147555000123", "247555000456"]),
    ("objetivo", "objectives", "text", "Que nadie deje la escuela", "Que nadie deje la escuela"),
    ("condiciones favorables", "objectives", "favourable_conditions", "PAE contratado", "PAE contratado"),
    ("riesgo", "objective_risks", "text", "Crecientes", "Crecientes"),
    ("riesgo: probabilidad", "objective_risks", "likelihood", "Alta", "alta"),
    ("riesgo: control", "objective_risks", "control", "Sedes alternas", "Sedes alternas"),
    ("alineación", "objectives", "alignment", "PDD, línea 2", "PDD, línea 2"),
    ("meta", "goals", "text", "Bajar a 2,5 %", "Bajar a 2,5 %"),
    ("meta: unidad", "goals", "unit", "%", "%"),
    ("meta: fecha", "goals", "due_date", f"30/06/{YEAR}", DAY),
    ("meta: plan sectorial", "goals", "sector_goal", "Meta 12 del plan sectorial", "Meta 12 del plan sectorial"),
    ("meta: análisis de los PMI", "goals", "pmi_areas", ["Gestión directiva"], ["directiva"]),
    ("meta: valor por zona e inclusión", "goal_slices", "target", "2,5", 2.5),
    ("indicador", "indicators", "name", "Deserción intraanual", "Deserción intraanual"),
    ("indicador: proceso o resultado", "indicators", "nature", "Proceso", "proceso"),
    ("indicador: unidad", "indicators", "unit", "%", "%"),
    ("indicador: forma de medición", "indicators", "formula", "N / D × 100", "N / D × 100"),
    ("programación", "indicator_slices", "t1", "3,5", 3.5),
    ("acción", "actions", "text", "Ampliar rutas", "Ampliar rutas"),
    ("responsable del objetivo", "objectives", "responsible_id", "Analista de Calidad", "analyst"),
    ("responsable de la acción", "actions", "responsible_id", "Analista de Calidad", "analyst"),
    ("recursos técnicos", "actions", "technical_resources", "Buses y lanchas", "Buses y lanchas"),
    ("recursos: fuente", "action_resources", "source", "Alianzas", "alianzas"),
    ("recursos: monto", "action_resources", "amount", "$ 1.200.000", 1_200_000),
    ("recursos: línea del POAI", "action_resources", "poai_line_id", "Transporte", "line"),
    ("recursos: porcentaje del MEN", "action_resources", "men_percentage", "25,5", 25.5),
    ("recursos: proyecto del MEN", "action_resources", "men_project", "Todos a Aprender", "Todos a Aprender"),
    ("POAI: tope", "poai_lines", "ceiling", "5.000.000", 5_000_000),
    ("tiempo: inicio", "actions", "start_date", f"30/06/{YEAR}", DAY),
    ("tiempo: fin", "actions", "end_date", f"30/06/{YEAR}", DAY),
    ("costo", "actions", "cost", "1.500.000", 1_500_000),
    ("estrategia de calidad", "actions", "quality_strategy", "Formación situada", "Formación situada"),
    ("proyecto del MEN", "actions", "men_project", "Todos a Aprender", "Todos a Aprender"),
    ("acompañamiento a EE", "actions", "is_accompaniment", True, True),
]


@pytest.fixture
def whole(plan, analyst):
    plan.risk = plan.add("objective_risks", objective_id=plan.objective, text="Vías")
    plan.line = plan.add("poai_lines", name="Transporte", source="alianzas", ceiling=2_000_000)
    plan.resource = plan.add("action_resources", action_id=plan.action, source="sgp", amount=5)
    plan.ids = {"analyst": analyst.user_id, "line": plan.line}
    return plan


def open_file(test, table, row_id):
    box = next((one for one in test.selectbox if one.label == f"Abrir {ELEMENTS[table].singular}"), None)
    if box is not None:
        box.set_value(row_id)
    return ran(test)


def write(test, table, values):
    """Each field in whichever sheet of the page has it: the grid of the level or the file of its first row."""
    memory = test.session_state["hojas"]
    for sheet in [one for one in memory.by_name.values() if one.table == table]:
        own = {name: value for name, value in values.items() if name in {column.name for column in sheet.columns}}
        if own:
            memories.write_down(memory.user_id, sheet, {"edited_rows": {0: own}})
            values = {name: value for name, value in values.items() if name not in own}
    assert not values, f"{table} has no place for {list(values)}"
    return ran(test)


@pytest.mark.parametrize("table", list(dict.fromkeys(row[1] for row in ELEMENTS_OF_THE_MANUAL)))
def test_every_element_of_the_manual_is_written_and_stored(open_page, whole, analyst, go, table):
    elements = [row for row in ELEMENTS_OF_THE_MANUAL if row[1] == table]
    test = go(open_page(analyst, PAGE), table)
    test = open_file(test, table, whole.rows(table)["id"].iloc[0])
    write(test, table, {field: typed for _, _, field, typed, _ in elements})
    row = whole.rows(table).iloc[0]
    for name, _, field, _, stored in elements:
        assert row[field] == whole.ids.get(str(stored), stored), name


def test_an_action_serves_several_priority_aspects_and_one_is_served_by_several_actions(
    open_page, whole, analyst, go, tell
):
    second = whole.add("actions", component_id=whole.component, text="PAE")
    both = ["Reducir la deserción", "Ampliar rutas"]
    test = go(open_page(analyst, PAGE), "actions")
    tell(test, "actions", {0: {"objective_ids": both}, 1: {"objective_ids": both[1:]}})
    assert whole.value("actions", whole.action, "objective_ids") == sorted([whole.objective, whole.other])
    assert whole.value("actions", second, "objective_ids") == [whole.other]


def test_what_its_actions_bring_is_read_from_the_objective_and_the_goal(open_page, whole, analyst, go):
    values = {
        "objective_ids": [whole.objective],
        "location": "rural",
        "audience": ["estudiantes"],
        "municipalities": ["47555"],
        "quality_strategy": "Formación situada",
        "is_accompaniment": True,
        "responsible_id": analyst.user_id,
    }
    whole.change("actions", whole.action, **values)
    whole.change("action_resources", whole.resource, men_project="Todos a Aprender", men_percentage=10)
    for table, row_id in (("objectives", whole.objective), ("goals", whole.goal), ("components", whole.component)):
        test = open_file(go(open_page(analyst, PAGE), table), table, row_id)
        written = " ".join(str(one.proto.body) for one in test.get("html"))
        for text in ("Rural", "Plato", "Estudiantes", "Formación situada", "Todos a Aprender", "Analista de Calidad"):
            assert text in written, (table, text)
    test = open_file(go(open_page(analyst, PAGE), "objectives"), "objectives", whole.other)
    assert "Ninguna acción le sirve todavía" in texts(test)


BAD = {  # table → field: what is typed, the rule that is told
    "objectives": {"weight": ("120", "no puede ser mayor que 100")},
    "goals": {"due_date": ("31/02/2026", "escriba una fecha como")},
    "actions": {"start_date": ("ayer", "escriba una fecha como"), "cost": ("mucho", "escriba un número")},
    "action_resources": {
        "amount": ("-5", "no puede ser menor que 0"),
        "men_percentage": ("130", "no puede ser mayor que 100"),
    },
    "poai_lines": {"ceiling": ("1,5", "sin decimales")},
    "indicator_slices": {
        "t1": ("1.234", "puede leerse de dos maneras"),
        "baseline_year": ("26", "no puede ser menor que 1990"),
    },
}
GOOD = {
    "objectives": ("text", "Otro texto"),
    "goals": ("unit", "personas"),
    "actions": ("text", "Otra acción"),
    "action_resources": ("men_project", "PTA"),
    "poai_lines": ("name", "Otra línea"),
    "indicator_slices": ("baseline_source", "SIMAT"),
}


@pytest.mark.parametrize("table", BAD)
def test_what_cannot_be_is_refused_with_its_rule_and_the_rest_of_the_row_survives(
    open_page, whole, analyst, go, tell, table
):
    before, (good, value) = whole.rows(table).iloc[0], GOOD[table]
    test = go(open_page(analyst, PAGE), table)
    tell(test, table, {0: {field: typed for field, (typed, _) in BAD[table].items()} | {good: value}})
    row, told = whole.rows(table).iloc[0], texts(test).replace("\\", "")
    assert row[good] == value and "lo demás ya está guardado" in told
    for field, (_, rule) in BAD[table].items():
        assert rule in told, field
        assert row[field] == before[field] or pd.isna(before[field])
    tell(test, table, {0: {good: value}})
    assert "Sin guardar todavía" not in texts(test), "what was refused is taken back"


def test_rows_pasted_from_a_spreadsheet_come_in_and_the_bad_one_waits(open_page, whole, analyst, go, tell):
    test = go(open_page(analyst, PAGE), "actions")
    pasted = [
        {"component_id": "Permanencia", "text": "Uno", "start_date": f"01/02/{YEAR}", "cost": "$ 1.000.000"},
        {"component_id": "Permanencia", "text": "Dos", "end_date": "32/01/2026", "objective_ids": ["Ampliar rutas"]},
        {"component_id": "Permanencia", "text": "", "cost": "5"},
    ]
    tell(test, "actions", added=pasted)
    rows = whole.rows("actions").set_index("text")
    assert rows.index.tolist() == ["Rutas escolares", "Uno", "Dos"]
    assert rows["cost"]["Uno"] == 1_000_000 and rows["objective_ids"]["Dos"] == [whole.other]
    assert "«32/01/2026» no sirve" in texts(test).replace("\\", "")
    assert "Para guardar esta fila falta: Acción" in texts(test)


def test_a_row_goes_straight_to_its_place_among_its_siblings(open_page, whole, analyst, go):
    third = whole.add("objectives", component_id=whole.component, text="Tercero")
    test = open_file(go(open_page(analyst, PAGE), "objectives"), "objectives", whole.objective)
    next(one for one in test.number_input if one.label == "Lugar entre 3").set_value(3)
    next(one for one in ran(test).button if one.label == "Mover").click()
    ran(test)
    assert whole.rows("objectives")["id"].tolist() == [whole.other, third, whole.objective]


def test_three_areas_write_at_once_and_nothing_is_lost(open_page, whole, analyst, enrol, go, tell, monkeypatch):
    """Calidad writes the action, Administrativa y Financiera its money, Planeación its dates and the alignment."""
    finance = enrol(Role.COAUTHOR, name="Líder Administrativa y Financiera")
    planning = enrol(Role.COAUTHOR, name="Líder de Planeación")
    tests, tokens = {}, {}
    for person in (analyst, finance, planning):
        tests[person.name] = go(open_page(person, PAGE), "actions")
        tokens[person.name] = session.token()

    def types(person, table, edited, added=()):
        monkeypatch.setattr("pages.components.session.token", lambda: tokens[person.name])
        return tell(tests[person.name], table, edited, added)

    types(analyst, "actions", {0: {"text": "Rutas escolares rurales"}})
    types(finance, "actions", {0: {"cost": "9.000.000"}})
    types(planning, "actions", {0: {"start_date": f"01/02/{YEAR}"}})
    row = whole.rows("actions").iloc[0]
    assert (row["text"], row["cost"], row["start_date"]) == (
        "Rutas escolares rurales",
        9_000_000,
        pd.Timestamp(YEAR, 2, 1),
    )
    monkeypatch.setattr("pages.components.session.token", lambda: tokens[finance.name])
    go(tests[finance.name], "action_resources")
    new = {"action_id": "Rutas escolares rurales", "source": "Alianzas", "amount": "700", "poai_line_id": "Transporte"}
    types(finance, "action_resources", {}, [new])
    assert whole.rows("action_resources")["amount"].tolist() == [5, 700]
    monkeypatch.setattr("pages.components.session.token", lambda: tokens[planning.name])
    open_file(go(tests[planning.name], "objectives"), "objectives", whole.objective)
    write(tests[planning.name], "objectives", {"alignment": "PDD, línea 2"})
    assert whole.value("objectives", whole.objective, "alignment") == "PDD, línea 2"


def test_a_coauthor_may_not_reach_the_rest_by_any_road(whole, coauthor):
    version = int(whole.rows("actions")["version"].iloc[0])
    with pytest.raises(NotAllowedError, match="Su rol no permite cambiar"):
        plan_elements.change(
            whole.database, coauthor, whole.id, "actions", whole.action, version, {"quality_strategy": "x"}
        )
    with pytest.raises(NotAllowedError, match="no permite agregar ni retirar"):
        plan_elements.add(whole.database, coauthor, whole.id, "goals", {"objective_id": whole.objective, "text": "x"})
