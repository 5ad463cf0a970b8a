"""A chosen baseline leads back to the figures of the moment it was chosen, whatever was loaded or undone since."""

from dataclasses import replace

import pytest

from data import origins
from data.opening import Stores
from data.records import baselines
from data.warehouse.acceptance import accept, withdraw
from procedure.errors import NotFoundError

EL_BANCO, GUAMAL = "47245", "47318"
CHOICE = {"plan_year": 2026, "year": 2021, "statistic": "media_simple", "unit": "%", "source": "Fuente"}


@pytest.fixture
def stores(sqlite_settings, sqlite_database, sqlite_warehouse):
    return Stores(sqlite_settings, sqlite_database, sqlite_warehouse)


@pytest.fixture
def load(stores, actor, reading_of, upload):
    def stored(cells, text, zones=None):
        reading = reading_of(cells)
        if zones:
            places = reading.observations["row"].map(zones)
            reading = replace(reading, observations=reading.observations.assign(zone=places))
        return accept(stores.database, stores.warehouse, actor, reading, upload(text))

    return stored


@pytest.fixture
def choose(stores, actor):
    def chosen(code, value, loaded, **more):
        options = {**CHOICE, "indicator_code": code, "slice": "total", "value": value, **more}
        return baselines.choose(stores.database, actor, **options, dataset_version_id=loaded["id"])

    return chosen


def rows(found):
    return found.figures[["municipality_code", "value", "version_id", "row"]].to_numpy().tolist()


def test_each_municipality_says_its_version_and_row(load, choose, stores):
    first = load([(2, 2021, EL_BANCO, "desercion", 3.5), (3, 2021, GUAMAL, "desercion", 4.0)], "primero")
    second = load([(7, 2021, EL_BANCO, "desercion", 3.9)], "segundo")
    found = origins.of_choice(stores, "47", choose("desercion", 3.95, second)["id"])
    assert rows(found) == [[EL_BANCO, 3.9, second["id"], 7], [GUAMAL, 4.0, first["id"], 3]]
    assert found.figures["part"].tolist() == ["", ""]


def test_what_was_loaded_or_undone_later_does_not_change_it(load, choose, stores, actor):
    first = load([(2, 2021, EL_BANCO, "desercion", 3.5)], "primero")
    choice = choose("desercion", 3.5, first)
    load([(5, 2021, EL_BANCO, "desercion", 9.0)], "segundo")
    withdraw(stores.database, stores.warehouse, actor, first["id"], reason="error")
    assert rows(origins.of_choice(stores, "47", choice["id"])) == [[EL_BANCO, 3.5, first["id"], 2]]


def test_a_choice_that_was_changed_leads_to_the_figures_of_the_change(load, choose, stores, leader):
    first = load([(2, 2021, EL_BANCO, "desercion", 3.5)], "primero")
    choice = choose("desercion", 3.5, first)
    second = load([(5, 2021, EL_BANCO, "desercion", 9.0)], "segundo")
    choose("desercion", 9.0, second, version=choice["version"])
    baselines.freeze(stores.database, leader, [choice["id"]])
    found = origins.of_choice(stores, "47", choice["id"])
    assert rows(found) == [[EL_BANCO, 9.0, second["id"], 5]]
    assert (found.choice["chosen_by"], found.choice["frozen_name"]) == ("Analista de Calidad", leader.name)
    assert found.choice["chosen_at"] < found.choice["frozen_at"]


def test_a_gap_leads_to_the_rows_of_both_zones(load, choose, stores):
    zones = {2: "urbana", 3: "rural"}
    version = load([(2, 2021, EL_BANCO, "desercion", 3.0), (3, 2021, EL_BANCO, "desercion", 7.5)], "zonas", zones)
    found = origins.of_choice(stores, "47", choose("brecha_desercion", -4.5, version, unit="p. p.")["id"])
    assert found.figures[["part", "value", "row"]].to_numpy().tolist() == [
        ["Deserción intraanual, zona urbana", 3.0, 2],
        ["Deserción intraanual, zona rural", 7.5, 3],
    ]


def test_the_choice_of_one_municipality_leads_only_to_it(load, choose, stores):
    version = load([(2, 2021, EL_BANCO, "desercion", 3.5), (3, 2021, GUAMAL, "desercion", 4.0)], "primero")
    choice = choose("desercion", 4.0, version, municipality_code=GUAMAL)
    assert rows(origins.of_choice(stores, "47", choice["id"])) == [[GUAMAL, 4.0, version["id"], 3]]


def test_one_that_is_not_there_is_said(stores):
    with pytest.raises(NotFoundError):
        origins.of_choice(stores, "47", "ninguna")


def test_before_anything_was_loaded_there_are_no_figures(stores, actor):
    options = {**CHOICE, "indicator_code": "desercion", "slice": "total", "value": 4.0}
    choice = baselines.choose(stores.database, actor, **options, dataset_version_id=None)
    assert origins.of_choice(stores, "47", choice["id"]).figures.empty
