"""Applying a list of edits: every good row is saved, and what could not be is answered with its reason."""

from collections.abc import Mapping, Sequence
from typing import Any

from data.records import audit, element_rows
from data.records.audit import plain_row
from data.records.database import Row
from data.records.default_slices import add_default_slices, slice_position
from data.records.element_checks import StoredChecks
from data.records.element_rows import Scope
from data.records.links import LINKS, linked, set_links
from data.records.schema import metadata
from procedure.edits import Change, Conflict, Edit, New, Outcome, Problem, Void
from procedure.elements import ELEMENTS, editable_fields, may_add_and_void
from procedure.errors import NotAllowedError
from procedure.roles import Actor
from procedure.validation import Checked, check_change, check_new

_GONE = "Otra persona retiró esta fila mientras usted la editaba. Lo que escribió se conserva aquí."
_STALE = "Otra persona guardó esta fila mientras usted la editaba. Compare las dos versiones y elija."


def apply(scope: Scope, table: str, edits: Sequence[Edit], assuming: Mapping[str, Row] | None = None) -> Outcome:
    """Saves what can be saved, inside the transaction of the scope. Raises NotAllowedError and NotFoundError.

    `assuming`: indicator id → what it will declare by the end of the transaction; its parts are judged against that,
    and every row has to be as it was seen.
    """
    check_permission(table, scope.unit.actor, edits)
    batch = _Batch(scope, table, edits, assuming)
    for position, edit in enumerate(edits):
        if isinstance(edit, New):
            batch.add(position, edit)
        elif isinstance(edit, Change):
            batch.change(position, edit)
        else:
            batch.void(position, edit)
    return batch.outcome


def check_permission(table: str, actor: Actor, edits: Sequence[Edit]) -> None:
    """Raises NotAllowedError when an edit touches what the actor may not, whatever the page offered."""
    allowed = {field.name: field for field in editable_fields(table, actor)}
    element = ELEMENTS[table]
    if not allowed:
        raise NotAllowedError(f"Su rol no permite editar {element.plural}.")
    for edit in edits:
        if not isinstance(edit, Change) and not may_add_and_void(table, actor):
            raise NotAllowedError(f"Su rol no permite agregar ni retirar {element.plural}; sí editar lo que le toca.")
        touched = edit.changes if isinstance(edit, Change) else {}
        refused = [field.label for field in element.fields if field.name in touched and field.name not in allowed]
        if refused:
            mine = ", ".join(field.label for field in allowed.values())
            raise NotAllowedError(f"Su rol no permite cambiar {', '.join(refused)}; sí: {mine}.")


