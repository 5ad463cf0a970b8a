"""A published file as people send it (text and workbook), read for the entity, and the workbook of findings of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import catalog
from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.records.database import Database
from data.settings import Settings
from data.warehouse import Warehouse, open_warehouse
from reports.findings_workbook import make
from tests.intake.publication import men_frame
from tests.reports.planting import as_workbook

Read = Callable[[Path], Reading]


@pytest.fixture(scope="session")
def municipalities() -> pd.DataFrame:
    listed = catalog.municipalities()
    return listed.loc[listed["entity_id"].eq("47"), ["code", "name"]]


@pytest.fixture
def men() -> pd.DataFrame:
    return men_frame()


@pytest.fixture(scope="session")
def read(municipalities: pd.DataFrame) -> Read:
    return lambda path: read_file(path, path.name, municipalities=municipalities)


@pytest.fixture
def findings_of(read: Read, tmp_path: Path) -> Callable[[Path], Path]:
    """The workbook of findings of a file, on disk."""

    def made(path: Path) -> Path:
        target = tmp_path / f"{path.stem}_hallazgos.xlsx"
        make(read(path), path, path.name, target)
        return target

    return made


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[[pd.DataFrame], Path]:
    def written(frame: pd.DataFrame) -> Path:
        path = tmp_path / "men.csv"
        frame.to_csv(path, index=False)
        return path

    return written


@pytest.fixture
def workbook_file(tmp_path: Path) -> Callable[[pd.DataFrame], Path]:
    return lambda frame: as_workbook(frame, tmp_path / "men.xlsx")


@pytest.fixture
def warehouse(sqlite_settings: Settings, sqlite_database: Database) -> Iterator[Warehouse]:
    found = open_warehouse(sqlite_settings, sqlite_database)
    yield found
    found.close()
