"""From a reading to a version that serves, and back: on both kinds of records."""

from dataclasses import replace
from datetime import datetime

import duckdb
import pandas as pd
import pytest

from data.intake.model import TABLE_COLUMNS
from data.records import audit, datasets
from data.records.schema.base import new_id
from data.warehouse.acceptance import accept, already_loaded, reinstate, withdraw
from data.warehouse.comparison import compare
from data.warehouse.errors import AlreadyLoadedError
from data.warehouse.files import sha256_of
from data.warehouse.generations import build
from data.warehouse.manifest import layer_of
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError

EL_BANCO, GUAMAL = "47245", "47318"
FIRST = [
    (2, 2021, EL_BANCO, "desercion", 3.5),
    (2, 2021, EL_BANCO, "repitencia", None),
    (3, 2021, GUAMAL, "desercion", 4.0),
]


def values(warehouse, indicator="desercion"):
    frame = warehouse.read(
        "indicator_series", entity_id="47", indicator=indicator, zone="total", inclusion_group="todos"
    )
    return {(row.year, row.municipality_code): row.value for row in frame.itertuples()}


@pytest.fixture
def load(database, warehouse, actor, reading_of, upload):
    def stored(cells, text="primero", confirmed=(), note="Verificado", **options):
        reading = reading_of(cells, **options)
        return accept(database, warehouse, actor, reading, upload(text), confirmed=set(confirmed), note=note)

    return stored


def test_an_accepted_reading_serves_with_its_lineage(load, warehouse, database, actor):
    version = load(FIRST, rejected=2, outside=7)
    assert values(warehouse) == {(2021, EL_BANCO): 3.5, (2021, GUAMAL): 4.0}
    lineage = warehouse.read(
        "lineage",
        entity_id="47",
        indicator="desercion",
        year=2021,
        municipality_code=GUAMAL,
        zone="total",
        inclusion_group="todos",
    )
    assert lineage[["version_id", "sheet", "row", "value", "serves"]].to_dict("records") == [
        {"version_id": version["id"], "sheet": "datos", "row": 3, "value": 4.0, "serves": True}
    ]
    counts = [version[f"rows_{name}"] for name in ("new", "changed", "equal", "rejected", "outside")]
    assert counts == [2, 0, 0, 2, 7]
    assert (version["number"], version["file_name"], version["created_by"]) == (1, "primero.csv", actor.user_id)
    assert version["findings"][0]["rule"] == "prueba"
    with database.read() as connection:
        assert audit.verify(connection, "47") == 1


def test_an_empty_cell_is_stored_empty_and_never_zero(load, warehouse):
    load(FIRST)
    frame = warehouse.read("indicator_year", entity_id="47", indicator="repitencia", year=2021)
    assert len(frame) == 1
    assert frame["value"].isna().all()
    available = warehouse.read("available", entity_id="47").set_index("indicator_code")
    assert available.loc["repitencia", ["cells", "values"]].tolist() == [1, 0]


def test_the_same_bytes_again_are_already_loaded(load, database, reading_of, upload):
    first = load(FIRST)
    with pytest.raises(AlreadyLoadedError, match="Ya cargado") as caught:
        load(FIRST)
    assert caught.value.version["id"] == first["id"]
    assert already_loaded(database, "47", upload("primero"), reading_of(FIRST), set())["id"] == first["id"]
    assert len(datasets.history(database, "47")) == 1


def test_a_later_version_changes_only_what_it_carries(load, warehouse, reading_of):
    load(FIRST)
    later = [
        (2, 2021, EL_BANCO, "desercion", 3.9),
        (3, 2022, EL_BANCO, "desercion", 5.0),
        (4, 2021, GUAMAL, "desercion", 4.0),
    ]
    comparison = compare(warehouse, reading_of(later), "47")
    assert comparison.counts() == {"new": 1, "changed": 1, "equal": 1, "rejected": 0, "outside": 0}
    assert comparison.changed[["row", "municipality_code", "year", "indicator_code", "old", "new"]].to_dict(
        "records"
    ) == [
        {"row": 2, "municipality_code": EL_BANCO, "year": 2021, "indicator_code": "desercion", "old": 3.5, "new": 3.9}
    ]
    load(later, "segundo")
    assert values(warehouse) == {(2021, EL_BANCO): 3.9, (2022, EL_BANCO): 5.0, (2021, GUAMAL): 4.0}


def test_a_figure_that_two_datasets_carry_counts_once(load, warehouse):
    load(FIRST)
    load([(9, 2021, EL_BANCO, "desercion", 3.6)], "plantilla", dataset="plantilla_indicadores")
    assert values(warehouse) == {(2021, EL_BANCO): 3.6, (2021, GUAMAL): 4.0}