class _Batch:
    """The rows that one list of edits names, read once, and what becomes of each edit."""

    def __init__(self, scope: Scope, table: str, edits: Sequence[Edit], assuming: Mapping[str, Row] | None) -> None:
        self.scope, self.table = scope, table
        self.stored_table, self.element = metadata.tables[table], ELEMENTS[table]
        self.outcome = Outcome()
        self.merges = scope.plan_id is not None and assuming is None
        ids = {edit.row_id for edit in edits if not isinstance(edit, New)}
        self.rows = element_rows.stored(scope, table, ids) if ids else {}
        self.checks = StoredChecks(scope, table, assuming or {}, self._indicators(edits))
        adds = any(isinstance(edit, New) for edit in edits)
        self.position = element_rows.next_position(scope, table) if adds else 0

    def _indicators(self, edits: Sequence[Edit]) -> set[str]:
        """The ids of the indicators that these edits, or the parts they change, belong to."""
        if self.table == "indicators":
            return set(self.rows)
        named = [*self.rows.values(), *(edit.values for edit in edits if isinstance(edit, New))]
        return {str(row["indicator_id"]) for row in named if row.get("indicator_id")}

    def add(self, at: int, edit: New) -> None:
        checked = check_new(self.table, edit.values, self.checks.around(edit.values))
        self.checks.check(checked, None)
        if self._refused(at, None, checked):
            return
        own, ties = self._split(checked.values)
        values = {**self.scope.owner(self.table), "position": self._place(own), **own}
        row = self.scope.unit.insert(self.stored_table, values, action=f"agregar {self.element.noun}")
        self._tie(row["id"], ties)
        add_default_slices(self.scope, self.table, row)
        self._saved(row)

    def change(self, at: int, edit: Change) -> None:
        row = self.rows[edit.row_id]
        stale = row["version"] != edit.version
        if row["voided_at"] is not None or (stale and self._collides(row, edit)):
            self._conflict(at, row, edit.changes)
            return
        checked = check_change(self.table, edit.changes, row, self.checks.around(row))
        self.checks.check(checked, row)
        if not self._refused(at, row["id"], checked):
            self._save_change(row, checked.values)
            self.outcome.merged += [row["id"]] if stale else []

    def _collides(self, row: Row, edit: Change) -> bool:
        """Whether what changed since that version has a field of these; in a plan, two people on two fields of a row
        do not stand in each other's way (ADR 0009). Elsewhere, and in what is mended whole, a row is one thing."""
        if not self.merges:
            return True
        since = audit.fields_changed(
            self.scope.unit.connection, self.scope.unit.actor.entity_id, row["id"], edit.version
        )
        return not since or bool(since & edit.changes.keys())

    def void(self, at: int, edit: Void) -> None:
        row = self.rows[edit.row_id]
        if row["voided_at"] is not None:  # somebody else did the same: it is what was wanted
            self._count(row)
        elif row["version"] != edit.version:
            self._conflict(at, row, {})
        else:
            element_rows.void_tree(self.scope, self.table, row, edit.reason)
            self.checks.forget(row["id"])
            self.rows[row["id"]] = self.scope.unit.get(self.stored_table, row["id"])
            self._count(self.rows[row["id"]])

    def _save_change(self, row: Row, values: Mapping[str, Any]) -> None:
        own, ties = self._split(values)
        changes = {name: value for name, value in own.items() if row[name] != value}
        ties = {field: others for field, others in ties.items() if self._linked(row["id"], field) != others}
        if changes or ties:
            action = f"cambiar {self.element.noun}"
            row = self.scope.unit.update(self.stored_table, row["id"], row["version"], changes, action=action)
            self._tie(row["id"], ties)
        self._saved(row)

    def _saved(self, row: Row) -> None:
        self.rows[row["id"]] = row
        self.checks.remember(row)
        self._count(row)

    def _count(self, row: Row) -> None:
        self.outcome.saved.append(row["id"])
        self.outcome.versions[row["id"]] = row["version"]

    def _conflict(self, at: int, row: Row, attempted: Mapping[str, Any]) -> None:
        gone = row["voided_at"] is not None
        current = None if gone else plain_row(row)
        message = _GONE if gone else _STALE
        self.outcome.conflicts.append(Conflict(at, row["id"], message, current, plain_row(attempted) or {}))

    def _refused(self, at: int, row_id: str | None, checked: Checked) -> bool:
        into = self.outcome.problems if checked.problems else self.outcome.warnings
        remarks = checked.problems or checked.warnings
        into.extend(Problem(at, row_id, remark.field, remark.message) for remark in remarks)
        return bool(checked.problems)

    def _place(self, values: Mapping[str, Any]) -> int:
        """Slices stand in the vocabulary's order; everything else goes to the end."""
        if "slice" in values:
            return slice_position(values["slice"])
        self.position += 1
        return self.position - 1

    def _split(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
        """What is stored in the row itself, and its ties."""
        own = {name: value for name, value in values.items() if (self.table, name) not in LINKS}
        return own, {name: value for name, value in values.items() if name not in own}

    def _linked(self, row_id: str, field: str) -> list[str]:
        return linked(self.scope.unit, LINKS[self.table, field], row_id)

    def _tie(self, row_id: str, ties: Mapping[str, list[str]]) -> None:
        for field, others in ties.items():
            set_links(self.scope.unit, self.table, field, row_id, others, action=f"vincular {self.element.noun}")
