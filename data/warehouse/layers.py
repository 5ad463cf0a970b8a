"""The rows of one accepted version, in Parquet files that are never written again.

Layers are what the warehouse cannot afford to lose: every generation is built from them, and a withdrawn version
comes back from its own. Withdrawing removes a layer from the manifest, never from the disk.
"""

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from data.warehouse.errors import WarehouseDamagedError
from data.warehouse.files import Folder, settle, sha256_of
from data.warehouse.manifest import Layer, Part
from data.warehouse.tables import OBSERVATIONS, TABLES
from data.warehouse.writing import scratch_file

RESTORE = "No se cambió nada: recupere ese archivo de la última copia de seguridad y vuelva a intentarlo."


def write(
    folder: Folder, frames: Mapping[str, pd.DataFrame], *, entity_id: str, version_id: str, dataset: str
) -> Layer:
    """Stores the rows of a version, by table (data.warehouse.tables), and answers its entry in the manifest.

    `observations` is always stored, even empty; another table only when it has rows.
    """
    stored = {
        table: _store(
            folder.layer(version_id, table),
            folder,
            table,
            frame.assign(entity_id=entity_id, version_id=version_id, dataset=dataset),
        )
        for table, frame in frames.items()
        if table == OBSERVATIONS or len(frame)
    }
    figures = stored.pop(OBSERVATIONS)
    extras = tuple(stored.values())
    return Layer(version_id, dataset, sequence=0, rows=figures.rows, sha256=figures.sha256, extras=extras)


def _store(path: Path, folder: Folder, table: str, frame: pd.DataFrame) -> Part:
    with scratch_file(folder, ".parquet") as scratch:
        _copy(table, frame, scratch)
        sha256 = sha256_of(scratch)
        settle(scratch, path)
    return Part(table=table, rows=len(frame), sha256=sha256)


def _copy(table: str, frame: pd.DataFrame, path: Path) -> None:
    columns = ", ".join(f'CAST("{name}" AS {kind}) AS "{name}"' for name, kind in TABLES[table].items())
    target = path.as_posix().replace("'", "''")
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.register("frame", frame[list(TABLES[table])])
        connection.execute(f"COPY (SELECT {columns} FROM frame) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def check(folder: Folder, layer: Layer) -> None:
    """Raises WarehouseDamagedError unless the layer's files are those that were accepted."""
    for part in layer.parts:
        path = folder.layer(layer.version_id, part.table)
        if not path.exists():
            raise WarehouseDamagedError(f"Falta el archivo {path} de una versión aceptada. {RESTORE}")
        if sha256_of(path) != part.sha256:
            raise WarehouseDamagedError(f"El archivo {path} está dañado: no es el que se aceptó. {RESTORE}")
