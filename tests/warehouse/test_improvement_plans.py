"""What the schools say of their PMI, from the template to the frames: the newest row of each one, placed and named."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from data import catalog, improvement_plans
from data.improvement_plans import Summaries
from data.intake import templates
from data.intake.pipeline import read_file
from data.intake.sources.pmi_summary import PROCESS
from data.intake.templates import pmi_summary, school_directory
from data.records.database import Database
from data.warehouse import Warehouse
from data.warehouse.acceptance import Upload, accept
from procedure.roles import Actor

ONE, TWO, THREE = "147245990011", "247245990020", "247555990019"


@pytest.fixture
def load(
    sqlite_database: Database,
    sqlite_warehouse: Warehouse,
    actor: Actor,
    upload: Callable[[str], Upload],
    tmp_path: Path,
) -> Callable[..., None]:
    """`load(template, rows)` takes them in as a file of a person."""
    listed = catalog.municipalities()
    own = listed.loc[listed["entity_id"].eq("47"), ["code", "name"]]

    def taken(template: templates.Template, rows: pd.DataFrame) -> None:
        path = tmp_path / "plantilla.xlsx"
        path.write_bytes(templates.render(template, own, rows))
        reading = read_file(path, path.name, municipalities=own)
        accept(sqlite_database, sqlite_warehouse, actor, reading, upload(f"{template.kind}{rows.to_json()}"))

    return taken


def summary(**columns: object) -> pd.DataFrame:
    frame = pd.DataFrame({"municipality_code": ["47245", "47245", "47555"], "school_code": [ONE, TWO, THREE]})
    given = {"year": 2025, "zone": None, "pmi_actualizado": 1.0, "pmi_metas": 4, "pmi_metas_cumplidas": 2, **columns}
    return frame.assign(**given)


def read(warehouse: Warehouse, year: int = 2025) -> Summaries:
    queries = ("pmi_figures", "pmi_texts", "directory_sedes")
    return improvement_plans.summaries(year, *(warehouse.read(one, entity_id="47", year=year) for one in queries))


def test_nothing_loaded_is_empty_frames(sqlite_warehouse: Warehouse) -> None:
    assert sqlite_warehouse.read("pmi_years", entity_id="47").empty
    found = read(sqlite_warehouse)
    assert all(frame.empty for frame in (found.schools, found.values, found.needs, found.directory))


def test_the_newest_row_of_a_school_says_all_there_is_of_it(
    load: Callable[..., None], sqlite_warehouse: Warehouse
) -> None:
    load(
        pmi_summary.TEMPLATE,
        summary(
            establishment_name=["=1+1", None, "Tercera"],
            pmi_academica=[1.5, 2.0, None],
            need_1=["gestion_aula", "talento_humano", None],
            **{f"{PROCESS}gestion_aula": [1.0, None, 3.0]},
        ),
    )
    corrected = summary(zone="rural", establishment_name="Primera", pmi_academica=3.5, need_1="servicios").iloc[:1]
    load(pmi_summary.TEMPLATE, corrected)
    found = read(sqlite_warehouse)
    assert found.schools[["school_code", "name"]].to_numpy().tolist() == [
        [ONE, "Primera"],
        [TWO, TWO],
        [THREE, "Tercera"],
    ]
    assert found.schools["zone"].fillna("").tolist() == ["rural", "", ""]
    assert not found.schools["is_listed"].any() and found.directory.empty
    assert found.values.set_index(["school_code", "item"])["value"].to_dict() == {
        (ONE, "academica"): 3.5,
        (TWO, "academica"): 2.0,
        (THREE, "gestion_aula"): 3.0,
    }
    assert found.needs[["school_code", "item"]].to_numpy().tolist() == [[ONE, "servicios"], [TWO, "talento_humano"]]
    years = sqlite_warehouse.read("pmi_years", entity_id="47")
    assert years.to_numpy().tolist() == [[2025, 3, 2]]


def test_the_directory_names_and_places_the_establishments(
    load: Callable[..., None], sqlite_warehouse: Warehouse
) -> None:
    load(pmi_summary.TEMPLATE, summary(zone="urbana", establishment_name="Otro nombre"))
    sedes = pd.DataFrame(
        {
            "year": 2024,
            "municipality_code": ["47245", "47245", "47555", "47555", "47555"],
            "establishment_code": [ONE, ONE, THREE, THREE, "247555990099"],
            "school_code": [ONE, "247245990038", "247555990027", "247555990035", "247555990099"],
            "establishment_name": ["IE Una", "IE Una", "IE Tres", "IE Tres", None],
            "zone": ["urbana", "rural", "rural", "urbana", "rural"],
            "docentes": [4, 2, 3, 5, 1],
        }
    )
    load(school_directory.TEMPLATE, sedes)
    found = read(sqlite_warehouse)
    named = found.directory[["school_code", "zone", "name"]].fillna("").to_numpy().tolist()
    assert named == [[ONE, "urbana", "IE Una"], [THREE, "", "IE Tres"], ["247555990099", "rural", "247555990099"]]
    assert found.schools["name"].tolist() == ["IE Una", "Otro nombre", "IE Tres"]
    assert found.schools["is_listed"].tolist() == [True, False, True]
    assert found.schools["zone"].fillna("").tolist() == ["urbana", "urbana", "urbana"]
