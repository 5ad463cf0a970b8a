"""Cells merged among the data: only the first of them holds the value, and it is never carried to the others."""

import pandas as pd

from data.intake.checks.outcome import Outcome, finding, rows_of
from data.intake.coordinates import corners
from data.intake.table import Table
from data.intake.wording import counted, listing


def merged_cells(table: Table) -> list[Outcome]:
    """Rows with an empty cell under a merged range: they stay out until somebody writes each value."""
    covered = _covered(table)
    cells = table.marked(covered)
    if cells.empty:
        return []
    columns = listing(f"«{name}»" for name in cells["column"].unique())
    text = f"{counted(len(cells), 'celda combinada', 'celdas combinadas')} entre los datos, en {columns}: "
    text += "el valor solo está en la primera y no se arrastra a las demás."
    mend = "Descombine las celdas y escriba el valor en cada fila."
    return [Outcome(finding("celda_combinada", "error", text, mend, cells), rows_of(cells))]


def _covered(table: Table) -> pd.DataFrame:
    """Where a merge left a cell of the table empty. A note that spreads over a row with nothing else is no data."""
    empty = table.texts.fillna("").apply(lambda column: column.str.strip().eq(""))
    covered = pd.DataFrame(False, index=empty.index, columns=empty.columns)
    filled = (~empty).sum(axis=1)
    ours = table.placed.ne("outside")
    for top, left, bottom, right in map(corners, table.layout.sheet.merged):
        if bottom <= table.layout.header_row:
            continue
        codes = [code for code, column in table.layout.columns.items() if left <= column <= right]
        rows = empty.index[empty.index.slice_indexer(top, bottom)]
        if top == bottom:
            rows = rows[filled.loc[rows].gt(1)]
        covered.loc[rows, codes] = True
    marks: pd.DataFrame = (covered & empty).mul(ours, axis=0)
    return marks
