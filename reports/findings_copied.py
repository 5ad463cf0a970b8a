"""A new workbook with the same cells: of a text file, of a workbook too large to paint, or that openpyxl refuses."""

import csv
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell

from data.intake.coordinates import letters
from data.intake.isolation import RawFile, SheetTable
from reports import findings_paint

TEXT_SHEET = "Datos"
_CHUNK = 2000
_DECIMAL = re.compile(r"[+-]?\d*\.\d+")
_TO_PUT = re.compile(r"[=+\-@#\t\r]")
Marks = dict[str, tuple[str, list[str]]]  # coordinate → (gravest severity, notes)


def copied(
    raw: RawFile, original: Path, found: pd.DataFrame, header_row: int, *, only_rows: bool
) -> tuple[Workbook, pd.DataFrame]:
    """The workbook, and `found` (findings_lines.COLUMNS) with `tab` and `link`.

    `only_rows` writes the rows up to the header and those with findings. A record that does not split into the
    columns of its file goes whole in its first cell, so that it is never taken for a good row.
    """
    book = Workbook(write_only=True)
    whole, places = _uneven(raw, original), []
    comments = iter(range(findings_paint.COMMENTS))
    for sheet in raw.sheets:
        if sheet.cells.empty:
            continue
        own = found[found["sheet"].eq(sheet.name) & found["cell"].ne("")]
        kept = sheet.cells.index
        if only_rows:
            kept = kept[(kept <= header_row) | kept.isin(own["row"])]
        _write(book, sheet, kept, _marks(own), whole, comments)
        places.append(pd.DataFrame({"sheet": sheet.name, "row": kept, "new": range(1, len(kept) + 1)}))
    return book, _linked(found, pd.concat(places) if places else pd.DataFrame(columns=["sheet", "row", "new"]))


def _linked(found: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """Each cell's sheet and coordinate in the new workbook, where only the row moves."""
    rows = found[["sheet", "row"]].merge(places, on=["sheet", "row"], how="left")["new"].to_numpy()
    columns = found["cell"].str.extract(r"^([A-Z]+)")[0].to_numpy()
    links = [
        f"{column}{row:.0f}" if isinstance(column, str) and row == row else ""
        for column, row in zip(columns, rows, strict=True)
    ]
    return found.assign(tab=found["sheet"].where(found["sheet"].ne(""), TEXT_SHEET), link=links)


def _marks(own: pd.DataFrame) -> Marks:
    marks: Marks = {}
    for line in own[["cell", "severity", "rule", "message", "mend", "proposed"]].itertuples(index=False, name=None):
        text = findings_paint.note(*line[1:])
        _gravest, notes = marks.setdefault(line[0], (line[1], []))
        if text not in notes:
            notes.append(text)
    return marks


def _write(
    book: Workbook, sheet: SheetTable, kept: pd.Index, marks: Marks, whole: dict[int, str], comments: Iterator[int]
) -> None:
    tab = book.create_sheet(sheet.name or TEXT_SHEET)
    if sheet.state != "visible":
        tab.sheet_state = sheet.state
    names = [letters(column) for column in range(sheet.cells.shape[1])]
    for start in range(0, len(kept), _CHUNK):
        rows = kept[start : start + _CHUNK]
        for row, line in zip(rows, sheet.cells.loc[rows].to_numpy(dtype=object), strict=True):
            texts = [whole[row], *([None] * (len(names) - 1))] if row in whole else line
            tab.append(
                [
                    _cell(tab, sheet, f"{name}{row}", text, marks, comments)
                    for name, text in zip(names, texts, strict=True)
                ]
            )


def _cell(
    tab: object, sheet: SheetTable, coordinate: str, text: object, marks: Marks, comments: Iterator[int]
) -> object:
    """A plain text where nothing has to be said of it: cells of ours cost memory and time."""
    given = text if isinstance(text, str) else ""
    if coordinate not in marks:
        if not given or not _is_special(sheet, given):
            return given or None
        return _valued(WriteOnlyCell(tab), sheet, coordinate, given)
    cell = _valued(WriteOnlyCell(tab), sheet, coordinate, given)
    severity, notes = marks[coordinate]
    findings_paint.paint(cell, severity, notes, commented=next(comments, None) is not None)
    return cell


def _is_special(sheet: SheetTable, text: str) -> bool:
    return bool(_TO_PUT.match(text)) or sheet.text_numbers is not None or not text.isprintable()


def _valued(cell: Cell, sheet: SheetTable, coordinate: str, text: str) -> Cell:
    """Text, except the decimal numbers that a workbook itself kept as numbers."""
    typed = sheet.text_numbers
    if typed is not None and coordinate not in typed and _DECIMAL.fullmatch(text):
        cell.value = float(text)
        return cell
    return findings_paint.put(cell, text)


def _uneven(raw: RawFile, original: Path) -> dict[int, str]:
    """The records that do not split into the columns of their text file, whole, by row."""
    wanted = {row for row, _, _ in raw.uneven}
    if not wanted:
        return {}
    with original.open(encoding=raw.encoding, newline="") as file:
        records = zip(count(1), csv.reader(file, delimiter=raw.separator))
        return {row: raw.separator.join(fields) for row, fields in records if row in wanted}
