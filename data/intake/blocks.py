"""The columns of a sheet that become virtual rows, and what the guard saw in it moved to where it is then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from data.intake.coordinates import corners, letters
from data.intake.isolation import SheetTable
from data.intake.shape import Sheet


@dataclass(frozen=True)
class Block:
    """Some columns of a sheet that make one virtual row each: `columns` is field code → column number of the sheet."""

    sheet: Sheet
    columns: Mapping[str, int]
    measures: tuple[str, ...]

    def column(self, code: str) -> int:
        """The column of a field; what the whole file says is shown at its first figure."""
        return self.columns.get(code, self.columns.get(self.measures[0], 0))


def virtual_sheet(
    sheets: Sequence[Sheet], blocks: Sequence[Block], origin: pd.DataFrame, codes: Sequence[str], cells: pd.DataFrame
) -> SheetTable:
    """The virtual sheet with what the guard saw in the real ones, moved to where it is now."""
    typed = [sheet.table.text_numbers for sheet in sheets]
    moved = _Mover(blocks, origin, codes)
    return SheetTable(
        name=", ".join(sheet.table.name for sheet in sheets if sheet.table.name),
        state="visible",
        cells=cells,
        rows=len(cells),
        formulas=sum(sheet.table.formulas for sheet in sheets),
        hidden_rows=sum(sheet.table.hidden_rows for sheet in sheets),
        errors=tuple(
            (new, text) for sheet in sheets for cell, text in sheet.table.errors for new in moved(sheet, cell)
        ),
        uncached=tuple(new for sheet in sheets for cell in sheet.table.uncached for new in moved(sheet, cell)),
        text_numbers=None
        if any(one is None for one in typed)
        else frozenset(
            new for sheet, one in zip(sheets, typed, strict=True) for cell in one or () for new in moved(sheet, cell)
        ),
        merged=tuple(new for sheet in sheets for one in sheet.table.merged for new in moved.merged(sheet, one)),
    )


class _Mover:
    """Where a cell of a real sheet is in the virtual one: several places when several rows repeat it."""

    def __init__(self, blocks: Sequence[Block], origin: pd.DataFrame, codes: Sequence[str]) -> None:
        self._rows = {
            (int(block), int(row)): int(virtual)
            for virtual, block, row in zip(origin.index, origin["block"], origin["row"], strict=True)
        }
        self._codes, self._measures = codes, {code for block in blocks for code in block.measures}
        self._columns: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for number, block in enumerate(blocks):
            for position, code in enumerate(codes):
                if code in block.columns:
                    place = (id(block.sheet), block.columns[code])
                    self._columns.setdefault(place, []).append((number, position))

    def merged(self, sheet: Sheet, reference: str) -> list[str]:
        """A range merged down a column of figures; across columns, or in keys, nothing is missing."""
        top, left, bottom, _ = corners(reference)
        ends = [self._figure(sheet, f"{letters(left)}{row}") for row in (top, bottom)]
        return [f"{one}:{other}" for one, other in zip(*ends, strict=False)] if bottom > top else []

    def _figure(self, sheet: Sheet, cell: str) -> list[str]:
        return [new for new in self(sheet, cell) if self._codes[corners(new)[1]] in self._measures]

    def __call__(self, sheet: Sheet, cell: str) -> list[str]:
        row, column, _, _ = corners(cell)
        places = self._columns.get((id(sheet), column), [])
        return [
            f"{letters(position)}{self._rows[number, row]}"
            for number, position in places
            if (number, row) in self._rows
        ]
