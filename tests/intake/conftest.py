"""The entity's municipalities, a clean publication, and its reading without a child process."""

from collections.abc import Callable

import pandas as pd
import pytest

from data import catalog
from data.intake.model import Reading
from data.intake.pipeline import interpret
from tests.intake.publication import men_frame, raw_file


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
