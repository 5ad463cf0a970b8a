"""Undoing one's last save of a plan, from what the audit kept of it: before and after of every row."""

from datetime import date
from typing import Any

from sqlalchemy import Date, Select, select, tuple_, update
from sqlalchemy.exc import IntegrityError

from data.records import element_rows
from data.records.database import Database, Row, Unit
from data.records.element_rows import Scope
from data.records.links import LINKS, set_links
from data.records.plan_edits import draft_plan, saving
from data.records.schema import metadata
from data.records.schema.ledger import audit_entries
from data.records.schema.plan import plan_edits
from procedure import roles
from procedure.elements import children
from procedure.errors import StateError
from procedure.roles import Actor, Permission

_KEPT = frozenset({"version"})


def undoable(database: Database, actor: Actor, plan_id: str) -> bool:
    """Whether this actor has a save of this plan that is not yet undone."""
    return last_save(database, actor, plan_id) is not None


def last_save(database: Database, actor: Actor, plan_id: str) -> str | None:
    """The id of the save that `undo` would reverse, None when there is none."""
    with database.read() as connection:
        row = connection.execute(_last_save(actor, plan_id)).first()
        return None if row is None else str(row.id)


def undo(database: Database, actor: Actor, plan_id: str, expected: str | None = None) -> str:
    """Reverses the actor's last save, whole; answers a sentence that says what. `expected`: that save or none.

    Raises StateError when there is nothing to undo, the plan is no draft, or somebody changed the same rows later.
    """
    roles.check(actor, Permission.EDIT_RESOURCES)
    try:
        with database.write(actor) as unit:
            plan = draft_plan(unit, plan_id)
            save = unit.connection.execute(_last_save(actor, plan_id)).mappings().first()
            if save is None:
                raise StateError("No hay ningún cambio suyo por deshacer en este plan.")
            if expected not in (None, save["id"]):
                raise StateError("Usted guardó después otro cambio en el plan: deshágalo primero en la página Plan.")
            return _reverse_save(Scope(unit, plan["year"], plan_id), dict(save))
    except IntegrityError as error:
        raise StateError(
            "No se puede deshacer: otra persona agregó después una fila igual a la que volvería. Retírela primero."
        ) from error


def _last_save(actor: Actor, plan_id: str) -> Select[Any]:
    columns = plan_edits.c
    return (
        select(plan_edits)
        .where(columns.entity_id == actor.entity_id, columns.plan_id == plan_id)
        .where(columns.created_by == actor.user_id, columns.kind == "edicion", columns.undone_at.is_(None))
        .order_by(columns.last_sequence.desc())
        .limit(1)
    )


def _reverse_save(scope: Scope, save: Row) -> str:
    unit, columns = scope.unit, audit_entries.c
    query = select(audit_entries).where(
        columns.entity_id == save["entity_id"],
        columns.sequence.between(save["first_sequence"], save["last_sequence"]),
    )
    entries = [dict(row) for row in unit.connection.execute(query.order_by(columns.sequence.desc())).mappings()]
    _refuse_if_changed_later(unit, save, entries)
    with saving(unit, str(scope.plan_id), "deshacer"):
        for entry in entries:
            _reverse(scope, entry)
    undone = update(plan_edits).where(plan_edits.c.id == save["id"])
    unit.connection.execute(undone.values(undone_at=unit.now, version=save["version"] + 1))
    return f"Se deshizo: {entries[-1]['action']}{_more(len(entries) - 1)}."


def _more(others: int) -> str:
    if others == 0:
        return ""
    return " y 1 cambio más" if others == 1 else f" y {others} cambios más"


def _refuse_if_changed_later(unit: Unit, save: Row, entries: list[Row]) -> None:
    columns = audit_entries.c
    touched = sorted({(entry["subject"], entry["subject_id"]) for entry in entries})
    query = select(columns.user_name, columns.action).where(
        columns.entity_id == save["entity_id"],
        columns.sequence > save["last_sequence"],
        columns.user_id.is_distinct_from(save["created_by"]),
        tuple_(columns.subject, columns.subject_id).in_(touched),
    )
    later = unit.connection.execute(query.order_by(columns.sequence.desc())).first()
    if later is not None:
        raise StateError(
            f"No se puede deshacer: {later.user_name} cambió después lo mismo ({later.action}). "
            "Edítelo a mano, viendo las dos versiones."
        )


def _reverse(scope: Scope, entry: Row) -> None:
    table, row_id = entry["subject"], entry["subject_id"]
    before, after = entry["before"], entry["after"]
    action = f"deshacer: {entry['action']}"
    if "order" in after:
        element_rows.set_order(scope, table, before["order"])
    elif (table, next(iter(after))) in LINKS:
        for field, others in before.items():
            set_links(scope.unit, table, field, row_id, others, action=action)
    elif before is None or (before["voided_at"] and not after["voided_at"]):
        _take_back(scope, table, row_id, action)
    elif after["voided_at"] and not before["voided_at"]:
        element_rows.check_room(scope, table, scope.unit.get(metadata.tables[table], row_id))
        scope.unit.restore(metadata.tables[table], row_id, action=action)
    else:
        _put_back(scope, table, row_id, before, after, action)


def _take_back(scope: Scope, table: str, row_id: str, action: str) -> None:
    """Voids what the save added; whatever hangs from it by then is somebody else's work, and stays."""
    row = scope.unit.get(metadata.tables[table], row_id)
    for child in children(table):
        if element_rows.below(scope, child.table, row_id, None):
            raise StateError(
                f"No se puede deshacer: otra persona agregó {child.plural} que dependen de lo que usted agregó. "
                "Retírelo desde la tabla si de verdad sobra."
            )
    scope.unit.void(metadata.tables[table], row_id, row["version"], action=action, reason="Deshecho por su autor")


def _put_back(scope: Scope, table: str, row_id: str, before: Row, after: Row, action: str) -> None:
    stored_table = metadata.tables[table]
    changes = {
        name: _from_plain(stored_table.c[name].type, value)
        for name, value in before.items()
        if value != after[name] and name not in _KEPT
    }
    row = scope.unit.get(stored_table, row_id)
    scope.unit.update(stored_table, row_id, row["version"], changes, action=action)


def _from_plain(kind: Any, value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(kind, Date) and value is not None else value
