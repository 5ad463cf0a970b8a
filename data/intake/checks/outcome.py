"""What a check answers with, and how its cells become a finding."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from data import catalog
from data.intake.model import CELL_COLUMNS, CELLS_KEPT, Finding, Proposal, Severity
from data.intake.source import INDICATOR, YEAR
from data.intake.table import Table


@dataclass(frozen=True)
class Outcome:
    """A finding and what follows from it: rows that stay out, repairs to confirm, columns that are not loaded."""

    finding: Finding
    rejected: tuple[int, ...] = ()
    proposals: tuple[tuple[str, Proposal], ...] = ()  # (field code, proposal)
    dropped: tuple[str, ...] = ()


def proposals(
    table: Table, cells: pd.DataFrame, proposed: pd.DataFrame, reason: Callable[[int, str], str]
) -> tuple[tuple[str, Proposal], ...]:
    """A repair for each cell: `proposed` holds the figures by field code, `reason(row, code)` says why in Spanish."""
    found = []
    for row, header in zip(cells["row"], cells["column"], strict=True):
        code = table.code_of(str(header))
        found.append((code, _proposal(table, int(row), code, float(proposed[code].loc[row]), reason(int(row), code))))
    return tuple(found)


def _proposal(table: Table, row: int, code: str, proposed: float, reason: str) -> Proposal:
    """Its id depends only on the cell and its reading."""
    raw, cell = table.raw(row, code), table.coordinate(row, code)
    identity = hashlib.sha256(f"{table.source.kind}|{table.sheet}|{cell}|{raw}|{proposed!r}".encode()).hexdigest()
    return Proposal(
        id=identity[:16],
        sheet=table.sheet,
        row=row,
        column=table.header(code),
        cell=cell,
        label=label(table, row, code),
        raw=raw,
        proposed=proposed,
        reason=reason,
    )


def label(table: Table, row: int, code: str) -> str:
    """ "El Banco, 2021, población de 5 a 16 años"."""
    return f"{table.place(row)}, {table.year(row)}, {indicator_name(table, row, code)}"


def indicator_name(table: Table, row: int, code: str) -> str:
    """The catalog's name of the indicator that a cell feeds, in lower case; else its header."""
    names = catalog.indicators().set_index("code")["name"]
    own = table.words[INDICATOR].loc[row] if INDICATOR in table.words else table.source.indicator or code
    name = str(names.get(own, table.header(code)))
    return name[:1].lower() + name[1:]


def finding(
    rule: str,
    severity: Severity,
    message: str,
    mend: str,
    cells: pd.DataFrame | None = None,
    count: int | None = None,
    example: str | None = None,
) -> Finding:
    """A finding of these cells; counts them and shows the first one unless told otherwise."""
    frame = pd.DataFrame(columns=CELL_COLUMNS) if cells is None else cells
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        mend=mend,
        count=len(frame) if count is None else count,
        example=(_example(frame) if len(frame) else "") if example is None else example,
        cells=frame.head(CELLS_KEPT).reset_index(drop=True),
    )


def _example(cells: pd.DataFrame) -> str:
    first = cells.iloc[0]
    where = f"hoja «{first['sheet']}», celda {first['cell']}" if first["sheet"] else f"celda {first['cell']}"
    return f"{where} («{first['column']}»): «{first['value']}»"


def placed(table: Table, outcomes: list[Outcome]) -> list[Finding]:
    """The findings, each cell with the municipality and year of its row: people look for those, not for row numbers."""
    years = table.numbers[YEAR].map(lambda year: f"{year:.0f}", na_action="ignore") if YEAR in table.numbers else None
    names = table.places if years is None else table.places.str.cat(years, sep=", ", na_rep="—")
    return [
        replace(one.finding, cells=one.finding.cells.assign(place=one.finding.cells["row"].map(names).fillna("")))
        for one in outcomes
    ]


def rows_of(cells: pd.DataFrame) -> tuple[int, ...]:
    """The distinct file rows of some cells."""
    return tuple(int(row) for row in cells["row"].unique())
