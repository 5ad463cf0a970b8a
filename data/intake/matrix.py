"""A matrix without municipal figures: every sheet that has its layout, kept cell by cell under its joined headers."""

import pandas as pd

from data.intake.checks.outcome import finding
from data.intake.coordinates import corners
from data.intake.headers import HEADER_DEPTH, Place, duplicates, headers_at
from data.intake.isolation import RawFile
from data.intake.model import CELL_COLUMNS, OBSERVATION_COLUMNS, REJECTED_COLUMNS, TABLE_COLUMNS, Finding, Reading
from data.intake.recognizer import Layout, layouts_of
from data.intake.verdicts import Refusal
from data.intake.wording import counted, listing


def read_matrix(first: Layout, raw: RawFile) -> Reading:
    """The reading of every sheet with the layout of the first; all its rows are the entity's own.

    Raises Refusal when not even the parents of the headers tell two columns apart.
    """
    source = first.source
    layouts = layouts_of(source, raw)
    tables = pd.concat([_cells(layout) for layout in layouts], ignore_index=True)
    keys = tables[["sheet", "row"]].drop_duplicates(ignore_index=True)
    return Reading(
        kind=source.kind,
        dataset=source.kind,
        source=source.source,
        license=source.license,
        cutoff=None,
        sheet=listing(layout.sheet.name for layout in layouts),
        rows=len(keys),
        entity_rows=len(keys),
        outside_rows=0,
        municipalities=0,
        observations=pd.DataFrame(columns=OBSERVATION_COLUMNS),
        keys=keys,
        findings=[*_broken(layouts), *_headers(layouts), *_left_aside(layouts, raw)],
        proposals=[],
        rejected_rows=pd.DataFrame(columns=REJECTED_COLUMNS),
        tables=tables,
        header_row=first.header_row,
    )


def headers_of(layout: Layout) -> dict[int, str]:
    """The headers with as few parents as keep them apart. Raises Refusal when no parent does."""
    row, sheet = layout.header_row, layout.sheet
    headers: dict[int, str] = {}
    for depth in range(1, min(HEADER_DEPTH, row) + 1):
        headers = headers_at(sheet, Place(row, depth))
        if not duplicates(headers):
            return headers
    text, columns = next(iter(duplicates(headers).items()))
    cells = listing(columns)
    raise Refusal("encabezado_duplicado", sheet=sheet.name, row=row, column=text, cells=cells)


def _cells(layout: Layout) -> pd.DataFrame:
    """The filled cells below the header, as TABLE_COLUMNS."""
    headers = headers_of(layout)
    body = layout.sheet.cells.loc[layout.header_row + 1 :, list(headers)]
    body.columns = pd.Index([headers[column] for column in headers])
    long = body.rename_axis("row").reset_index().melt("row", var_name="column", value_name="text")
    kept = long[long["text"].fillna("").str.strip().ne("")].sort_values("row", kind="stable", ignore_index=True)
    return kept.assign(sheet=layout.sheet.name)[TABLE_COLUMNS]


def _broken(layouts: list[Layout]) -> list[Finding]:
    """Excel errors and formulas without their value, in the data of the sheets."""
    cells = [
        (layout.sheet.name, corners(cell)[0], "", cell, text)
        for layout in layouts
        for cell, text in [*layout.sheet.errors, *((one, "") for one in layout.sheet.uncached)]
        if corners(cell)[0] > layout.header_row
    ]
    if not cells:
        return []
    text = f"{counted(len(cells), 'celda', 'celdas')} con un error de Excel o una fórmula sin valor: quedan vacías."
    mend = "Corrija la fórmula, o abra el libro en Excel y guárdelo de nuevo."
    return [finding("celda_error_excel", "aviso", text, mend, pd.DataFrame(cells, columns=CELL_COLUMNS))]


def _headers(layouts: list[Layout]) -> list[Finding]:
    if all(layout.header_row == 1 for layout in layouts):
        return []
    rows = listing(f"«{layout.sheet.name}» (fila {layout.header_row})" for layout in layouts)
    text = f"Encabezados de varias filas unidos con los que los agrupan; último renglón: {rows}."
    mend = "Nada que hacer si es lo esperado."
    return [finding("aviso_encabezado_fila", "aviso", text, mend, count=len(layouts), example=rows)]


def _left_aside(layouts: list[Layout], raw: RawFile) -> list[Finding]:
    """The other sheets with something in them, hidden ones included."""
    used = {layout.sheet.name for layout in layouts} | set(layouts[0].source.own_sheets)
    others = [sheet.name for sheet in raw.sheets if sheet.rows and sheet.name not in used]
    if not others:
        return []
    text = f"Hojas que no se leen: {listing(f'«{name}»' for name in others)}."
    mend = "Nada que hacer si es lo esperado."
    return [finding("aviso_hoja_ignorada", "aviso", text, mend, count=len(others), example=others[0])]
