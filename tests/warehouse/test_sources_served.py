"""From a published file to what serves: schools with their code, municipalities apart, matrices cell by cell."""

from collections.abc import Callable

import pandas as pd
import pytest

from data import catalog
from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.records.database import Database
from data.warehouse import Warehouse
from data.warehouse.acceptance import Upload, accept
from data.warehouse.comparison import compare
from procedure.errors import InvalidValueError
from procedure.roles import Actor
from tests.intake.publication import SHARED

FILES = {
    "classification": SHARED / "data" / "saber" / "SB11-CLASIFI-PLANTELES-20194_mag_atl_ces.txt",
    "old scale": SHARED / "data" / "saber" / "saber11_promedio_plantel_2013_mag_atl_ces.csv",
    "matrix": SHARED / "data" / "plan" / "MISE_260126_DAP.xlsx",
}
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not all(path.is_file() for path in FILES.values()), reason="the shared files are absent"),
]
Uploaded = Callable[[str], Upload]


def read(name: str) -> Reading:
    listed = catalog.municipalities()
    own = listed.loc[listed["entity_id"].eq("47"), ["code", "name"]]
    return read_file(FILES[name], FILES[name].name, municipalities=own)


def test_the_classification_serves_municipalities_and_schools(
    sqlite_database: Database, sqlite_warehouse: Warehouse, actor: Actor, upload: Uploaded
) -> None:
    reading = read("classification")
    accept(sqlite_database, sqlite_warehouse, actor, reading, upload("planteles"))
    where = {"entity_id": "47", "indicator": "saber_11_indice_total"}
    served = sqlite_warehouse.read("indicator_year", **where, year=2019)
    assert len(served) == 28
    assert round(served["numerator"].sum() / served["denominator"].sum(), 4) == 0.5738
    assert len(sqlite_warehouse.read("school_figures", **where)) == 128
    assert compare(sqlite_warehouse, reading, "47").equal == 133


def test_the_old_scale_cannot_be_accepted(
    sqlite_database: Database, sqlite_warehouse: Warehouse, actor: Actor, upload: Uploaded
) -> None:
    with pytest.raises(InvalidValueError, match="ninguna cifra"):
        accept(sqlite_database, sqlite_warehouse, actor, read("old scale"), upload("antigua"))


def test_a_matrix_is_accepted_for_its_cells(
    sqlite_database: Database, sqlite_warehouse: Warehouse, actor: Actor, upload: Uploaded
) -> None:
    reading = read("matrix")
    version = accept(sqlite_database, sqlite_warehouse, actor, reading, upload("matriz"))
    served = sqlite_warehouse.read("table_cells", entity_id="47", version_id=version["id"])
    order = ["sheet", "row", "column"]
    kept = reading.tables.sort_values(order, ignore_index=True)
    pd.testing.assert_frame_equal(
        served[[*order, "text"]].sort_values(order, ignore_index=True), kept, check_dtype=False
    )