def test_undo_leaves_later_versions_and_redo_takes_its_old_place(load, warehouse, database, actor):
    load(FIRST)
    second = load([(2, 2021, EL_BANCO, "desercion", 3.9)], "segundo")
    load([(2, 2021, EL_BANCO, "desercion", 7.0), (3, 2022, GUAMAL, "desercion", 8.0)], "tercero", dataset="otro")
    withdrawn = withdraw(database, warehouse, actor, second["id"], reason="cifras de otra entidad")
    assert withdrawn["withdrawn_reason"] == "cifras de otra entidad"
    assert values(warehouse) == {(2021, EL_BANCO): 7.0, (2021, GUAMAL): 4.0, (2022, GUAMAL): 8.0}
    reinstate(database, warehouse, actor, second["id"])
    assert values(warehouse)[2021, EL_BANCO] == 7.0, "it does not come back over a later version"
    assert datasets.history(database, "47")["serving"].all()


def test_undo_of_the_last_version_gives_back_the_figures_under_it(load, warehouse, database, actor):
    load(FIRST)
    second = load([(2, 2021, EL_BANCO, "desercion", 3.9)], "segundo")
    withdraw(database, warehouse, actor, second["id"], reason="error")
    assert values(warehouse) == {(2021, EL_BANCO): 3.5, (2021, GUAMAL): 4.0}
    load([(2, 2021, EL_BANCO, "desercion", 3.9)], "segundo")
    assert values(warehouse)[2021, EL_BANCO] == 3.9, "withdrawn bytes may be loaded again"


def test_undo_of_the_only_version_leaves_nothing(load, warehouse, database, actor):
    first = load(FIRST)
    withdraw(database, warehouse, actor, first["id"], reason="error")
    assert values(warehouse) == {}
    assert warehouse.read("available", entity_id="47").empty


def test_withdrawing_needs_a_reason_and_happens_once(load, warehouse, database, actor):
    first = load(FIRST)
    with pytest.raises(InvalidValueError):
        withdraw(database, warehouse, actor, first["id"], reason=" ")
    with pytest.raises(StateError):
        reinstate(database, warehouse, actor, first["id"])
    withdraw(database, warehouse, actor, first["id"], reason="error")
    with pytest.raises(StateError):
        withdraw(database, warehouse, actor, first["id"], reason="error")


def test_a_cell_nobody_confirmed_is_not_stored_and_the_earlier_figure_stays(load, warehouse):
    load([(2, 2021, EL_BANCO, "poblacion_5_16", 1.0)])
    cells = [(2, 2021, EL_BANCO, "desercion", 3.5), (2, 2021, EL_BANCO, "poblacion_5_16", 17260.0, "p1")]
    load([*cells, (3, 2021, GUAMAL, "poblacion_5_16", 6770.0, "p2")], "segundo")
    assert values(warehouse, "poblacion_5_16") == {(2021, EL_BANCO): 1.0}


def test_confirming_afterwards_is_a_new_version_that_keeps_what_was_confirmed(load, warehouse, actor):
    pending = [
        (2, 2021, EL_BANCO, "desercion", 3.5),
        (2, 2021, EL_BANCO, "poblacion_5_16", 17260.0, "p1"),
        (3, 2021, GUAMAL, "poblacion_5_16", 6770.0, "p2"),
    ]
    load(pending, confirmed={"p1"})
    assert values(warehouse, "poblacion_5_16") == {(2021, EL_BANCO): 17260.0}
    second = load(pending, confirmed={"p2"})
    assert values(warehouse, "poblacion_5_16") == {(2021, EL_BANCO): 17260.0, (2021, GUAMAL): 6770.0}
    assert [(each["proposal"], each["value"], each["by_name"]) for each in second["confirmations"]] == [
        ("p1", 17260.0, actor.name),
        ("p2", 6770.0, actor.name),
    ]
    with pytest.raises(AlreadyLoadedError):
        load(pending, confirmed={"p1", "p2", "de otro archivo"})


@pytest.mark.parametrize("note", ["", "   "])
def test_a_confirmation_without_a_reason_stores_nothing(load, warehouse, database, note):
    pending = [(2, 2021, EL_BANCO, "desercion", 3.5), (2, 2021, EL_BANCO, "poblacion_5_16", 17260.0, "p1")]
    with pytest.raises(InvalidValueError, match="por qué confirma"):
        load(pending, confirmed={"p1"}, note=note)
    assert datasets.history(database, "47").empty
    (kept,) = load(pending, confirmed={"p1"}, note=" Publicación del DANE ")["confirmations"]
    assert kept["note"] == "Publicación del DANE"
    assert datetime.fromisoformat(kept["at"]).tzinfo is not None
    assert load(pending, confirmed={"p1"}, text="otro", note="otra razón")["confirmations"][0]["note"] == "otra razón"


def test_a_row_with_nothing_to_store_changes_nothing(warehouse, reading_of):
    reading = reading_of([(2, 2021, EL_BANCO, "poblacion_5_16", 17260.0, "p1")])
    comparison = compare(warehouse, reading, "47")
    assert comparison.counts() == {"new": 0, "changed": 0, "equal": 1, "rejected": 0, "outside": 0}
    assert comparison.held == 1
    assert compare(warehouse, reading, "47", {"p1"}).counts()["new"] == 1


def test_a_reading_without_figures_is_refused(load, database):
    with pytest.raises(InvalidValueError, match="ninguna cifra"):
        load([(2, 2021, EL_BANCO, "poblacion_5_16", 17260.0, "p1")])
    assert datasets.history(database, "47").empty


