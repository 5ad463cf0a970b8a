"""What intake hands over: a reading of one file with its findings and proposals, and the errors that refuse a file.

Shapes are fixed here, once, for the warehouse, the command line and the pages (design: INTAKE.md, steps 4 to 6).
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pandas as pd

from data.intake.verdicts import IntakeError as IntakeError

Severity = Literal["error", "aviso", "confirmar"]

CELL_COLUMNS = ["sheet", "row", "column", "cell", "value", "place"]
OBSERVATION_COLUMNS = [
    "row",
    "sheet",
    "year",
    "municipality_code",
    "school_code",
    "zone",
    "inclusion_group",
    "indicator_code",
    "value",
    "numerator",
    "denominator",
    "pending",
]
REJECTED_COLUMNS = ["sheet", "row", "rule", "message"]
TABLE_COLUMNS = ["sheet", "row", "column", "text"]
CELLS_KEPT = 50_000


@dataclass(frozen=True)
class Finding:
    """One rule broken in one file, its cells grouped.

    `rule` is a stable identifier; `message` (what and where) and `mend` are Spanish; `count` counts cells, rows or
    columns as the message says; `example` names sheet, cell and value of the first one. `cells` has CELL_COLUMNS
    (row is the file's own, 1-based; cell is the Excel coordinate; place reads like "El Banco, 2021") and keeps at most
    CELLS_KEPT of them.
    severity: "error" (the rows stay out), "aviso" (passes), "confirmar" (the cells wait for a person).
    """

    rule: str
    severity: Severity
    message: str
    mend: str
    count: int
    example: str
    cells: pd.DataFrame = field(repr=False, default_factory=lambda: pd.DataFrame(columns=CELL_COLUMNS))

    def summary(self) -> dict[str, object]:
        """The four fields that the command line prints and the dataset version stores."""
        return {"rule": self.rule, "severity": self.severity, "count": self.count, "example": self.example}


@dataclass(frozen=True)
class Proposal:
    """A repair that only a person may accept: until then the cell is not stored.

    `label` reads like "El Banco, 2021, población de 5 a 16 años"; `raw` is the text of the cell, `proposed` what it
    would become and `reason` says in Spanish why. `id` is the same in every reading of the same bytes.
    """

    id: str
    sheet: str
    row: int
    column: str
    cell: str
    label: str
    raw: str
    proposed: float
    reason: str


@dataclass(frozen=True)
class Bulk:
    """A file of students, counted where it was read: `cube` has data.enrolment.cube.CUBE_COLUMNS; `rejected` counts the
    rows that stay out, of which `Reading.rejected_rows` lists only the first."""

    cube: pd.DataFrame = field(repr=False)
    rejected: int


@dataclass(frozen=True)
class Reading:
    """A recognized file, read and checked; nothing is stored yet.

    `rows` counts the data rows of the file; `entity_rows` those of the entity's municipalities (rejected or not);
    `outside_rows` those of other entities, never loaded. `municipalities` counts the distinct ones read.
    `observations` has OBSERVATION_COLUMNS: one line per stored figure, `value` NaN where the cell is empty, `pending`
    the id of the proposal it waits for (then `value` is the proposed one) or None; `school_code` is the DANE code of
    the establishment that the figure is of, "" for a municipal one.
    `keys` has one line per good entity row: "sheet", "row" and the natural key columns (year, municipality_code and,
    where the source has them, zone, inclusion_group, indicator_code). `rejected_rows` has REJECTED_COLUMNS, one line
    per row that stays out because of an error, and those rows appear neither in `observations` nor in `keys`.
    `tables` has TABLE_COLUMNS, one line per filled cell of a source without municipal figures (`column` is its joined
    header, `text` as written); such a source brings no observations and is accepted for its cells. A source that keeps
    its texts beside its figures has them here too, under the codes of their fields.
    `header_row` is the file's row of the header (0 when unknown). `personal`: the rows are people, so the file is let
    go as soon as it is read and its cells are not given back. `recognized_by` says in Spanish which remembered
    mapping read a file that no source describes, and whose it is; "" otherwise.
    """

    kind: str
    dataset: str
    source: str
    license: str
    cutoff: date | None
    sheet: str
    rows: int
    entity_rows: int
    outside_rows: int
    municipalities: int
    observations: pd.DataFrame = field(repr=False)
    keys: pd.DataFrame = field(repr=False)
    findings: list[Finding] = field(repr=False)
    proposals: list[Proposal] = field(repr=False)
    rejected_rows: pd.DataFrame = field(repr=False)
    tables: pd.DataFrame = field(repr=False, default_factory=lambda: pd.DataFrame(columns=TABLE_COLUMNS))
    bulk: Bulk | None = None
    header_row: int = 0
    personal: bool = False
    recognized_by: str = ""

    @property
    def rejected(self) -> int:
        """How many rows stay out."""
        return len(self.rejected_rows) if self.bulk is None else self.bulk.rejected
