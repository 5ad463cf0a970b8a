"""The plan in Excel, back from whoever edited it: read by the isolated reader, after the guard, as its cells say."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from data.intake.coordinates import letters
from data.intake.isolation import SheetTable, open_file
from data.intake.verdicts import IntakeError, spoken
from procedure.exchange.book import Book, Grid
from procedure.exchange.layout import CONTROL, FORMAT, LISTS

KEYS = "Clave de {name}"
CONTROL_LABELS = ("Formato", "Plan", "Posición")


def read(path: Path, file_name: str, cancelled: Callable[[], bool] | None = None) -> Book:
    """The workbook. Raises IntakeError: what the guard refuses, and a workbook that is not the one downloaded."""
    raw = open_file(path, file_name, cancelled=cancelled, hidden=True)
    sheets = {sheet.name: sheet for sheet in raw.sheets}
    if CONTROL not in sheets:
        detail = "es un archivo de texto" if raw.encoding else f"le falta la hoja oculta «{CONTROL}»"
        raise spoken("no_es_plan", file_name, {"detail": detail})
    plan_id, position = _control(sheets[CONTROL], file_name)
    grids = {name: _grid(sheet) for name, sheet in sheets.items() if name not in (CONTROL, LISTS)}
    return Book(plan_id, position, grids, _lists(sheets.get(LISTS)), raw.external_links)


def _control(sheet: SheetTable, file_name: str) -> tuple[str, int]:
    rows = _rows(sheet.cells)
    said = {str(cells[0]): str(cells[1] or "") for cells in rows if len(cells) > 1 and cells[0]}
    form, plan_id, position = (said.get(label, "") for label in CONTROL_LABELS)
    if form != FORMAT:
        raise _refusal(file_name, f"es de otra versión: «{form[:40]}»")
    if not plan_id or not position.isdigit():
        raise _refusal(file_name, f"la hoja oculta «{CONTROL}», celdas B2 y B3, está dañada")
    return plan_id, int(position)


def _refusal(file_name: str, detail: str) -> IntakeError:
    return spoken("no_es_plan", file_name, {"detail": detail})


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
