"""Reading the generation that serves: one read-only connection per generation and process, one cursor per read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd

from data.records import generations
from data.records.database import Database, Row
from data.settings import Settings
from data.warehouse.collection import collect
from data.warehouse.errors import WarehouseDamagedError
from data.warehouse.files import Folder, sha256_of
from data.warehouse.generations import OFFLINE, SCHEMA, Options

_QUERIES = Path(__file__).resolve().parent / "queries"
_READ_ONLY: Options = {**OFFLINE, "enable_external_access": "false"}


@dataclass
class _Served:
    """An open generation and how many reads are using it now."""

    generation_id: str | None
    connection: duckdb.DuckDBPyConnection
    readers: int = 0
    retired: bool = False


class Warehouse:
    """What was measured, as the current generation of each entity says. Safe to share between threads."""

    def __init__(self, folder: Folder, database: Database) -> None:
        self.folder = folder
        self._database = database
        self._lock = Lock()
        self._served: dict[str, _Served] = {}

    def generation_id(self, entity_id: str) -> str | None:
        """What a cached read depends on: it changes with every import, undo or redo. None before the first."""
        return generations.current_id(self._database, entity_id)

    def read(self, query: str, *, entity_id: str, **parameters: Any) -> pd.DataFrame:
        """The rows of `queries/<query>.sql`, whose head says its parameters and whose SELECT says its columns.

        An entity without data gets an empty frame with the same columns. Raises WarehouseDamagedError.
        """
        with self._cursor(entity_id) as cursor:
            try:
                frame = cursor.execute(_sql(query), {"entity_id": entity_id, **parameters}).fetchdf()
            except (duckdb.IOException, duckdb.FatalException, duckdb.InternalException) as error:
                raise _damaged("Un archivo de la bodega de datos no se deja leer.") from error
        return frame.astype({name: "str" for name in frame.columns if frame[name].dtype.kind == "O"})

    def close(self) -> None:
        """Lets go of every generation; a later read opens what it needs again."""
        with self._lock:
            for entity_id in list(self._served):
                self._retire(entity_id)

    @contextmanager
    def _cursor(self, entity_id: str) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own: a connection shared by threads mixes up their rows without an error."""
        served = self._take(entity_id)
        try:
            with served.connection.cursor() as cursor:
                yield cursor
        finally:
            self._release(served)

    def _take(self, entity_id: str) -> _Served:
        current = self.generation_id(entity_id)
        with self._lock:
            served = self._served.get(entity_id)
            if served is None or served.generation_id != current:
                served = self._switch(entity_id)
            served.readers += 1
            return served

    def _release(self, served: _Served) -> None:
        with self._lock:
            served.readers -= 1
            if served.retired and not served.readers:
                served.connection.close()

    def _switch(self, entity_id: str) -> _Served:
        """Opens the generation that serves now. If it vanished because a newer one took its place, opens that."""
        while True:
            generation = generations.current(self._database, entity_id)
            served = self._served.get(entity_id)
            if served is not None and served.generation_id == (generation and generation["id"]):
                return served
            try:
                opened = _open(self.folder, generation)
            except WarehouseDamagedError:
                if self.generation_id(entity_id) == (generation and generation["id"]):
                    raise
                continue
            self._retire(entity_id)
            self._served[entity_id] = opened
            return opened

    def _retire(self, entity_id: str) -> None:
        served = self._served.pop(entity_id, None)
        if served is not None:
            served.retired = True
            if not served.readers:
                served.connection.close()


def open_warehouse(settings: Settings, database: Database) -> Warehouse:
    """The warehouse of an installation, its folder made and swept. It is checked when it is read, not here."""
    folder = Folder(settings.warehouse)
    folder.make()
    collect(folder, database)
    return Warehouse(folder, database)


def _open(folder: Folder, generation: Row | None) -> _Served:
    if generation is None:
        empty = duckdb.connect(":memory:", config=_READ_ONLY)
        empty.execute(SCHEMA)
        return _Served(None, empty)
    path = folder.generation(generation["file_name"])
    check_generation(path, generation["sha256"])
    try:
        connection = duckdb.connect(str(path), read_only=True, config=_READ_ONLY)
    except duckdb.Error as error:
        raise _damaged(f"El archivo {path} de la bodega de datos no se deja abrir.") from error
    return _Served(generation["id"], connection)


def check_generation(path: Path, sha256: str) -> None:
    """Raises WarehouseDamagedError unless the file is, byte for byte, the one that was registered."""
    try:
        if sha256_of(path) == sha256:
            return
    except FileNotFoundError as error:
        raise _damaged(f"Falta el archivo {path} de la bodega de datos.") from error
    raise _damaged(f"El archivo {path} de la bodega de datos está dañado: no es el que se registró.")


def _damaged(what: str) -> WarehouseDamagedError:
    return WarehouseDamagedError(
        f"{what} No se muestran datos incompletos. Reconstrúyala con: python3 manage.py warehouse rebuild"
    )


@cache
def _sql(query: str) -> str:
    return (_QUERIES / f"{query}.sql").read_text(encoding="utf-8")
