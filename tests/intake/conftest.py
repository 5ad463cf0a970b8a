"""The entity's municipalities, a clean publication, and its reading without a child process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from data import catalog
from data.intake.model import Reading
from data.intake.pipeline import interpret
from tests.intake.publication import men_frame, raw_file


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """An installation of its own, where the key of the pseudonyms is made."""
    with pytest.MonkeyPatch.context() as patch:
        path = tmp_path_factory.mktemp("home")
        patch.setenv("PAM_HOME", str(path))
        yield path


@pytest.fixture(scope="session")
def municipalities() -> pd.DataFrame:
    """The 28 of SED Magdalena: code, name."""
    listed = catalog.municipalities()
    return listed.loc[listed["entity_id"].eq("47"), ["code", "name"]]


@pytest.fixture
def men() -> pd.DataFrame:
    return men_frame()


@pytest.fixture
def interpreted(municipalities: pd.DataFrame) -> Callable[..., Reading]:
    """Reads a frame as if it had come from a file."""

    def read(frame: pd.DataFrame, kind: str | None = None, **facts: object) -> Reading:
        return interpret(raw_file(frame, **facts), "prueba.csv", municipalities, kind)

    return read
