"""Figures of schools and of departments are kept, and no reading of municipalities ever mixes them in."""

from collections.abc import Callable

import pytest

from data.intake.model import Reading
from data.records.database import Database
from data.warehouse import Warehouse
from data.warehouse.acceptance import Upload, accept
from procedure.roles import Actor

PLACES = (("47245", "", 4.0), ("47555", "", 6.0), ("47245", "147245000011", 9.0), ("47", "", 5.0))


@pytest.fixture
def loaded(
    sqlite_database: Database,
    sqlite_warehouse: Warehouse,
    actor: Actor,
    reading_of: Callable[..., Reading],
    upload: Callable[[str], Upload],
) -> Warehouse:
    cells = [(row, 2022, code, "desercion", value) for row, (code, _, value) in enumerate(PLACES, start=2)]
    reading = reading_of(cells)
    reading.observations["school_code"] = [school for _, school, _ in PLACES]
    accept(sqlite_database, sqlite_warehouse, actor, reading, upload("niveles"))
    return sqlite_warehouse


def test_municipal_reads_have_only_municipalities(loaded: Warehouse) -> None:
    where = {"entity_id": "47", "indicator": "desercion"}
    year = loaded.read("indicator_year", **where, year=2022)
    series = loaded.read("indicator_series", **where, zone="total", inclusion_group="todos")
    for frame in (year, series):
        assert dict(zip(frame["municipality_code"], frame["value"], strict=True)) == {"47245": 4.0, "47555": 6.0}
    assert loaded.read("available", entity_id="47")["cells"].tolist() == [2]


def test_the_department_and_the_schools_have_their_own_reads(loaded: Warehouse) -> None:
    where = {"entity_id": "47", "indicator": "desercion"}
    department = loaded.read("department_series", **where, zone="total", inclusion_group="todos")
    assert department[["department_code", "value"]].to_numpy().tolist() == [["47", 5.0]]
    schools = loaded.read("school_figures", **where)
    assert schools[["school_code", "value"]].to_numpy().tolist() == [["147245000011", 9.0]]
