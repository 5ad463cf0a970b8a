"""Export and import of an untouched file changes nothing, whatever the plan holds; and at the size of a real one."""

import time
from datetime import date, datetime
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, insert

from data.intake import plan_book
from data.records import plan_exchange, plan_import, plans
from data.records.schema import metadata
from procedure.elements import ELEMENTS, PLAN_TABLES
from procedure.elements.base import REFERRED
from procedure.fields import Kind
from reports import plan_workbook

NOW = datetime(2026, 3, 1, 8)  # noqa: DTZ001 - as it is shown

NASTY = st.sampled_from(
    ["=1+1", "+57 300", "-", "@SUM(A1)", "  al margen  ", "_x0041_", "1.234", "05001", "31/03/2026", "Sí", "NA", "TRUE"]
)
TEXTS = st.one_of(NASTY, st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
NUMBERS = st.one_of(
    st.integers(-(10**6), 10**6).map(float),
    st.floats(-1e9, 1e9, allow_nan=False, allow_subnormal=False),
    st.sampled_from([0.1 + 0.2, 1 / 3, 1e-9, 99999999999999.98, -0.0]),
)
VALUES = {
    Kind.TEXT: TEXTS,
    Kind.LONG_TEXT: st.one_of(TEXTS, st.just("uno\r\ndos; tres\n\ncuatro")),
    Kind.WEIGHT: st.floats(0, 100, allow_subnormal=False),
    Kind.PERCENT: st.floats(0, 100, allow_subnormal=False),
    Kind.NUMBER: NUMBERS,
    Kind.INTEGER: st.integers(1990, 2100),
    Kind.MONEY: st.sampled_from([0, 1, 1234, 10**15, 150_000_000]),
    Kind.DATE: st.dates(date(1990, 1, 2), date(2100, 12, 31)),
    Kind.BOOLEAN: st.booleans(),
}


@st.composite
def rows(draw, table, ids):
    """The stored fields of a row whose references are among `ids` (table → ids already there)."""
    values = {}
    for field in ELEMENTS[table].columns:
        if field.kind is Kind.CHOICE:
            value = draw(st.sampled_from(sorted(field.choices)))
        elif field.kind is Kind.CHOICES:
            value = draw(st.lists(st.sampled_from(sorted(field.choices)), unique=True))
        elif field.kind is Kind.CODES:
            digits = 12 if field.name == "schools" else 5
            value = sorted(set(draw(st.lists(st.text("0123456789", min_size=digits, max_size=digits), max_size=3))))
        elif field.kind is Kind.REFERENCE:
            others = ids.get(REFERRED.get(field.name, ""), [])
            value = draw(st.sampled_from(others)) if others else None
        elif field.kind is Kind.PERSON:
            value = draw(st.sampled_from([None, *ids["users"]]))
        else:
            value = draw(VALUES[field.kind])
        nullable = not field.required and field.kind not in (Kind.CHOICES, Kind.CODES, Kind.TEXT, Kind.LONG_TEXT)
        values[field.name] = None if nullable and draw(st.integers(0, 3)) == 0 else value
    return values


@st.composite
def generated(draw, people):
    """Table → rows with id, parents first; slices of one parent are no two alike."""
    ids, found = {"users": people}, {}
    for table in PLAN_TABLES:
        count = 0 if ELEMENTS[table].fixed else draw(st.integers(1, 2))
        found[table] = []
        for _ in range(count):
            row = {"id": uuid4().hex, **draw(rows(table, ids))}
            parent = ELEMENTS[table].parent_field
            if "slice" in row and any(
                (one[parent], one["slice"]) == (row[parent], row["slice"]) for one in found[table]
            ):
                continue
            found[table].append(row)
        ids[table] = [row["id"] for row in found[table]]
    return found


def store(database, actor, plan_id, found):
    """Straight into the tables: what people wrote years ago need not satisfy the rules of today."""
    common = {"entity_id": actor.entity_id, "plan_id": plan_id, "version": 1, "created_at": datetime.now().astimezone()}
    with database.engine.begin() as connection:
        for table, its in found.items():
            if its:
                placed = [{**common, **row, "position": place} for place, row in enumerate(its, start=1)]
                connection.execute(insert(metadata.tables[table]), placed)


def round_trip(database, actor, plan_id, folder):
    path = folder / f"{plan_id}.xlsx"
    path.write_bytes(plan_workbook.build(plan_exchange.read(database, actor.entity_id, plan_id), actor, NOW))
    return plan_import.review(database, actor, plan_id, plan_book.read(path, "plan.xlsx"))


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(data=st.data())
def test_export_and_import_of_an_untouched_plan_changes_nothing(sqlite_database, analyst, tmp_path, data):
    plan = plans.create(sqlite_database, analyst, 2026, "Plan generado")
    found = data.draw(generated([analyst.user_id]))
    store(sqlite_database, analyst, plan["id"], found)
    compared = round_trip(sqlite_database, analyst, plan["id"], tmp_path)
    assert [(one.cell, one.before, one.after, one.reason) for one in compared.changes] == []
    assert compared.notices == ()


def test_what_is_no_longer_among_the_options_comes_back_as_it_went(sqlite_database, analyst, responsible, tmp_path):
    """An account closed since, a municipality that is not of the entity."""
    plan = plans.create(sqlite_database, analyst, 2026, "Plan")["id"]
    component, action = uuid4().hex, uuid4().hex
    store(
        sqlite_database,
        analyst,
        plan,
        {
            "components": [{"id": component, "name": "Permanencia"}],
            "actions": [
                {
                    "id": action,
                    "component_id": component,
                    "text": "Rutas",
                    "audience": [],
                    "municipalities": ["99999"],
                    "responsible_id": responsible.user_id,
                }
            ],
        },
    )
    users = metadata.tables["users"]
    with sqlite_database.engine.begin() as connection:
        connection.execute(users.update().where(users.c.id == responsible.user_id).values(is_active=False))
    assert round_trip(sqlite_database, analyst, plan, tmp_path).changes == ()


@pytest.fixture
def large(sqlite_database, analyst):
    """12 components, 60 objectives, 180 goals × 4 slices, 400 indicators × 3 slices, 1,200 actions with resources."""
    plan = plans.create(sqlite_database, analyst, 2026, "Plan grande")["id"]
    found = {table: [] for table in PLAN_TABLES}

    def add(table, **values):
        found[table].append({"id": uuid4().hex, **values})
        return found[table][-1]["id"]

    components = [add("components", name=f"Componente {one}", weight=8.0) for one in range(12)]
    objectives = [add("objectives", component_id=components[one % 12], text=f"Objetivo {one}") for one in range(60)]
    goals = [add("goals", objective_id=objectives[one % 60], text=f"Meta {one}") for one in range(180)]
    for goal in goals:
        for code in ("total", "urbana", "rural", "etnia"):
            add("goal_slices", goal_id=goal, slice=code, target=10.5)
    for one in range(400):
        indicator = add("indicators", goal_id=goals[one % 180], code=f"I-{one}", name=f"Indicador {one}")
        for code in ("total", "urbana", "rural"):
            add("indicator_slices", indicator_id=indicator, slice=code, baseline=5.0, target=8.25, t1=5.5)
    for one in range(1200):
        goal = goals[one % 180]
        action = add("actions", component_id=components[one % 12], goal_id=goal, text=f"Acción {one} " * 8, audience=[])
        add("action_resources", action_id=action, source="sgp", amount=1_000_000 + one)
    store(sqlite_database, analyst, plan, found)
    return plan


def test_a_large_plan_goes_and_comes_back_in_seconds_without_a_query_per_row(large, sqlite_database, analyst, tmp_path):
    queries = []
    event.listen(sqlite_database.engine, "before_cursor_execute", lambda *args: queries.append(args[2]))
    started = time.perf_counter()
    compared = round_trip(sqlite_database, analyst, large, tmp_path)
    assert compared.changes == ()
    assert compared.same > 60_000
    assert time.perf_counter() - started < 60, "seconds on a machine of its own; CI shares it"
    assert len(queries) < 120
