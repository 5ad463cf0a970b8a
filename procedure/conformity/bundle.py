"""What the rules read: the plan and its surroundings as rows, and who hangs from whom, worked out once."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from procedure.elements import ELEMENTS, PLAN_TABLES
from procedure.fields import is_missing

Row = Mapping[str, Any]
_ABOVE = {"objectives": "component_id", "actions": "component_id"}


@dataclass(frozen=True)
class Bundle:
    """`tables`: live rows by table of procedure.elements, with id and the lists objective_ids and factor_ids;
    opportunities and factors are those of the plan's year.

    `prioritized`: ids of the factors scored in the last closed round · `active`: ids of the accounts that may answer
    for something ·
    `viabilities`: aspect, is_viable of the last declaration of viability · `acta`: its number, "" when there is none ·
    `viability_holds`: no correction since touched goals, costs or resources · `rural_share`: percent of the enrolment
    that is rural, None when it is not known · `large_rural`: the percent from which that is much.
    """

    year: int
    tables: Mapping[str, Sequence[Row]]
    prioritized: frozenset[str] = frozenset()
    active: frozenset[str] = frozenset()
    viabilities: Sequence[Row] = ()
    acta: str = ""
    viability_holds: bool = True
    rural_share: float | None = None
    large_rural: float = 20.0
    _below: dict[tuple[str, str], dict[str, list[Row]]] = field(default_factory=dict, repr=False, compare=False)

    def rows(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, ())

    def below(self, table: str, column: str, parent_id: str) -> list[Row]:
        """The rows of the table whose `column` is that parent; grouped the first time that it is asked."""
        key = (table, column)
        if key not in self._below:
            groups: dict[str, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                for parent in _parents(row[column]):
                    groups[parent].append(row)
            self._below[key] = dict(groups)
        return self._below[key].get(parent_id, [])

    @cached_property
    def by_id(self) -> dict[str, Row]:
        return {row["id"]: row for rows in self.tables.values() for row in rows}

    @property
    def stamp(self) -> str:
        """A hash of what the plan says, not of how often it was saved: taking back a change brings it back."""
        said = {table: [_said(row) for row in self.rows(table)] for table in PLAN_TABLES}
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()

    def parent(self, table: str, row: Row) -> Row | None:
        """The row that this one hangs from, or None when it has none or it was retired."""
        element = ELEMENTS[table]
        return self.by_id.get(str(row[element.parent_field])) if element.parent_table else None

    def component_of(self, table: str, row: Row) -> str:
        """The id of the component above a row; "" for what belongs to none."""
        if table == "components":
            return str(row["id"])
        if table in _ABOVE:
            return "" if is_missing(row[_ABOVE[table]]) else str(row[_ABOVE[table]])
        above = self.parent(table, row)
        return "" if above is None else self.component_of(ELEMENTS[table].parent_table, above)

    def title(self, table: str, row: Row) -> str:
        """What a row is called in a sentence: an indicator by its code too, a slice by what it is a slice of."""
        element = ELEMENTS[table]
        if element.title_field == "slice" or table == "action_resources":
            above = self.parent(table, row)
            words = element.field(element.title_field).choices[row[element.title_field]]
            return f"{self.title(element.parent_table, above)} · {words}" if above else words
        text = " ".join(str(row[element.title_field]).split())
        code = "" if table != "indicators" or is_missing(row["code"]) else f"{row['code']} · "
        return code + (text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…")


_LONGEST = 110


def day(value: Any) -> date | None:
    """Frames hold moments and editors hold days: a day, or None when it is missing."""
    if is_missing(value):
        return None
    return value.date() if hasattr(value, "date") else value  # type: ignore[no-any-return]


def live(rows: Iterable[Row]) -> list[Row]:
    """The slices that apply."""
    return [row for row in rows if row["applies"]]


def _said(row: Row) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "version" and value != [] and not is_missing(value)}


def _parents(value: Any) -> list[str]:
    if isinstance(value, list):
        return value
    return [] if is_missing(value) else [str(value)]
