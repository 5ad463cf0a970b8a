"""The rows of one accepted version, in a Parquet file that is never written again.

Layers are what the warehouse cannot afford to lose: every generation is built from them, and a withdrawn version
comes back from its own. Withdrawing removes a layer from the manifest, never from the disk.
"""

from pathlib import Path

import duckdb
import pandas as pd

from data.warehouse.errors import WarehouseDamagedError
from data.warehouse.files import Folder, settle, sha256_of
from data.warehouse.manifest import Layer
from data.warehouse.writing import scratch_file

COLUMNS = {
    "entity_id": "VARCHAR",
    "version_id": "VARCHAR",
    "dataset": "VARCHAR",
    "year": "INTEGER",
    "municipality_code": "VARCHAR",
    "zone": "VARCHAR",
    "inclusion_group": "VARCHAR",
    "indicator_code": "VARCHAR",
    "value": "DOUBLE",
    "numerator": "DOUBLE",
    "denominator": "DOUBLE",
    "sheet": "VARCHAR",
    "row": "INTEGER",
}
RESTORE = "No se cambió nada: recupere ese archivo de la última copia de seguridad y vuelva a intentarlo."
KEY = ["year", "municipality_code", "zone", "inclusion_group", "indicator_code"]
FIGURES = ["value", "numerator", "denominator"]


def write(folder: Folder, observations: pd.DataFrame, *, entity_id: str, version_id: str, dataset: str) -> Layer:
    """Stores the observations (columns KEY, FIGURES, sheet, row) as the layer of a version and answers its entry."""
    frame = observations.assign(entity_id=entity_id, version_id=version_id, dataset=dataset)
    with scratch_file(folder, ".parquet") as scratch:
        _copy(frame, scratch)
        sha256 = sha256_of(scratch)
        settle(scratch, folder.layer(version_id))
    return Layer(version_id=version_id, dataset=dataset, sequence=0, rows=len(frame), sha256=sha256)


def _copy(frame: pd.DataFrame, path: Path) -> None:
    columns = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in COLUMNS.items())
    target = path.as_posix().replace("'", "''")
    with duckdb.connect(":memory:") as connection:
        connection.register("frame", frame[list(COLUMNS)])
        connection.execute(f"COPY (SELECT {columns} FROM frame) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def check(folder: Folder, layer: Layer) -> None:
    """Raises WarehouseDamagedError unless the layer's file is the one that was accepted."""
    path = folder.layer(layer.version_id)
    if not path.exists():
        raise WarehouseDamagedError(f"Falta el archivo {path} de una versión aceptada. {RESTORE}")
    if sha256_of(path) != layer.sha256:
        raise WarehouseDamagedError(f"El archivo {path} está dañado: no es el que se aceptó. {RESTORE}")
