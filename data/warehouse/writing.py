"""Writing a file of the warehouse: whole or not at all, and a full disk said in words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.warehouse.errors import WarehouseWriteError
from data.warehouse.files import Folder, discard


@contextmanager
def scratch_file(folder: Folder, suffix: str) -> Iterator[Path]:
    """A path to write and then settle; what was not settled is removed. Raises WarehouseWriteError."""
    path = folder.scratch(suffix)
    try:
        yield path
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException, OSError) as error:
        raise WarehouseWriteError(
            f"No se pudo escribir en {folder.root}: revise el espacio en disco y los permisos. "
            "Los datos de antes siguen como estaban."
        ) from error
    finally:
        discard(path)
        discard(path.with_name(f"{path.name}.wal"))
