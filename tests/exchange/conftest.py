"""A small plan with one of each kind of element, and its workbook in the hands of somebody offline."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from data.intake import plan_book
from data.records import plan_elements, plan_exchange, plan_frames, plan_import, plans
from data.records.database import Database
from procedure.exchange.changes import Comparison
from procedure.exchange.layout import KEY, layouts
from procedure.roles import Actor
from reports import plan_workbook

YEAR = 2026
SHEETS = {layout.table: layout for layout in layouts()}


class Plan:
    """A draft and the ids of its rows by name."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self.database, self.actor = database, actor
        self.id = plans.create(database, actor, YEAR, "Plan de prueba")["id"]
        self.component = self.add("components", name="Permanencia", weight=100, pmi_areas=["academica"])
        self.objective = self.add("objectives", component_id=self.component, text="Reducir la deserción", weight=60)
        self.other = self.add("objectives", component_id=self.component, text="Ampliar rutas; con buses", weight=40)
        self.goal = self.add("goals", objective_id=self.objective, text="Bajar a 3 %", due_date=date(YEAR, 11, 30))
        self.indicator = self.add(
            "indicators", goal_id=self.goal, name="Deserción", sense="reduccion", basis="brecha", weight=100
        )
        self.action = self.add(
            "actions",
            component_id=self.component,
            goal_id=self.goal,
            text="=Rutas escolares",
            cost=150_000_000,
            start_date=date(YEAR, 2, 1),
            end_date=date(YEAR, 10, 31),
            objective_ids=[self.objective, self.other],
            audience=["estudiantes", "familias"],
            responsible_id=actor.user_id,
        )
        self.line = self.add("poai_lines", name="Transporte", source="sgp", ceiling=200_000_000)
        self.resource = self.add(
            "action_resources", action_id=self.action, source="sgp", amount=150_000_000, poai_line_id=self.line
        )
        self.instrument = self.add("strategy_instruments", name="Formato de visita", periodicity="mensual")

    def add(self, table: str, **values: Any) -> str:
        return str(plan_elements.add(self.database, self.actor, self.id, table, values)["id"])

    def row(self, table: str, row_id: str) -> Any:
        return plan_frames.frames(self.database, self.actor.entity_id, self.id).table(table).set_index("id").loc[row_id]

    def change(self, table: str, row_id: str, actor: Actor | None = None, **changes: Any) -> None:
        version = int(self.row(table, row_id)["version"])
        plan_elements.change(self.database, actor or self.actor, self.id, table, row_id, version, changes)

    def slice(self, code: str) -> str:
        rows = plan_frames.frames(self.database, self.actor.entity_id, self.id).indicator_slices
        return str(rows.set_index("slice").loc[code, "id"])


class Offline:
    """The workbook as whoever downloaded it has it open."""

    def __init__(self, plan: Plan, actor: Actor, folder: Path) -> None:
        self.plan, self.actor, self.path = plan, actor, folder / "plan.xlsx"
        here = plan_exchange.read(plan.database, actor.entity_id, plan.id)
        self.content = plan_workbook.build(here, actor, datetime(YEAR, 3, 1, 8, tzinfo=UTC))
        self.book: Workbook = load_workbook(BytesIO(self.content))

    def sheet(self, table: str) -> Any:
        return self.book[SHEETS[table].title]

    def cell(self, table: str, row_id: str, name: str) -> Any:
        """The cell of a field (or of a header) in the row of an element."""
        sheet = self.sheet(table)
        headers = [one.value for one in sheet[1]]
        header = next((one.header for one in SHEETS[table].columns if one.field.name == name), name)
        keys = [one.value for one in sheet.cell(1, headers.index(KEY) + 1).parent["A"]]
        return sheet.cell(keys.index(row_id) + 1, headers.index(header) + 1)

    def append(self, table: str, number: str = "", **values: Any) -> int:
        """A row written in the first empty one; its number in the file."""
        sheet = self.sheet(table)
        row = sheet.max_row + 1
        headers = {one.value: place for place, one in enumerate(sheet[1], start=1)}
        sheet.cell(row, headers["N.º"]).value = number or None
        for column in SHEETS[table].columns:
            if column.field.name in values:
                sheet.cell(row, headers[column.header]).value = values[column.field.name]
        return row

    def save(self) -> Path:
        self.book.save(self.path)
        return self.path

    def review(self, actor: Actor | None = None) -> Comparison:
        book = plan_book.read(self.save(), "plan.xlsx")
        return plan_import.review(self.plan.database, actor or self.actor, self.plan.id, book)

    def bring(self, actor: Actor | None = None) -> plan_import.Imported:
        """Uploads it and accepts everything good."""
        found = self.review(actor)
        wanted = [one for one in found.changes if one.unit in found.good]
        return plan_import.apply(self.plan.database, actor or self.actor, self.plan.id, wanted)


@pytest.fixture
def plan(chosen_database: Database, analyst: Actor) -> Plan:
    return Plan(chosen_database, analyst)


@pytest.fixture
def offline(plan: Plan, tmp_path: Path) -> Callable[..., Offline]:
    """`offline(actor)`: the workbook downloaded now by that person, the analyst unless told."""
    return lambda actor=None: Offline(plan, actor or plan.actor, tmp_path)
