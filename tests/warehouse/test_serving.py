"""Reading: right rows from many threads, switching generations, and refusing damaged files."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from data.records import generations
from data.warehouse import open_warehouse
from data.warehouse.acceptance import accept, rebuild, withdraw
from data.warehouse.errors import WarehouseDamagedError
from procedure.errors import StateError

QUERIES = {
    "indicator_series": {"indicator": "desercion", "zone": "total", "inclusion_group": "todos"},
    "indicator_year": {"indicator": "desercion", "year": 2021},
    "available": {},
    "lineage": {
        "indicator": "desercion",
        "year": 2021,
        "municipality_code": "47245",
        "zone": "total",
        "inclusion_group": "todos",
    },
    "dataset_rows": {"years": [2021], "indicators": ["desercion"]},
}


@pytest.fixture
def load(sqlite_database, sqlite_warehouse, actor, reading_of, upload):
    def stored(cells, text="primero"):
        return accept(sqlite_database, sqlite_warehouse, actor, reading_of(cells), upload(text))

    return stored


@pytest.mark.parametrize("query", QUERIES)
def test_an_empty_warehouse_answers_empty_frames_of_the_same_columns_and_kinds(query, sqlite_warehouse, load):
    empty = sqlite_warehouse.read(query, entity_id="47", **QUERIES[query])
    load([(2, 2021, "47245", "desercion", 3.5)])
    full = sqlite_warehouse.read(query, entity_id="47", **QUERIES[query])
    assert (len(empty), len(full)) == (0, 1)
    assert empty.dtypes.to_dict() == full.dtypes.to_dict()


def test_the_cache_key_changes_with_every_import_and_undo(sqlite_warehouse, sqlite_database, load, actor):
    keys = [sqlite_warehouse.generation_id("47")]
    first = load([(2, 2021, "47245", "desercion", 3.5)])
    keys.append(sqlite_warehouse.generation_id("47"))
    withdraw(sqlite_database, sqlite_warehouse, actor, first["id"], reason="error")
    keys.append(sqlite_warehouse.generation_id("47"))
    assert keys[0] is None
    assert len(set(keys)) == 3


def test_many_threads_read_the_right_rows(sqlite_warehouse, load):
    indicators = [f"indicador_{number}" for number in range(20)]
    load(
        [
            (row, 2021, f"47{row:03}", name, 1000.0 * number + row)
            for row in range(2, 60)
            for number, name in enumerate(indicators)
        ]
    )
    expected = {name: sum(1000.0 * number + row for row in range(2, 60)) for number, name in enumerate(indicators)}

    def total(name):
        frame = sqlite_warehouse.read("indicator_year", entity_id="47", indicator=name, year=2021)
        return name, len(frame), frame["value"].sum()

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(total, indicators * 12))
    assert [answer for answer in answers if answer[1:] != (58, expected[answer[0]])] == []


def test_reads_go_on_while_generations_change_and_each_sees_one_whole(sqlite_warehouse, load):
    def cells(value):
        return [(row, 2021, f"47{row:03}", "desercion", float(value)) for row in range(2, 40)]

    load(cells(0), "0")

    def seen(_):
        frame = sqlite_warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2021)
        return len(frame), frame["value"].nunique()

    with ThreadPoolExecutor(8) as pool:
        reads = [pool.submit(seen, number) for number in range(300)]
        for value in range(1, 5):
            load(cells(value), str(value))
        assert {read.result() for read in reads} == {(38, 1)}
    assert sqlite_warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2021)["value"].max() == 4


def test_only_the_generation_that_serves_stays_on_disk_and_every_layer_does(sqlite_warehouse, sqlite_database, load):
    first = load([(2, 2021, "47245", "desercion", 3.5)])
    second = load([(2, 2021, "47245", "desercion", 3.6)], "segundo")
    folder = sqlite_warehouse.folder
    (folder.root / "47-000009-abandoned.duckdb").write_bytes(b"half")
    (folder.building / "half.parquet").write_bytes(b"half")
    folder.layer("abandoned").write_bytes(b"half")
    open_warehouse_again(sqlite_warehouse, sqlite_database)
    serving = generations.current(sqlite_database, "47")["file_name"]
    assert [path.name for path in folder.root.glob("*.duckdb")] == [serving]
    assert {path.stem for path in folder.layers.iterdir()} == {first["id"], second["id"]}
    assert list(folder.building.iterdir()) == []


def open_warehouse_again(warehouse, database):
    from data.settings import Settings

    return open_warehouse(Settings(warehouse.folder.root.parent, "", "47"), database)


def flip(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def truncate(path):
    path.write_bytes(path.read_bytes()[:-4096])


def remove(path):
    path.unlink()


@pytest.mark.parametrize("spoil", [flip, truncate, remove])
def test_a_damaged_generation_is_refused_named_and_rebuilt(spoil, sqlite_warehouse, sqlite_database, load, actor):
    load([(2, 2021, "47245", "desercion", 3.5)])
    path = sqlite_warehouse.folder.generation(generations.current(sqlite_database, "47")["file_name"])
    spoil(path)
    reopened = open_warehouse_again(sqlite_warehouse, sqlite_database)
    with pytest.raises(WarehouseDamagedError) as caught:
        reopened.read("available", entity_id="47")
    assert str(path) in caught.value.message
    assert "warehouse rebuild" in caught.value.message
    assert len(rebuild(sqlite_database, reopened, actor)) == 1
    assert reopened.read("available", entity_id="47")["cells"].tolist() == [1]


@pytest.mark.parametrize("spoil", [flip, truncate, remove])
def test_a_damaged_layer_stops_the_next_import_and_what_serves_goes_on(spoil, sqlite_warehouse, load):
    first = load([(2, 2021, "47245", "desercion", 3.5)])
    before = sqlite_warehouse.generation_id("47")
    spoil(sqlite_warehouse.folder.layer(first["id"]))
    with pytest.raises(WarehouseDamagedError, match=first["id"]):
        load([(2, 2021, "47318", "desercion", 4.0)], "segundo")
    assert sqlite_warehouse.generation_id("47") == before
    assert sqlite_warehouse.read("available", entity_id="47")["cells"].tolist() == [1]


def test_there_is_nothing_to_rebuild_in_an_empty_warehouse(sqlite_warehouse, sqlite_database, actor):
    with pytest.raises(StateError):
        rebuild(sqlite_database, sqlite_warehouse, actor)