def test_only_who_may_load_data_changes_the_warehouse(
    load, database, warehouse, committee, stranger, reading_of, upload
):
    first = load(FIRST)
    with pytest.raises(NotAllowedError):
        accept(database, warehouse, committee, reading_of(FIRST), upload("otro"))
    with pytest.raises(NotAllowedError):
        withdraw(database, warehouse, committee, first["id"], reason="porque sí")
    with pytest.raises(NotFoundError):
        withdraw(database, warehouse, stranger, first["id"], reason="porque sí")


def test_each_entity_has_its_own_generation(load, database, warehouse, stranger, reading_of, upload):
    load(FIRST)
    accept(database, warehouse, stranger, reading_of([(2, 2021, "08001", "desercion", 9.0)]), upload("ajeno"))
    assert values(warehouse) == {(2021, EL_BANCO): 3.5, (2021, GUAMAL): 4.0}
    assert warehouse.read("available", entity_id="08")["cells"].tolist() == [1]


def test_figures_of_schools_are_kept_apart_from_the_municipal_ones(warehouse, database, actor, reading_of, upload):
    reading = reading_of([*FIRST, (4, 2021, EL_BANCO, "desercion", 9.0), (5, 2021, EL_BANCO, "desercion", 11.0)])
    schools = reading.observations["row"].map({4: "147245000011", 5: "247245000022"}).fillna("")
    reading = replace(reading, observations=reading.observations.assign(school_code=schools))
    accept(database, warehouse, actor, reading, upload("sedes"))
    assert values(warehouse) == {(2021, EL_BANCO): 3.5, (2021, GUAMAL): 4.0}
    found = warehouse.read("school_figures", entity_id="47", indicator="desercion")
    assert dict(zip(found["school_code"], found["value"], strict=True)) == {"147245000011": 9.0, "247245000022": 11.0}
    assert compare(warehouse, reading, "47").counts()["equal"] == 4
    assert warehouse.read("available", entity_id="47").set_index("indicator_code").loc["desercion", "cells"] == 2


def matrix(reading, *texts):
    """A reading without figures: one row per text, its cells in the column "Meta"."""
    rows = [("Seguimiento", number, "Meta", text) for number, text in enumerate(texts, start=9)]
    tables = pd.DataFrame(rows, columns=TABLE_COLUMNS)
    keys = tables[["sheet", "row"]].assign(year=2025, municipality_code="47245")
    return replace(reading, observations=reading.observations.iloc[:0], keys=keys, tables=tables, proposals=[])


def test_a_matrix_without_figures_is_kept_cell_by_cell(warehouse, database, actor, reading_of, upload):
    first = matrix(reading_of(FIRST), "Formar docentes", "Dotar sedes")
    version = accept(database, warehouse, actor, first, upload("matriz"))
    cells = warehouse.read("table_cells", entity_id="47", version_id=version["id"])
    assert cells[["sheet", "row", "column", "text"]].to_numpy().tolist() == [
        ["Seguimiento", 9, "Meta", "Formar docentes"],
        ["Seguimiento", 10, "Meta", "Dotar sedes"],
    ]
    assert version["rows_new"] == 2
    later = matrix(reading_of(FIRST), "Formar docentes", "Dotar 12 sedes", "Conectar sedes")
    assert compare(warehouse, later, "47").counts() == {
        "new": 1,
        "changed": 1,
        "equal": 1,
        "rejected": 0,
        "outside": 0,
    }
    withdraw(database, warehouse, actor, version["id"], reason="error")
    assert warehouse.read("table_cells", entity_id="47", version_id=version["id"]).empty


def test_a_layer_written_before_schools_had_figures_is_still_read(sqlite_database, sqlite_warehouse, actor):
    """Its file lacks the column and its entry in the manifest the list of other tables."""
    version_id, layer = new_id(), sqlite_warehouse.folder.layer
    with duckdb.connect() as connection:
        connection.execute(
            f"""COPY (SELECT '47' AS entity_id, '{version_id}' AS version_id, 'men_municipal' AS dataset,
            2021 AS year, '{EL_BANCO}' AS municipality_code, 'total' AS zone, 'todos' AS inclusion_group,
            'desercion' AS indicator_code, 3.5::DOUBLE AS value, NULL::DOUBLE AS numerator,
            NULL::DOUBLE AS denominator, 'datos' AS sheet, 2 AS "row") TO '{layer(version_id)}' (FORMAT parquet)"""
        )
    entry = {"version_id": version_id, "dataset": "men_municipal", "sequence": 1, "rows": 1}
    old = layer_of({**entry, "sha256": sha256_of(layer(version_id))})
    built = build(sqlite_warehouse.folder, "47", 1, (old,))
    with duckdb.connect(str(sqlite_warehouse.folder.generation(built.file_name)), read_only=True) as connection:
        found = connection.execute("SELECT municipality_code, school_code, value FROM indicator_cube").fetchall()
    assert found == [(EL_BANCO, "", 3.5)]
