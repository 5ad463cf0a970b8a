"""The figures of a closed cut-off as cells of a dataset version, and back (analytics.snapshots says what they are).

One cell per figure: `sheet` is the frame, `column` its column, `row` the row from 1 on, `text` the value as JSON. Row 0
of each column says its place and its kind, so that what is read back is what was written, to the last decimal.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pandas as pd

from data.records.datasets import CLOSED_CUTOFF
from data.warehouse import layers
from data.warehouse.errors import WarehouseDamagedError
from data.warehouse.files import Folder
from data.warehouse.manifest import Layer
from data.warehouse.serving import Warehouse
from data.warehouse.tables import OBSERVATIONS, TABLE_CELLS, TABLES

KIND: Final = CLOSED_CUTOFF
_ALONE: Final = ""
"""The sheet of what is not a frame: the format and the trimester."""


def dataset(year: int, trimester: int) -> str:
    return f"{KIND}_{year}_t{trimester}"


def write(folder: Folder, figures: Mapping[str, Any], *, entity_id: str, version_id: str, named: str) -> Layer:
    """The layer of a cut-off. `figures`: as `analytics.snapshots.published`."""
    frames = {OBSERVATIONS: pd.DataFrame(columns=list(TABLES[OBSERVATIONS])), TABLE_CELLS: cells(figures)}
    return layers.write(folder, frames, entity_id=entity_id, version_id=version_id, dataset=named)


def read(warehouse: Warehouse, entity_id: str, version_id: str) -> dict[str, Any]:
    """The figures of a version that serves. Raises WarehouseDamagedError when there are none."""
    found = warehouse.read("table_cells", entity_id=entity_id, version_id=version_id)
    if found.empty:
        raise WarehouseDamagedError(
            "La bodega de datos no tiene las cifras que se publicaron al cerrar un trimestre. "
            "Recupérela de la última copia de seguridad."
        )
    return figures_of(found)


def cells(figures: Mapping[str, Any]) -> pd.DataFrame:
    """sheet, row, column, text."""
    return pd.DataFrame(_cells(figures), columns=["sheet", "row", "column", "text"])


def _cells(figures: Mapping[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    for name, found in figures.items():
        if not isinstance(found, Mapping):
            yield _ALONE, 0, name, json.dumps(found)
            continue
        for place, (column, content) in enumerate(found.items()):
            yield name, 0, column, json.dumps([place, content["kind"]])
            for row, value in enumerate(content["values"], start=1):
                yield name, row, column, json.dumps(value, ensure_ascii=False, allow_nan=False)


def figures_of(found: pd.DataFrame) -> dict[str, Any]:
    """What `cells` was made of, whatever the order of the rows."""
    figures: dict[str, Any] = {}
    ordered = found.sort_values(["sheet", "column", "row"])
    for (sheet, column), own in ordered.groupby(["sheet", "column"], sort=False):
        head, *values = [json.loads(text) for text in own["text"]]
        if sheet == _ALONE:
            figures[str(column)] = head
        else:
            figures.setdefault(str(sheet), []).append((head, str(column), values))
    return {name: _placed(columns) if isinstance(columns, list) else columns for name, columns in figures.items()}


def _placed(columns: list[tuple[list[Any], str, list[Any]]]) -> dict[str, Any]:
    ordered = sorted(columns, key=lambda one: int(one[0][0]))
    return {column: {"kind": head[1], "values": values} for head, column, values in ordered}
