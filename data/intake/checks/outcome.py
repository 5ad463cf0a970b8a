"""What a check answers with, and how its cells become a finding."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pandas as pd

from data import catalog
from data.intake.model import CELL_COLUMNS, CELLS_KEPT, Finding, Proposal, Severity
from data.intake.source import INDICATOR
from data.intake.table import Table


@dataclass(frozen=True)
class Outcome:
    """A finding and what follows from it: rows that stay out, repairs to confirm, columns that are not loaded."""

    finding: Finding
    rejected: tuple[int, ...] = ()
    proposals: tuple[tuple[str, Proposal], ...] = ()  # (field code, proposal)
    dropped: tuple[str, ...] = ()


@dataclass
class Pending:
    """The repairs of one check while they are gathered."""

    items: list[tuple[str, Proposal]] = field(default_factory=list)

    def add(self, table: Table, row: int, code: str, proposed: float, reason: str) -> None:
        """A repair of one cell; its id depends only on the cell and its reading."""
        raw = table.raw(row, code)
        cell = table.coordinate(row, code)
        identity = hashlib.sha256(f"{table.source.kind}|{table.sheet}|{cell}|{raw}|{proposed!r}".encode()).hexdigest()
        proposal = Proposal(
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
        self.items.append((code, proposal))


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
    cells: pd.DataFrame | Iterable[pd.DataFrame] = (),
    count: int | None = None,
    example: str | None = None,
) -> Finding:
    """A finding of these cells (one frame, or one per column); counts and exemplifies them unless told."""
    frame = cells if isinstance(cells, pd.DataFrame) else joined(list(cells))
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        mend=mend,
        count=len(frame) if count is None else count,
        example=(_example(frame) if len(frame) else "") if example is None else example,
        cells=frame.head(CELLS_KEPT).reset_index(drop=True),
    )


def joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The cells of several columns, by row."""
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return pd.DataFrame(columns=CELL_COLUMNS)
    return pd.concat(filled, ignore_index=True).sort_values("row", kind="stable")


def _example(cells: pd.DataFrame) -> str:
    first = cells.iloc[0]
    where = f"hoja «{first['sheet']}», celda {first['cell']}" if first["sheet"] else f"celda {first['cell']}"
    return f"{where} («{first['column']}»): «{first['value']}»"


def rows_of(cells: pd.DataFrame) -> tuple[int, ...]:
    """The distinct file rows of some cells."""
    return tuple(int(row) for row in cells["row"].unique())
