"""What only the records know of a row being edited: that what it refers to exists, and what it stands beside."""

from collections.abc import Mapping, Set
from typing import Any

from data.records import element_rows
from data.records.database import Row
from data.records.element_rows import Scope
from data.records.schema.plan import action_resources
from procedure.elements import ELEMENTS
from procedure.fields import Field, Kind
from procedure.validation import Checked, Remark, Surroundings

_REFERRING = frozenset({Kind.PERSON, Kind.REFERENCE, Kind.LINKS})


class StoredChecks:
    """Checks of the rows of one table in one transaction; each list it needs is read once.

    `assuming`: indicator id → fields it is about to have, as if they were stored. `indicators`: the ids of those that
    are edited, or of those whose parts are; nothing of the others is read.
    """

    def __init__(self, scope: Scope, table: str, assuming: Mapping[str, Row], indicators: Set[str]) -> None:
        self.scope, self.table, self.element = scope, table, ELEMENTS[table]
        self._has_slices = any(field.name == "slice" for field in self.element.fields)
        self._read_siblings: dict[str, Row] | None = None
        of_parts = table in ("indicator_slices", "indicator_variables")
        self._indicators = self._live("indicators", "id", indicators) if of_parts else {}
        self._indicators |= {
            one: {**self._indicators[one], **assuming[one]} for one in assuming if one in self._indicators
        }
        whole = table == "indicators"
        with_variables = whole or table == "indicator_variables"
        self._slices = self._live("indicator_slices", "indicator_id", indicators) if whole else {}
        self._variables = self._live("indicator_variables", "indicator_id", indicators) if with_variables else {}
        self._lines = self._live("poai_lines") if table == "action_resources" else {}
        self._programmed = self._spent() if self._lines else {}
        self._referable: dict[str, set[str]] = {}

    @property
    def _siblings(self) -> dict[str, Row]:
        """Read when a slice is first added or changed: most edits touch figures, and a plan has thousands of them."""
        if self._read_siblings is None:
            self._read_siblings = self._live(self.table)
        return self._read_siblings

    def _live(self, table: str, column: str = "", among: Set[str] = frozenset()) -> dict[str, Row]:
        return {row["id"]: row for row in element_rows.live(self.scope, table, column, among)}

    def _spent(self) -> dict[str, dict[str, int]]:
        """What is programmed of each line of the POAI: line id → resource id → pesos."""
        columns = action_resources.c
        query = self.scope.rows("action_resources").where(
            columns.voided_at.is_(None), columns.poai_line_id.is_not(None)
        )
        found: dict[str, dict[str, int]] = {}
        wanted = query.with_only_columns(columns.poai_line_id, columns.id, columns.amount)
        for line_id, resource_id, amount in self.scope.unit.connection.execute(wanted):
            found.setdefault(line_id, {})[resource_id] = amount
        return found

    def around(self, row: Mapping[str, Any]) -> Surroundings:
        """What a row is judged against (procedure.validation)."""
        of_parts = self.table != "indicators"
        indicator_id = row.get("indicator_id") if of_parts else row.get("id")
        indicator = self._indicators.get(str(indicator_id))
        slices = [one for one in self._slices.values() if one["indicator_id"] == indicator_id]
        variables = [
            one
            for one in self._variables.values()
            if one["indicator_id"] == indicator_id and not (of_parts and one["id"] == row.get("id"))
        ]
        return Surroundings(self.scope.year, indicator, slices, variables, self._lines, self._programmed)

    def check(self, checked: Checked, row: Row | None) -> None:
        """Adds a problem for each reference that is not here, and for a slice that is already there."""
        for name, value in checked.values.items():
            field = self.element.field(name)
            if value and (field.kind in _REFERRING or field.name == "municipalities"):
                self._check_reference(field, {value} if isinstance(value, str) else set(value), checked)
        moved = {"slice", self.element.parent_field} & checked.values.keys()
        if self._has_slices and moved and not checked.problems:
            self._check_unique_slice({**(row or {}), **checked.values}, checked)

    def _check_reference(self, field: Field, wanted: set[str], checked: Checked) -> None:
        if field.name not in self._referable:
            self._referable[field.name] = element_rows.referable(self.scope, field)
        if not wanted <= self._referable[field.name]:
            what = "esa persona no tiene una cuenta activa" if field.kind is Kind.PERSON else "ese elemento no existe"
            checked.problems.append(Remark(field.name, f"{field.label}: {what} aquí. Elija otra opción."))

    def _check_unique_slice(self, values: Mapping[str, Any], checked: Checked) -> None:
        parent = self.element.parent_field
        wanted = (values[parent], values["slice"])
        for one in self._siblings.values():
            if (one[parent], one["slice"]) == wanted and one["id"] != values.get("id"):
                label = self.element.field("slice").choices[values["slice"]]
                checked.problems.append(Remark("slice", f"Ya hay una fila «{label}». Edite esa."))

    def remember(self, row: Row) -> None:
        """A row just saved is one of the siblings of the next."""
        if self._read_siblings is not None:
            self._read_siblings[row["id"]] = row
        if self.table == "indicator_variables":
            self._variables[row["id"]] = row
        if self._lines:
            self._spend(row)

    def _spend(self, row: Row) -> None:
        for amounts in self._programmed.values():
            amounts.pop(row["id"], None)
        if row["poai_line_id"] is not None:
            self._programmed.setdefault(row["poai_line_id"], {})[row["id"]] = row["amount"]

    def forget(self, row_id: str) -> None:
        if self._read_siblings is not None:
            self._read_siblings.pop(row_id, None)
        self._variables.pop(row_id, None)
        for amounts in self._programmed.values():
            amounts.pop(row_id, None)
