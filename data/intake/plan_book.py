"""The plan in Excel, back from whoever edited it: read by the isolated reader, after the guard, as its cells say."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from data.intake.coordinates import letters
from data.intake.isolation import SheetTable, open_file
from data.intake.verdicts import spoken
from procedure.exchange.book import Book, Grid
from procedure.exchange.layout import CONTROL, FORMAT, LISTS

KEYS = "Clave de {name}"
CONTROL_LABELS = ("Formato", "Plan", "Posición")
Cancelled = Callable[[], bool] | None


def read(path: Path, file_name: str, cancelled: Cancelled = None) -> Book:
    """The workbook. Raises IntakeError: what the guard refuses, and a workbook that is not the one downloaded."""
    book, _ = identified(path, file_name, FORMAT, "no_es_plan", cancelled=cancelled)
    return book


def identified(
    path: Path, file_name: str, form: str, code: str, numbers: Sequence[str] = (), cancelled: Cancelled = None
) -> tuple[Book, dict[str, int]]:
    """A workbook of that format, and the other `numbers` that its hidden sheet says, by label.

    Raises IntakeError: what the guard refuses and, with that code, a workbook that is not of the format.
    """
    raw = open_file(path, file_name, cancelled=cancelled, hidden=True)
    sheets = {sheet.name: sheet for sheet in raw.sheets}
    if CONTROL not in sheets:
        detail = "es un archivo de texto" if raw.encoding else f"le falta la hoja oculta «{CONTROL}»"
        raise spoken(code, file_name, {"detail": detail})
    said = _control(sheets[CONTROL])
    shape, plan_id, *rest = (said.get(label, "") for label in (*CONTROL_LABELS, *numbers))
    if shape != form:
        raise spoken(code, file_name, {"detail": f"es de otra versión: «{shape[:40]}»"})
    if not plan_id or not all(one.isdigit() for one in rest):
        places = " y ".join([", ".join(f"B{row}" for row in range(2, len(rest) + 2)), f"B{len(rest) + 2}"])
        detail = f"la hoja oculta «{CONTROL}», celdas {places}, está dañada"
        raise spoken(code, file_name, {"detail": detail})
    grids = {name: _grid(sheet) for name, sheet in sheets.items() if name not in (CONTROL, LISTS)}
    book = Book(plan_id, int(rest[0]), grids, _lists(sheets.get(LISTS)), raw.external_links)
    return book, dict(zip(numbers, map(int, rest[1:]), strict=True))


def _control(sheet: SheetTable) -> dict[str, str]:
    return {str(cells[0]): str(cells[1] or "") for cells in _rows(sheet.cells) if len(cells) > 1 and cells[0]}


def _grid(sheet: SheetTable) -> Grid:
    rows = list(enumerate(_rows(sheet.cells), start=1))
    return Grid(
        sheet.name,
        rows,
        tuple(letters(place) for place in range(sheet.cells.shape[1])),
        sheet.text_numbers or frozenset(),
        sheet.formula_cells | frozenset(sheet.uncached),
        dict(sheet.errors),
    )


def _lists(sheet: SheetTable | None) -> dict[str, dict[str, str]]:
    """List → label → id: each list is a column, and the keys of its names stand in the next one."""
    rows = _rows(sheet.cells) if sheet is not None else []
    headers = rows[0] if rows else []
    found: dict[str, dict[str, str]] = {}
    for place, name in enumerate(headers[:-1]):
        if name and headers[place + 1] == KEYS.format(name=name):
            pairs = ((cells[place], cells[place + 1]) for cells in rows[1:])
            found[name] = {label: key for label, key in pairs if label and key}
    return found


def _rows(cells: pd.DataFrame) -> list[list[str | None]]:
    """Null cells are None."""
    table: list[list[str | None]] = cells.astype("object").where(cells.notna(), None).to_numpy().tolist()
    return table
