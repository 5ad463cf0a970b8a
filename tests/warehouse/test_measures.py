"""Computed indicators and gaps are read like any other, follow what serves, and lead back to what they are made of."""

from dataclasses import replace

import pytest

from data import measures
from data.warehouse.acceptance import accept, withdraw

EL_BANCO, GUAMAL = "47245", "47318"
CELLS = [
    (2, 2021, EL_BANCO, "cobertura_neta", 85.0),
    (3, 2021, GUAMAL, "cobertura_neta", 104.0),
    (4, 2021, EL_BANCO, "cobertura_bruta", 100.0),
]


@pytest.fixture
def load(sqlite_database, sqlite_warehouse, actor, reading_of, upload):
    def stored(cells, text="primero", zones=None, **options):
        reading = reading_of(cells, **options)
        if zones:
            places = reading.observations["row"].map(zones)
            reading = replace(reading, observations=reading.observations.assign(zone=places))
        return accept(sqlite_database, sqlite_warehouse, actor, reading, upload(text))

    return stored


@pytest.fixture
def zoned(load):
    """El Banco has both zones; Guamal only the urban one."""
    cells = [
        (2, 2021, EL_BANCO, "desercion", 3.0),
        (3, 2021, EL_BANCO, "desercion", 7.5),
        (4, 2021, GUAMAL, "desercion", 2.0),
    ]
    return load(cells, zones={2: "urbana", 3: "rural", 4: "urbana"})


@pytest.fixture
def read(sqlite_warehouse):
    def asked(query, **parameters):
        return measures.read(sqlite_warehouse, query, entity_id="47", **parameters)

    return asked


def available(read):
    frame = read("available")
    keys = zip(frame["indicator_code"], frame["zone"], strict=True)
    return dict(zip(keys, frame["values"], strict=True))


TOTAL = {"zone": "total", "inclusion_group": "todos"}


def test_a_computed_indicator_is_read_by_year_and_through_the_years(load, read):
    load(CELLS)
    series = read("indicator_series", indicator="falta_cobertura_neta", **TOTAL)
    assert dict(zip(series["municipality_code"], series["value"], strict=True)) == {EL_BANCO: 15.0, GUAMAL: -4.0}
    year = read("indicator_year", indicator="fuera_de_edad", year=2021)
    assert year[["municipality_code", "zone", "value"]].to_numpy().tolist() == [[EL_BANCO, "total", 15.0]]


def test_what_files_bring_is_read_as_the_warehouse_has_it(load, read, sqlite_warehouse):
    load(CELLS)
    own = sqlite_warehouse.read("indicator_year", entity_id="47", indicator="cobertura_neta", year=2021)
    assert read("indicator_year", indicator="cobertura_neta", year=2021).equals(own)


def test_only_what_has_all_its_inputs_is_offered(load, read):
    load(CELLS)
    offered = available(read)
    assert offered["falta_cobertura_neta", "total"] == 2
    assert offered["fuera_de_edad", "total"] == 1
    assert ("estudiantes_por_docente", "total") not in offered
    assert ("brecha_cobertura_neta", "total") not in offered


def test_the_gap_is_offered_and_read_where_both_zones_have_a_figure(zoned, read):
    assert available(read)["brecha_desercion", "total"] == 1
    series = read("indicator_series", indicator="brecha_desercion", **TOTAL)
    assert series[["municipality_code", "value"]].to_numpy().tolist() == [[EL_BANCO, -4.5]]
    assert read("indicator_series", indicator="brecha_desercion", zone="rural", inclusion_group="todos").empty
    year = read("indicator_year", indicator="brecha_desercion", year=2021)
    assert year[["municipality_code", "zone", "value"]].to_numpy().tolist() == [[EL_BANCO, "total", -4.5]]


def test_the_gap_leads_back_to_the_row_of_each_zone(zoned, read):
    place = {"indicator": "brecha_desercion", "year": 2021, "municipality_code": EL_BANCO, **TOTAL}
    found = read("lineage", **place)
    assert found[["part", "row", "value"]].to_numpy().tolist() == [
        ["Deserción intraanual, zona urbana", 2, 3.0],
        ["Deserción intraanual, zona rural", 3, 7.5],
    ]
    assert set(found["version_id"]) == {zoned["id"]}


def test_what_is_computed_follows_an_undo(load, read, sqlite_database, sqlite_warehouse, actor):
    load(CELLS)
    second = load([(2, 2021, EL_BANCO, "cobertura_neta", 90.0)], "segundo")
    year = {"indicator": "falta_cobertura_neta", "year": 2021}
    assert 10.0 in read("indicator_year", **year)["value"].tolist()
    withdraw(sqlite_database, sqlite_warehouse, actor, second["id"], reason="error")
    assert 15.0 in read("indicator_year", **year)["value"].tolist()


def test_an_empty_warehouse_offers_nothing_in_the_same_columns(read, load):
    empty = read("available")
    load(CELLS)
    assert (len(empty), list(empty.columns)) == (0, list(read("available").columns))
    assert read("indicator_series", indicator="brecha_desercion", **TOTAL).empty
