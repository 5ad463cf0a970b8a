"""Names and durable writes of the warehouse's folder.

    PAM_HOME/warehouse/
      <entity>-<number>-<hex>.duckdb   a generation; written once, then only read
      layers/<version id>.parquet      the figures of one accepted version; written once, then only read
      layers/<version id>.<table>.parquet   its rows in another table
      building/                        what is being written; worth nothing after a crash
      turn.lock                        whose turn it is to write

A file gets its final name only when it is whole and on disk, and no name is ever used twice.
"""

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from data import turns
from data.warehouse.errors import WarehouseBusyError, WarehouseWriteError
from data.warehouse.tables import OBSERVATIONS

LONGEST_WAIT = 300.0
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Folder:
    """The warehouse's folder and the names inside it."""

    root: Path

    @property
    def layers(self) -> Path:
        return self.root / "layers"

    @property
    def building(self) -> Path:
        return self.root / "building"

    def make(self) -> None:
        for folder in (self.root, self.layers, self.building):
            folder.mkdir(parents=True, exist_ok=True)

    def generation(self, file_name: str) -> Path:
        return self.root / file_name

    def layer(self, version_id: str, table: str = OBSERVATIONS) -> Path:
        name = version_id if table == OBSERVATIONS else f"{version_id}.{table}"
        return self.layers / f"{name}.parquet"

    def scratch(self, suffix: str) -> Path:
        return self.building / f"{uuid4().hex}{suffix}"


def generation_name(entity_id: str, number: int) -> str:
    return f"{entity_id}-{number:06d}-{uuid4().hex[:8]}.duckdb"


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def settle(scratch: Path, final: Path) -> None:
    """Gives a finished file its final name once its bytes are on disk, and then puts the name on disk too."""
    with scratch.open("rb+") as file:
        os.fsync(file.fileno())
    scratch.rename(final)
    if os.name != "nt":  # Windows cannot open a folder; its rename is already recorded in the journal
        descriptor = os.open(final.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def discard(path: Path) -> None:
    """Removes a file that nobody needs. On Windows one that is open stays for the next time."""
    try:
        path.unlink(missing_ok=True)
    except PermissionError:
        return


@contextmanager
def turn(folder: Folder, wait: float = LONGEST_WAIT) -> Iterator[None]:
    """One writer at a time (`data.turns`). Raises WarehouseBusyError after `wait` seconds."""
    folder.make()
    try:
        lock = turns.hold(folder.root / "turn.lock", wait)
    except sqlite3.OperationalError as error:
        if "locked" not in str(error):
            raise WarehouseWriteError(
                f"No se puede escribir en la carpeta {folder.root}. Revise el espacio en disco y los permisos."
            ) from error
        raise WarehouseBusyError(
            "Otra carga de datos está en curso y no ha terminado. Espere a que termine y vuelva a intentarlo."
        ) from error
    with closing(lock):
        yield
