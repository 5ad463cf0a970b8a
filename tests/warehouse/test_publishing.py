"""Imports at the same time all arrive, in this process and against another machine; a full disk loses nothing."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from data.records import audit, datasets, generations
from data.warehouse import acceptance
from data.warehouse.acceptance import accept
from data.warehouse.errors import AlreadyLoadedError, WarehouseBusyError, WarehouseWriteError
from data.warehouse.files import turn


def load(database, warehouse, actor, reading_of, upload, number):
    cells = [(2, 2021, f"47{number:03}", "desercion", float(number))]
    return accept(database, warehouse, actor, reading_of(cells, dataset=f"d{number % 2}"), upload(str(number)))


def assert_all_there(database, warehouse, count):
    frame = warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2021)
    assert sorted(frame["value"]) == [float(number) for number in range(count)]
    history = datasets.history(database, "47")
    assert history["serving"].all()
    assert len(history) == count
    assert generations.current(database, "47")["number"] == count
    with database.read() as connection:
        assert audit.verify(connection, "47") == count


def test_imports_at_the_same_time_all_arrive(database, warehouse, actor, reading_of, upload):
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: load(database, warehouse, actor, reading_of, upload, n), range(6)))
    assert_all_there(database, warehouse, 6)


def test_without_a_shared_turn_the_loser_builds_again_on_the_new_base(
    database, warehouse, actor, reading_of, upload, monkeypatch
):
    """What happens when the records are shared and the folders' turns are not: only the pointer decides."""

    @contextmanager
    def nobody_waits(folder):
        yield

    monkeypatch.setattr(acceptance, "turn", nobody_waits)
    monkeypatch.setattr(acceptance, "sweep", lambda folder, database: None)
    with ThreadPoolExecutor(5) as pool:
        list(pool.map(lambda n: load(database, warehouse, actor, reading_of, upload, n), range(5)))
    assert_all_there(database, warehouse, 5)


def test_the_same_file_twice_at_once_is_one_version(sqlite_database, sqlite_warehouse, actor, reading_of, upload):
    def attempt(_):
        try:
            return load(sqlite_database, sqlite_warehouse, actor, reading_of, upload, 0)["id"]
        except AlreadyLoadedError as error:
            return error.version["id"]

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(attempt, range(4)))) == 1
    assert_all_there(sqlite_database, sqlite_warehouse, 1)


def test_whoever_waits_too_long_for_the_turn_is_told(sqlite_warehouse):
    with (
        turn(sqlite_warehouse.folder),
        pytest.raises(WarehouseBusyError, match="en curso"),
        turn(sqlite_warehouse.folder, wait=0.1),
    ):
        pytest.fail("two had the turn")


@pytest.mark.skipif(os.name == "nt", reason="file size limits are of POSIX")
def test_a_disk_that_fills_up_stops_the_import_and_what_serves_goes_on(
    sqlite_database, sqlite_warehouse, actor, reading_of, upload
):
    import resource

    load(sqlite_database, sqlite_warehouse, actor, reading_of, upload, 0)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = max(path.stat().st_size for path in sqlite_warehouse.folder.root.glob("*.duckdb"))
    resource.setrlimit(resource.RLIMIT_FSIZE, (size - 4096, hard))
    try:
        with pytest.raises(WarehouseWriteError, match="espacio en disco"):
            load(sqlite_database, sqlite_warehouse, actor, reading_of, upload, 1)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    assert_all_there(sqlite_database, sqlite_warehouse, 1)
    assert len(list(sqlite_warehouse.folder.layers.iterdir())) == 1
    assert list(sqlite_warehouse.folder.building.iterdir()) == []
    load(sqlite_database, sqlite_warehouse, actor, reading_of, upload, 1)
    assert_all_there(sqlite_database, sqlite_warehouse, 2)
