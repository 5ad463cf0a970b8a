"""What differs between a workbook and its plan, cell by cell, each with what may be done with it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from procedure.exchange.book import Notice

NEW_KEY = "nuevo:"  # how the key of a row that the workbook adds begins


class Status(StrEnum):
    NEW = "nueva"
    CHANGED = "cambia"
    DELETED = "se retira"
    CONFLICT = "en conflicto"
    REFUSED = "no se puede"


@dataclass(frozen=True)
class CellChange:
    """One cell (or, with `field` "", the row as a whole). `before` is what the workbook was downloaded with, `after`
    what it says now, `today` what the plan says: three texts. `value` is what would be stored.

    `row` is its number in the file; `key` the id of the row, or NEW_KEY and a place for one to be added.
    """

    table: str
    sheet: str
    row: int
    cell: str
    key: str
    title: str
    status: Status
    field: str = ""
    label: str = ""
    before: str = ""
    after: str = ""
    today: str = ""
    value: Any = None
    version: int = 0
    reason: str = ""

    @property
    def unit(self) -> str:
        """What is accepted at once: a cell by itself; of a new row, all its cells."""
        whole = self.key.startswith(NEW_KEY) or not self.field
        return f"{self.table}/{self.key}" if whole else f"{self.table}/{self.key}/{self.field}"

    @property
    def may_be_accepted(self) -> bool:
        return self.status is not Status.REFUSED

    def refused(self, reason: str) -> "CellChange":
        return replace(self, status=Status.REFUSED, reason=reason)


@dataclass(frozen=True)
class Comparison:
    """`same` counts the cells that say what the plan says."""

    changes: Sequence[CellChange]
    notices: Sequence[Notice]
    same: int = 0

    @property
    def good(self) -> frozenset[str]:
        """The units that go in unless somebody says otherwise: all but conflicts, which a person decides."""
        doubtful = {one.unit for one in self.changes if one.status is Status.CONFLICT}
        return frozenset(one.unit for one in self.changes if one.may_be_accepted) - doubtful
