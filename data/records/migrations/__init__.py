"""Bringing a records database to the schema of this program, with a copy before and checks after (RELIABILITY.md).

While nothing has been released there is one revision; `python -m data.records.migrations.regenerate` writes it
again from the tables. Afterwards each change of the schema is a new revision.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DatabaseError

from data.records.database import make_engine
from data.records.errors import MigrationError, RecordsDamagedError

FOLDER = Path(__file__).resolve().parent
_POSTGRES_LOCK = 47_2026_01  # any number, the same in every process
_LOCK_WAIT = 120


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration without an .ini file; the environment works on the connection given."""
    config = Config()
    config.set_main_option("script_location", FOLDER.as_posix())
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def head_revision() -> str:
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    assert head is not None, "the package carries its revisions"
    return head


def migrate(url: str) -> Path | None:
    """Brings the database at `url` to the head revision; answers the copy made before, if there was anything to copy.

    Raises MigrationError when the database is newer than the program or would lose rows (it then stays as it was),
    and RecordsDamagedError when the file cannot be read. Processes that start at once take turns.
    """
    engine = make_engine(url)
    try:
        with _turn(engine):
            return _migrate(engine)
    except DatabaseError as error:
        if "not a database" in str(error) or "malformed" in str(error):
            raise RecordsDamagedError(_damaged_text(engine)) from error
        raise
    finally:
        engine.dispose()


def _migrate(engine: Engine) -> Path | None:
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current == head_revision():
        return None
    _refuse_newer(current)
    backup = _copy_before(engine, current)
    with _connection_without_foreign_keys(engine) as connection:
        _upgrade(connection)
    return backup


def _refuse_newer(current: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if current is not None and current not in known:
        raise MigrationError(
            f"Los datos fueron guardados por una versión más nueva del programa (esquema {current}). "
            "Actualice el programa; los datos no se tocaron."
        )


def _upgrade(connection: Connection) -> None:
    """One transaction: the revisions and the checks that nothing was lost on the way."""
    with connection.begin():
        before = _row_counts(connection)
        command.upgrade(configuration(connection), "head")
        _check_foreign_keys(connection)
        after = _row_counts(connection)
        lost = [table for table, count in before.items() if after.get(table, count) < count]
        if lost:
            raise MigrationError(
                f"La actualización de los datos perdería filas de {', '.join(sorted(lost))}; no se hizo y todo sigue "
                "como estaba. Avise a quien mantiene el programa."
            )


def _row_counts(connection: Connection) -> dict[str, int]:
    tables = [name for name in inspect(connection).get_table_names() if name != "alembic_version"]
    quote = connection.dialect.identifier_preparer.quote
    return {name: connection.execute(text(f"SELECT count(*) FROM {quote(name)}")).scalar_one() for name in tables}


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return  # PostgreSQL checks them as it goes
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise MigrationError(
            f"La actualización de los datos dejaría filas sueltas en {broken[0][0]}; no se hizo y todo sigue como "
            "estaba. Avise a quien mantiene el programa."
        )


@contextmanager
def _connection_without_foreign_keys(engine: Engine) -> Iterator[Connection]:
    """On SQLite, batch mode with foreign keys on deletes child rows; the switch only works outside a transaction."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            yield connection
            return
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA foreign_keys=OFF")
        try:
            yield connection
        finally:
            driver.execute("PRAGMA foreign_keys=ON")


@contextmanager
def _turn(engine: Engine) -> Iterator[None]:
    """Lets one process migrate at a time: a lock of the server, or an exclusive lock file beside the SQLite file."""
    if engine.dialect.name == "postgresql":
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_advisory_lock(:number)"), {"number": _POSTGRES_LOCK})
            yield
        return  # closing the connection ends its transaction; the pool's reset does not, so the engine is disposed
    path = _sqlite_path(engine)
    if path is None:
        yield
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lock_file = path.with_name(f"{path.name}.lock")
    with closing(sqlite3.connect(lock_file, timeout=_LOCK_WAIT, isolation_level=None)) as lock:
        lock.execute("BEGIN EXCLUSIVE")
        yield


def _sqlite_path(engine: Engine) -> Path | None:
    name = engine.url.database
    return None if engine.dialect.name != "sqlite" or name in {None, "", ":memory:"} else Path(str(name))


def _copy_before(engine: Engine, current: str | None) -> Path | None:
    """A copy of an existing SQLite database through its backup interface (PostgreSQL keeps its own backups)."""
    path = _sqlite_path(engine)
    if path is None or current is None:
        return None
    stamp = re.sub(r"[^0-9]", "", datetime.now(UTC).isoformat(timespec="seconds"))[:14]
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"{path.stem}-{current}-{stamp}{path.suffix}"
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def _damaged_text(engine: Engine) -> str:
    return (
        f"El archivo {_sqlite_path(engine)} está dañado o no es una base de datos de esta aplicación. "
        "No se abrió ni se cambió nada: restaure la última copia."
    )
