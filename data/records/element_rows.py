"""Rows of the plan and of the prioritization: finding them, and voiding or restoring them with all that hangs below."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select, update

from data.records.database import Row, Unit
from data.records.schema import metadata
from data.records.schema.identity import entity_municipalities, users
from data.records.schema.measurements import baseline_choices
from procedure.elements import ELEMENTS, children
from procedure.elements.base import REFERRED
from procedure.errors import NotFoundError, StateError
from procedure.fields import Field, Kind


@dataclass(frozen=True)
class Scope:
    """Where rows are edited: inside one plan (`plan_id`) or in the prioritization of a year (`plan_id` None)."""

    unit: Unit
    year: int
    plan_id: str | None = None

    def rows(self, table: str) -> Select[Any]:
        """Every row of the table that belongs here, voided ones included."""
        columns = metadata.tables[table].c
        query = select(metadata.tables[table]).where(columns.entity_id == self.unit.actor.entity_id)
        if "plan_id" in columns:
            return query.where(columns.plan_id == self.plan_id)
        return query.where(columns.plan_year == self.year)

    def owner(self, table: str) -> dict[str, Any]:
        """The columns that tie a new row to where it is made."""
        of_plan = "plan_id" in metadata.tables[table].c
        return {"plan_id": self.plan_id} if of_plan else {"plan_year": self.year}


def stored(scope: Scope, table: str, ids: Iterable[str]) -> dict[str, Row]:
    """Rows by id, voided or not. Raises NotFoundError for an id that does not belong to this plan or year."""
    wanted = set(ids)
    query = scope.rows(table).where(metadata.tables[table].c.id.in_(sorted(wanted)))
    found = {row["id"]: dict(row) for row in scope.unit.connection.execute(query).mappings()}
    if wanted - found.keys():
        raise NotFoundError(f"No se encontró {ELEMENTS[table].singular} que quería cambiar. Vuelva a abrir la página.")
    return found


def live(scope: Scope, table: str, column: str = "", among: Set[str] = frozenset()) -> list[Row]:
    """The rows that are not voided; with a `column`, only those whose value is `among` these."""
    columns = metadata.tables[table].c
    query = scope.rows(table).where(columns.voided_at.is_(None))
    if column:
        query = query.where(columns[column].in_(sorted(among)))
    return [dict(row) for row in scope.unit.connection.execute(query).mappings()]


def next_position(scope: Scope, table: str) -> int:
    last = scope.rows(table).with_only_columns(func.max(metadata.tables[table].c.position))
    return int(scope.unit.connection.execute(last).scalar() or 0) + 1


def referable(scope: Scope, field: Field) -> set[str]:
    """The ids that a reference, a person or a tie may hold: live, of this entity and of this plan or year."""
    entity_id = scope.unit.actor.entity_id
    query: Select[Any]
    if field.name == "municipalities":
        own = entity_municipalities.c
        query = select(own.municipality_code).where(own.entity_id == entity_id)
    elif field.kind is Kind.PERSON:
        query = select(users.c.id).where(users.c.entity_id == entity_id, users.c.is_active)
    elif field.name == "baseline_choice_id":
        query = select(baseline_choices.c.id).where(
            baseline_choices.c.entity_id == entity_id, baseline_choices.c.plan_year == scope.year
        )
    else:
        table = metadata.tables[REFERRED[field.name]]
        query = scope.rows(table.name).where(table.c.voided_at.is_(None)).with_only_columns(table.c.id)
    return set(scope.unit.connection.execute(query).scalars())


def void_tree(scope: Scope, table: str, row: Row, reason: str = "") -> int:
    """Voids a live row and everything live below it; answers how many rows went."""
    element, count = ELEMENTS[table], 1
    because = f"Retirado junto con {element.singular} «{str(row[element.title_field])[:80]}»"
    for child in children(table):
        for one in below(scope, child.table, row["id"], None):
            count += void_tree(scope, child.table, one, because)
    reason = reason.strip() or "Retirado en la edición"
    scope.unit.void(metadata.tables[table], row["id"], row["version"], action=f"retirar {element.noun}", reason=reason)
    return count


def restore_tree(scope: Scope, table: str, row: Row) -> int:
    """Brings back a row and what was voided with it, in that same moment. Raises StateError when it cannot stand."""
    if row["voided_at"] is None:
        return 0
    check_room(scope, table, row)
    scope.unit.restore(metadata.tables[table], row["id"], action=f"recuperar {ELEMENTS[table].noun}")
    count = 1
    for child in children(table):
        for one in below(scope, child.table, row["id"], row["voided_at"]):
            count += restore_tree(scope, child.table, one)
    return count


def check_room(scope: Scope, table: str, row: Row) -> None:
    """Raises StateError when a voided row cannot come back: its parent is voided, or its slice is there again."""
    element = ELEMENTS[table]
    if element.parent_table:
        parent = stored(scope, element.parent_table, [row[element.parent_field]])[row[element.parent_field]]
        if parent["voided_at"] is not None:
            title = str(parent[ELEMENTS[element.parent_table].title_field])[:80]
            raise StateError(f"Recupere primero {ELEMENTS[element.parent_table].singular} «{title}», del que depende.")
    siblings = below(scope, table, row[element.parent_field], None) if "slice" in row else []
    if any(one["slice"] == row["slice"] for one in siblings):
        raise StateError("Ya hay otra desagregación igual: retírela antes de recuperar esta.")


def set_order(scope: Scope, table: str, ids: Sequence[str]) -> None:
    """Puts the named live rows in that order, in the places they hold now; the others stay where they are."""
    rows = sorted(live(scope, table), key=lambda row: (row["position"], row["created_at"], row["id"]))
    before = [row["id"] for row in rows]
    turn = iter([row_id for row_id in dict.fromkeys(ids) if row_id in set(before)])
    after = [next(turn) if row_id in set(ids) else row_id for row_id in before]
    if before == after:
        return
    stored_table, places = metadata.tables[table], {row["id"]: row["position"] for row in rows}
    for position, row_id in enumerate(after, start=1):
        if places[row_id] != position:
            moved = update(stored_table).where(stored_table.c.id == row_id)
            scope.unit.connection.execute(moved.values(position=position))
    subject_id = scope.plan_id or str(scope.year)
    scope.unit.log(
        f"ordenar {ELEMENTS[table].plural}", table, subject_id, before={"order": before}, after={"order": after}
    )


def below(scope: Scope, table: str, parent_id: str, voided_at: datetime | None) -> list[Row]:
    """Children of a row: the live ones (`voided_at` None), or those voided at that moment."""
    columns = metadata.tables[table].c
    query = scope.rows(table).where(columns[ELEMENTS[table].parent_field] == parent_id, columns.voided_at == voided_at)
    return [dict(row) for row in scope.unit.connection.execute(query.order_by(columns.position)).mappings()]
