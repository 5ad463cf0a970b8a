"""A draft plan with a component, two objectives, a goal, an indicator and an action, and what a browser would tell."""

from datetime import UTC, datetime

import pytest

from data.records import plan_elements, plan_frames, plans
from data.warehouse import open_warehouse
from pages.components.sheets import memory as memories
from tests.pages.plan import schools

PAGE = "plan/editor.py"
YEAR = datetime.now(UTC).year


class Plan:
    def __init__(self, database, actor):
        self.database, self.actor = database, actor
        self.id = plans.create(database, actor, YEAR, "Plan de prueba")["id"]
        self.component = self.add("components", name="Permanencia", weight=100)
        self.objective = self.add("objectives", component_id=self.component, text="Reducir la deserción", weight=60)
        self.other = self.add("objectives", component_id=self.component, text="Ampliar rutas", weight=40)
        self.goal = self.add("goals", objective_id=self.objective, text="Bajar a 3 %", weight=100)
        self.indicator = self.add(
            "indicators", goal_id=self.goal, name="Deserción", sense="reduccion", catalog_code="desercion", weight=100
        )
        self.action = self.add("actions", component_id=self.component, text="Rutas escolares")

    def add(self, table, **values):
        return plan_elements.add(self.database, self.actor, self.id, table, values)["id"]

    def change(self, table, row_id, actor=None, **changes):
        version = int(self.rows(table).set_index("id")["version"][row_id])
        return plan_elements.change(self.database, actor or self.actor, self.id, table, row_id, version, changes)

    def rows(self, table):
        return plan_frames.frames(self.database, self.actor.entity_id, self.id).table(table)

    def value(self, table, row_id, field):
        return self.rows(table).set_index("id")[field][row_id]


@pytest.fixture
def plan(sqlite_database, analyst):
    return Plan(sqlite_database, analyst)


@pytest.fixture
def go():
    """`go(test, "objectives")`: the page on that level."""

    def to(test, level):
        test.session_state["plan-nivel"] = level
        return ran(test)

    return to


@pytest.fixture
def tell():
    """`tell(test, "objectives", {0: {"weight": "50"}})`: what the browser says of a level's grid, and the rerun."""

    def told(test, table, edited=None, added=(), deleted=()):
        memory = test.session_state["hojas"]
        sheet = next(one for name, one in memory.by_name.items() if f":tabla:{table}:" in name)
        state = {"edited_rows": edited or {}, "added_rows": list(added), "deleted_rows": list(deleted)}
        memories.write_down(memory.user_id, sheet, state)
        return ran(test)

    return told


def ran(test):
    test.run()
    assert not test.exception, test.exception
    return test


def texts(test):
    """Everything that is read on the page, without the grids."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "info", "warning", "error", "success", "expander")
    return "\n".join(str(getattr(one, "value", None) or one.label) for kind in kinds for one in getattr(test, kind))


@pytest.fixture
def warehouse(sqlite_settings, sqlite_database):
    found = open_warehouse(sqlite_settings, sqlite_database)
    yield found
    found.close()


@pytest.fixture
def schools_loaded(warehouse, sqlite_database, analyst, tmp_path):
    """Three of four schools answered; see tests.pages.plan.schools."""
    schools.load_both(warehouse, sqlite_database, analyst, tmp_path)


def html(test):
    return "\n".join(one.proto.body for one in test.get("html"))
