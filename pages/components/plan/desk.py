"""Everything that the blocks of the page Plan need to know, read once per rerun."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data.catalog.measures import measures
from data.opening import Stores
from data.records import entities, plan_elements, priorities, users
from data.records.plan_frames import PlanFrames
from pages.components.plan import reading
from pages.components.plan.levels import Level, Scope, Tree
from pages.components.sheets import memory as memories
from pages.components.sheets.cells import Column, short, unlike
from pages.components.sheets.memory import Memory
from pages.components.sheets.saving import Save
from pages.components.sheets.sheet import Sheet
from procedure.edits import Edit, Outcome
from procedure.elements import ELEMENTS, editable_fields, may_add_and_void
from procedure.fields import Field, Kind
from procedure.roles import Actor
from procedure.states import EDITABLE_PLAN_STATES

PREFIX = "plan:"
_WIDTHS: dict[str, int] = {
    "text": 380,
    "name": 280,
    "description": 380,
    "weight": 75,
    "slice": 130,
    "unit": 110,
    "code": 120,
    "component_id": 190,
    "objective_id": 230,
    "goal_id": 230,
    "indicator_id": 210,
    "action_id": 320,
    "baseline": 80,
    "baseline_year": 95,
    "target": 80,
    "t1": 68,
    "t2": 68,
    "t3": 68,
    "t4": 68,
    "applies": 75,
    "start_date": 105,
    "end_date": 105,
    "due_date": 110,
    "location": 120,
    "responsible_id": 220,
    "nature": 100,
    "accumulation": 110,
    "sense": 100,
    "basis": 110,
    "objective_ids": 200,
    "amount": 140,
}
_SHORT_LABELS = {"objective_ids": "Objetivos", "baseline_year": "Año base", "baseline": "Base", "slice": "Zona o grupo"}


@dataclass(frozen=True)
class Desk:
    """Who, over which plan, and the words for the ids: `names` of people, `factors` prioritized that year,
    `municipalities` of the entity by code."""

    stores: Stores
    actor: Actor
    memory: Memory
    tree: Tree
    names: dict[str, str]
    factors: dict[str, str]
    municipalities: dict[str, str]

    @property
    def frames(self) -> PlanFrames:
        return self.tree.frames

    @property
    def plan_id(self) -> str:
        return str(self.frames.plan["id"])

    @property
    def year(self) -> int:
        return int(self.frames.plan["year"])

    @property
    def is_draft(self) -> bool:
        return self.frames.plan["state"] in EDITABLE_PLAN_STATES

    def may_edit(self, table: str) -> bool:
        return self.is_draft and bool(editable_fields(table, self.actor))

    def may_add(self, table: str) -> bool:
        return self.is_draft and may_add_and_void(table, self.actor)

    def sheet_name(self, kind: str, table: str, scope: Scope) -> str:
        return f"{PREFIX}{self.plan_id}:{kind}:{table}:{scope.name}"

    def title(self, table: str, row: Any) -> str:
        """What a row is called in lists and sentences."""
        return short(str(row[ELEMENTS[table].title_field]), 90)

    def titles(self, table: str, rows: pd.DataFrame) -> dict[str, str]:
        """id → title, no two alike."""
        return unlike(dict(zip(rows["id"], rows[ELEMENTS[table].title_field].astype(str), strict=True)))


def read(stores: Stores, actor: Actor, plan_id: str) -> Desk:
    """The plan as it is at this moment and the words for its ids."""
    tree = reading.tree(stores, actor.entity_id, plan_id)
    people = users.active(stores.database, actor.entity_id)
    places = entities.municipalities(stores.database, actor.entity_id)
    factors = priorities.factors_of(stores.database, actor.entity_id, int(tree.frames.plan["year"]))
    return Desk(
        stores,
        actor,
        memories.of(actor.user_id or ""),
        tree,
        unlike(dict(zip(people["id"], people["name"], strict=True))),
        unlike(dict(zip(factors["id"], factors["text"], strict=True))),
        unlike(dict(zip(places["code"], places["name"], strict=True))),
    )


def saver(stores: Stores, actor: Actor) -> Save:
    """How the sheets of this page are saved."""

    def save(sheet: Sheet, edits: Sequence[Edit], key: str) -> Outcome:
        return plan_elements.apply_edits(stores.database, actor, sheet.target, sheet.table, edits, key)

    return save


def columns(desk: Desk, level: Level, names: Sequence[str], scope: Scope) -> tuple[Column, ...]:
    """The columns of a level; the parent's is left out when the scope already says which parent."""
    parent = ELEMENTS[level.table].parent_field
    fixed = bool(parent_of(level, scope))
    editable = {one.name for one in editable_fields(level.table, desk.actor)} if desk.is_draft else set()
    return tuple(
        _column(desk, level, ELEMENTS[level.table].field(name), scope, name in editable)
        for name in names
        if not (fixed and name == parent)
    )


def parent_of(level: Level, scope: Scope) -> str:
    """The one element that every row of the level hangs from inside the scope, or ""."""
    if scope.row:
        return scope.row
    parents = {"component_id": scope.component, "objective_id": scope.objective, "goal_id": scope.goal}
    return parents.get(ELEMENTS[level.table].parent_field, "")


def _column(desk: Desk, level: Level, one: Field, scope: Scope, editable: bool) -> Column:
    options = _options(desk, level, one, scope)
    if options and one.kind is Kind.TEXT:
        one = replace(one, kind=Kind.REFERENCE)
    return Column(one, options, _WIDTHS.get(one.name), editable, _SHORT_LABELS.get(one.name, ""))


def _options(desk: Desk, level: Level, one: Field, scope: Scope) -> dict[str, str]:
    if one.kind in {Kind.CHOICE, Kind.CHOICES}:
        return {code: words.split(":")[0] for code, words in one.choices.items()}
    if one.kind is Kind.PERSON:
        return desk.names
    if one.name == "factor_ids":
        return desk.factors
    if one.name == "indicator_ids":
        return desk.titles("indicators", desk.frames.indicators)
    if one.name == "objective_ids":
        return desk.titles("objectives", desk.frames.objectives)
    if one.name == "municipalities":
        return desk.municipalities
    if one.name == "poai_line_id":
        return desk.titles("poai_lines", desk.frames.poai_lines)
    if one.name == "catalog_code":
        known = measures()
        return unlike(dict(zip(known["code"], known["name"], strict=True)))
    if one.kind is Kind.REFERENCE:
        table = "goals" if one.name == "goal_id" else ELEMENTS[level.table].parent_table
        wide = Scope(component=scope.component) if level.table == "actions" else scope
        return desk.titles(table, desk.tree.rows(table, wide if table != "goals" else replace(wide, goal="")))
    return {}
