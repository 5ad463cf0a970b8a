"""A workbook that came back, as its cells say, and the plan it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from procedure.exchange.lists import Names

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Grid:
    """A sheet: `rows` are (number in the file, cells as text from column A), the header first; coordinates are Excel's.

    `typed_as_text` are decimal numbers that are text in the file; `errors`, cell → what it shows (#REF!).
    """

    title: str
    rows: Sequence[tuple[int, Sequence[str | None]]]
    letters: Sequence[str]
    typed_as_text: frozenset[str] = frozenset()
    formulas: frozenset[str] = frozenset()
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Book:
    """`position`: that of the audit chain when it was downloaded. `lists`: list → label → id, as «Listas» has them."""

    plan_id: str
    position: int
    grids: Mapping[str, Grid]
    lists: Mapping[str, Mapping[str, str]]
    external_links: bool = False


@dataclass(frozen=True)
class Plan:
    """The plan today. `rows`: table → id → its fields, `version` included, in the order of the plan.

    `earlier`: (table, id) → the fields it had when the workbook was downloaded, for what changed since; its `version`
    too. `gone`: (table, id) → the rows of this plan that were retired. `elsewhere`: ids that are of another plan.
    """

    rows: Mapping[str, Mapping[str, Row]]
    names: Names
    numbers: Mapping[str, Mapping[str, str]]
    earlier: Mapping[tuple[str, str], Row] = field(default_factory=dict)
    gone: Mapping[tuple[str, str], Row] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Notice:
    """Something of the file that is no change of a cell, in a sentence; `cell` is "" when it is about the sheet."""

    sheet: str
    cell: str
    text: str
