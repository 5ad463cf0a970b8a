"""Sweeping the warehouse's folder: what no record names is left over from a crash or from an older generation."""

from data.records import generations
from data.records.database import Database
from data.warehouse.errors import WarehouseBusyError
from data.warehouse.files import Folder, discard, turn


def collect(folder: Folder, database: Database) -> None:
    """Removes what is left over, unless somebody is importing now: then the next one does it.

    Taking the turn matters: what an import has finished and not yet registered is named by no record either.
    """
    try:
        with turn(folder, wait=0):
            sweep(folder, database)
    except WarehouseBusyError:
        return


def sweep(folder: Folder, database: Database) -> None:
    """Removes the leftovers; only whoever has the turn may call it.

    A generation that another process still reads loses its name and lives on until it is closed; on Windows it stays.
    """
    serving, versions = generations.referenced(database)
    for path in folder.building.iterdir():
        discard(path)
    for path in folder.root.glob("*.duckdb"):
        if path.name not in serving:
            discard(path)
    for path in folder.layers.glob("*.parquet"):
        if path.name.partition(".")[0] not in versions:
            discard(path)
