"""What a version changed when it was accepted: its figures against those it found serving (INTAKE.md, step 6).

Read from the layers and from the manifest of that moment, never from what serves today: the history of a version is
the same after later versions, after it was withdrawn and after it came back.
"""

from dataclasses import dataclass, field

import pandas as pd

from data.records import generations
from data.records.database import Database
from data.warehouse.manifest import Layer, Manifest, from_json, layer_of, without_version
from data.warehouse.reopening import reopened
from data.warehouse.serving import Warehouse
from data.warehouse.tables import FIGURES, KEY
from procedure.errors import NotFoundError

NEW, CHANGED, EQUAL = "new", "changed", "equal"
_OLD = [f"old_{name}" for name in ("version_id", "sheet", "row", *FIGURES)]
LINE_COLUMNS = ["verdict", "sheet", "row", *KEY, *FIGURES, *_OLD]
CELL_COLUMNS = ["sheet", "row", "column", "old", "new"]

_KEY = ", ".join(KEY)
_SAME = " AND ".join(f"own.{name} IS NOT DISTINCT FROM before.{name}" for name in FIGURES)
_LINES = f"""
WITH own AS (SELECT * FROM observations WHERE version_id = $version_id),
before AS (
    SELECT * FROM observations
    WHERE version_id <> $version_id
    QUALIFY row_number() OVER (PARTITION BY {_KEY} ORDER BY sequence DESC) = 1
)
SELECT
    CASE WHEN before.version_id IS NULL THEN '{NEW}' WHEN {_SAME} THEN '{EQUAL}' ELSE '{CHANGED}' END AS verdict,
    own.sheet, own.row, {_KEY}, {", ".join(f"own.{name}" for name in FIGURES)},
    {", ".join(f"before.{name.removeprefix('old_')} AS {name}" for name in _OLD)}
FROM own LEFT JOIN before USING ({_KEY})
ORDER BY own.sheet, own.row, indicator_code, zone, inclusion_group
"""
_CELLS = """
WITH own AS (SELECT * FROM table_cells WHERE version_id = $version_id),
before AS (
    SELECT * FROM table_cells
    WHERE version_id <> $version_id AND dataset = $dataset
    QUALIFY sequence = max(sequence) OVER ()
)
SELECT sheet, "row", "column", before.text AS old, own.text AS new
FROM own FULL JOIN before USING (sheet, "row", "column")
WHERE before.text IS DISTINCT FROM own.text
ORDER BY sheet, "row", "column"
"""


@dataclass(frozen=True)
class Difference:
    """Figures of a version, counted once each: `new` (none was known), `changed` and `equal`.

    `lines` has LINE_COLUMNS, the new and changed ones: the figure of the version and, as `old_…`, the one it replaced,
    with its version, sheet and row (null where there was none). `cells` has CELL_COLUMNS: cells of a source without
    figures that differ from its dataset's version before; null `old` is a new cell and null `new` one that is gone.
    """

    new: int
    changed: int
    equal: int
    lines: pd.DataFrame = field(repr=False)
    cells: pd.DataFrame = field(repr=False)


def of_version(database: Database, warehouse: Warehouse, entity_id: str, version_id: str) -> Difference:
    """What the version changed. Raises NotFoundError, and WarehouseDamagedError when a layer is not what it was."""
    own, before = _found(database, entity_id, version_id)
    with reopened(warehouse.folder, (*before, own)) as connection:
        lines = connection.execute(_LINES, {"version_id": version_id}).fetchdf()
        cells = connection.execute(_CELLS, {"version_id": version_id, "dataset": own.dataset}).fetchdf()
    verdicts = lines["verdict"].value_counts()
    return Difference(
        new=int(verdicts.get(NEW, 0)),
        changed=int(verdicts.get(CHANGED, 0)),
        equal=int(verdicts.get(EQUAL, 0)),
        lines=_texts(lines[lines["verdict"] != EQUAL].reset_index(drop=True)),
        cells=_texts(cells),
    )


def _found(database: Database, entity_id: str, version_id: str) -> tuple[Layer, Manifest]:
    """The layer of the version and those that were under it when it was accepted."""
    entry = generations.last_entry(database, entity_id, version_id)
    if entry is None:
        raise NotFoundError("Esa versión de datos no existe. Vuelva a abrir la historia de cargas.")
    own = layer_of(entry)
    return own, without_version(from_json(generations.manifest_of(database, entity_id, own.sequence)), version_id)


def _texts(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.astype({name: "str" for name in frame.columns if frame[name].dtype.kind == "O"})
