"""The revisions make the schema of the program, and an upgrade never loses rows."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from data.records import migrations
from data.records.database import Database, make_engine
from data.records.errors import MigrationError, RecordsDamagedError
from data.records.migrations import migrate
from data.records.schema import metadata
from data.settings import Settings


def url_of(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def test_revisions_and_tables_agree(database: Database) -> None:
    """When it fails: `.venv/bin/python -m data.records.migrations.regenerate` (before the first release)."""
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_check_constraints_reach_the_database(database: Database) -> None:
    declared = {
        str(constraint.name)
        for table in metadata.tables.values()
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    with database.read() as connection:
        inspector = inspect(connection)
        made = {
            check["name"] for name in inspector.get_table_names() for check in inspector.get_check_constraints(name)
        }
    assert declared
    assert declared <= made


def test_every_table_belongs_to_an_entity() -> None:
    assert [name for name, table in metadata.tables.items() if "entity_id" not in table.columns] == []


def test_migrating_again_does_nothing_and_copies_nothing(settings: Settings) -> None:
    assert migrate(settings.records_url) is None
    assert not (settings.home / "backups").exists()


def test_two_processes_starting_at_once_migrate_once(tmp_path: Path) -> None:
    url = url_of(tmp_path / "new" / "records.sqlite")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(migrate, [url] * 4)) == [None] * 4
    engine = make_engine(url)
    assert "audit_entries" in inspect(engine).get_table_names()
    engine.dispose()


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_was(settings: Settings) -> None:
    engine = make_engine(settings.records_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(MigrationError, match="más nueva"):
        migrate(settings.records_url)
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{migrations.head_revision()}'"))
    engine.dispose()


def test_a_file_that_is_no_database_is_named_and_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "records.sqlite"
    path.write_bytes(b"esto no es una base de datos, pero pesa" * 100)
    before = path.read_bytes()
    with pytest.raises(RecordsDamagedError, match=r"records\.sqlite"):
        migrate(url_of(path))
    assert path.read_bytes() == before


@pytest.fixture
def older(sqlite_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A database one revision behind: the program's head is a revision that the test supplies."""
    monkeypatch.setattr(migrations, "head_revision", lambda: "0002")
    return sqlite_settings


def test_an_upgrade_copies_the_database_before(older: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(migrations, "_upgrade", lambda connection: None)
    copy = migrate(older.records_url)
    assert copy is not None
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM entity_municipalities").fetchone() == (28,)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("DELETE FROM entity_municipalities WHERE municipality_code = '47030'", "entity_municipalities"),
        ("DELETE FROM entities", "filas"),
    ],
)
def test_an_upgrade_that_would_lose_rows_is_undone(
    older: Settings, monkeypatch: pytest.MonkeyPatch, harm: str, told: str
) -> None:
    def upgrade(config: object, _revision: str) -> None:
        connection: Connection = config.attributes["connection"]  # type: ignore[attr-defined]
        connection.execute(text("CREATE TABLE passing (x INTEGER)"))
        connection.execute(text(harm))

    monkeypatch.setattr(migrations.command, "upgrade", upgrade)
    with pytest.raises(MigrationError, match=told):
        migrate(older.records_url)
    engine = make_engine(older.records_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM entity_municipalities")).scalar_one() == 28
        assert connection.execute(text("SELECT count(*) FROM entities")).scalar_one() == 1
        assert "passing" not in inspect(connection).get_table_names()
    engine.dispose()


def test_batch_mode_keeps_child_rows_because_foreign_keys_are_off(
    older: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic.operations import Operations

    def upgrade(config: object, _revision: str) -> None:
        connection: Connection = config.attributes["connection"]  # type: ignore[attr-defined]
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("entities", recreate="always") as batch:
            batch.alter_column("name", new_column_name="title")

    monkeypatch.setattr(migrations.command, "upgrade", upgrade)
    migrate(older.records_url)
    engine = make_engine(older.records_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT title FROM entities")).scalar_one()
        assert connection.execute(text("SELECT count(*) FROM entity_municipalities")).scalar_one() == 28
        assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
    engine.dispose()
