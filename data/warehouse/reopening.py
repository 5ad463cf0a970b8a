"""Layers opened again in memory, to see what a moment of the past saw; what serves is not touched."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from data.warehouse import layers
from data.warehouse.files import Folder
from data.warehouse.generations import OFFLINE
from data.warehouse.manifest import Manifest
from data.warehouse.tables import OBSERVATIONS, TABLE_CELLS, declared

_TABLES = (OBSERVATIONS, TABLE_CELLS)


@contextmanager
def reopened(folder: Folder, manifest: Manifest) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection whose `observations` and `table_cells` have the rows of the layers, with their `sequence`.

    Raises WarehouseDamagedError when a layer is not what was accepted.
    """
    for layer in manifest:
        layers.check(folder, layer)
    with duckdb.connect(":memory:", config=OFFLINE) as connection:
        for table in _TABLES:
            connection.execute(f"CREATE TABLE {table} ({declared(table)}, sequence INTEGER)")
        for layer in manifest:
            for part in layer.parts:
                if part.table in _TABLES:
                    # By name: a column that the layer was written without takes its default.
                    connection.execute(
                        f"INSERT INTO {part.table} BY NAME SELECT *, $sequence AS sequence FROM read_parquet($file)",
                        {"sequence": layer.sequence, "file": str(folder.layer(layer.version_id, part.table))},
                    )
        yield connection
