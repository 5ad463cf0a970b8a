"""What a version changed is told the same whatever happened afterwards."""

from dataclasses import replace

import pandas as pd
import pytest

from data.intake.model import TABLE_COLUMNS
from data.warehouse import differences
from data.warehouse.acceptance import accept, reinstate, withdraw
from data.warehouse.errors import WarehouseDamagedError
from procedure.errors import NotFoundError

EL_BANCO, GUAMAL = "47245", "47318"
FIRST = [(2, 2021, EL_BANCO, "desercion", 3.5), (3, 2021, GUAMAL, "desercion", 4.0)]
SECOND = [
    (5, 2021, EL_BANCO, "desercion", 3.9),
    (6, 2022, EL_BANCO, "desercion", 5.0),
    (7, 2021, GUAMAL, "desercion", 4.0),
]


@pytest.fixture
def keep(sqlite_database, sqlite_warehouse, actor, upload):
    def stored(reading, text):
        return accept(sqlite_database, sqlite_warehouse, actor, reading, upload(text))

    return stored


@pytest.fixture
def load(keep, reading_of):
    def stored(cells, text, **options):
        return keep(reading_of(cells, **options), text)

    return stored


@pytest.fixture
def of_version(sqlite_database, sqlite_warehouse):
    def found(version, entity_id="47"):
        return differences.of_version(sqlite_database, sqlite_warehouse, entity_id, version["id"])

    return found


def counts(found):
    return found.new, found.changed, found.equal


def beneath(warehouse, version):
    frame = warehouse.read("under_version", entity_id="47", version_id=version["id"])
    return dict(zip(frame["version_id"], frame["figures"], strict=True))


def test_the_first_version_brings_only_new_figures(load, of_version):
    found = of_version(load(FIRST, "primero"))
    assert counts(found) == (2, 0, 0)
    assert found.lines["old_value"].isna().all()
    assert found.cells.empty


def test_each_changed_figure_says_old_and_new_with_the_place_of_both(load, of_version):
    first, second = load(FIRST, "primero"), load(SECOND, "segundo")
    found = of_version(second)
    assert counts(found) == (1, 1, 1)
    line = found.lines[found.lines["verdict"] == "changed"].iloc[0]
    assert (line["old_value"], line["value"]) == (3.5, 3.9)
    assert (line["old_version_id"], line["old_row"], line["row"]) == (first["id"], 2, 5)


def test_a_figure_of_another_dataset_is_what_was_replaced(load, of_version):
    load(FIRST, "primero")
    found = of_version(load([(9, 2021, EL_BANCO, "desercion", 3.6)], "plantilla", dataset="otro"))
    assert counts(found) == (0, 1, 0)


def test_a_figure_that_becomes_empty_or_changes_only_its_parts_has_changed(load, keep, of_version, reading_of):
    load(FIRST, "primero")
    found = of_version(load([(2, 2021, EL_BANCO, "desercion", None)], "segundo"))
    assert counts(found) == (0, 1, 0)
    assert pd.isna(found.lines["value"].iloc[0])
    reading = reading_of([(3, 2021, GUAMAL, "desercion", 4.0)])
    reading = replace(reading, observations=reading.observations.assign(denominator=50.0))
    found = of_version(keep(reading, "tercero"))
    assert counts(found) == (0, 1, 0)
    assert (found.lines["old_value"].iloc[0], found.lines["value"].iloc[0]) == (4.0, 4.0)


def test_later_versions_withdrawal_and_return_do_not_rewrite_the_history(
    load, of_version, sqlite_database, sqlite_warehouse, actor
):
    first, second = load(FIRST, "primero"), load(SECOND, "segundo")
    settled = of_version(second)
    load([(2, 2021, EL_BANCO, "desercion", 9.0)], "tercero")
    withdraw(sqlite_database, sqlite_warehouse, actor, first["id"], reason="error")
    withdraw(sqlite_database, sqlite_warehouse, actor, second["id"], reason="error")
    pd.testing.assert_frame_equal(of_version(second).lines, settled.lines)
    reinstate(sqlite_database, sqlite_warehouse, actor, second["id"])
    assert counts(of_version(second)) == counts(settled)


def test_cells_of_a_matrix_are_compared_with_the_version_before(keep, of_version, reading_of):
    def matrix(*rows):
        tables = pd.DataFrame([("Seguimiento", *row) for row in rows], columns=TABLE_COLUMNS)
        keys = tables[["sheet", "row"]].assign(year=2025, municipality_code=EL_BANCO)
        reading = reading_of(FIRST)
        return replace(reading, observations=reading.observations.iloc[:0], keys=keys, tables=tables)

    keep(matrix((9, "Meta", "Formar"), (10, "Meta", "Dotar"), (11, "Meta", "Sobra")), "matriz")
    later = matrix((9, "Meta", "Formar"), (10, "Meta", "Dotar 12"), (12, "Meta", "Más"))
    found = of_version(keep(later, "matriz2"))
    assert found.cells[["row", "old", "new"]].fillna("").to_numpy().tolist() == [
        [10, "Dotar", "Dotar 12"],
        [11, "Sobra", ""],
        [12, "", "Más"],
    ]


def test_a_damaged_layer_is_refused_and_an_unknown_version_too(load, of_version, sqlite_warehouse):
    version = load(FIRST, "primero")
    with pytest.raises(NotFoundError):
        of_version(version, entity_id="08")
    path = sqlite_warehouse.folder.layer(version["id"])
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(WarehouseDamagedError, match="dañado"):
        of_version(version)


def test_undoing_says_which_version_each_figure_falls_back_on(load, sqlite_warehouse):
    first, second = load(FIRST, "primero"), load(SECOND, "segundo")
    assert beneath(sqlite_warehouse, second) == {first["id"]: 2, "": 1}
    assert beneath(sqlite_warehouse, first) == {}, "the second one carries all of them"
    third = load([(2, 2021, EL_BANCO, "desercion", 9.0)], "tercero")
    assert beneath(sqlite_warehouse, third) == {second["id"]: 1}
    assert beneath(sqlite_warehouse, second) == {first["id"]: 1, "": 1}
