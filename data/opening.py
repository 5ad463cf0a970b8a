"""Opening everything that runs: the folder, the records at this program's schema, the entity, the warehouse."""

from dataclasses import dataclass
from functools import cache
from threading import Lock

from data.records import entities
from data.records.database import Database, make_engine
from data.records.errors import HomeError
from data.records.migrations import migrate
from data.settings import Settings, from_environment
from data.warehouse import Warehouse, open_warehouse

_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Stores:
    """Both stores of one installation. Safe to share between threads."""

    settings: Settings
    database: Database
    warehouse: Warehouse

    def close(self) -> None:
        """Lets go of every file and connection."""
        self.warehouse.close()
        self.database.engine.dispose()


def open_stores(settings: Settings | None = None) -> Stores:
    """Everything open and ready, made on the first start. Raises PamError in words when that cannot be."""
    settings, database = open_records(settings)
    return Stores(settings, database, open_warehouse(settings, database))


def open_records(settings: Settings | None = None) -> tuple[Settings, Database]:
    """The records alone, which is what commands about accounts need. The settings name the entity served."""
    settings = settings or from_environment()
    _make_home(settings)
    migrate(settings.records_url)
    database = Database(make_engine(settings.records_url))
    settings = entities.served(database, settings)
    entities.ensure(database, settings.entity_id)
    return settings, database


def _make_home(settings: Settings) -> None:
    try:
        for folder in (settings.home, settings.warehouse, settings.evidence, settings.uploads, settings.logs):
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise HomeError(
            f"No se puede usar la carpeta de datos {settings.home}: {error.strerror or error}. "
            "Revise el permiso y el espacio, o elija otra con PAM_HOME."
        ) from error


def shared_stores() -> Stores:
    """The stores of this process, opened once, whoever asks first."""
    with _ONE_AT_A_TIME:
        return _opened(from_environment())


@cache
def _opened(settings: Settings) -> Stores:
    return open_stores(settings)
