"""A portal with the two data sets, an installation that asks it, and little patience."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd
import pytest

from data import catalog
from data.opendata import fetching, portal
from data.opendata.client import Manners
from data.opendata.portal import Dataset
from data.opendata.shelf import Download
from data.records.database import Database
from data.settings import Settings
from procedure.roles import Actor
from tests.intake.publication import men_frame
from tests.opendata.server import Portal, mangled, serving

HASTY = Manners(connect=1, read=1, whole=1.5, attempts=3, first_wait=0.01, longest_wait=3, most_bytes=1 << 20)
MEN = replace(portal.MEN, page_rows=20)  # 64 rows: four pages


def divipola() -> pd.DataFrame:
    """The list of the catalogue as the DANE publishes it: capitals and decimal commas."""
    listed = catalog.municipalities()
    return pd.DataFrame(
        {
            "cod_dpto": listed["department_code"],
            "dpto": listed["department"].str.upper(),
            "cod_mpio": listed["code"],
            "nom_mpio": listed["name"].str.upper(),
            "tipo_municipio": "Municipio",
            "longitud": listed["lon"].map(lambda value: f"{value:.6f}".replace(".", ",")),
            "latitud": listed["lat"].map(lambda value: f"{value:.6f}".replace(".", ",")),
        },
        dtype="str",
    )


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def server() -> Iterator[Portal]:
    with serving({portal.MEN.id: mangled(men_frame()), portal.DIVIPOLA.id: divipola()}) as found:
        yield found


@pytest.fixture
def asking(sqlite_settings: Settings, server: Portal) -> Settings:
    """The installation, with the server of the test for a portal."""
    return replace(sqlite_settings, open_data_url=server.url)


Bring = Callable[..., Download]


@pytest.fixture
def bring(asking: Settings, sqlite_database: Database, admin: Actor) -> Bring:
    """`bring(dataset, **options)`: a fetch by the administrator."""

    def brought(dataset: Dataset = MEN, **options: object) -> Download:
        given = {"manners": HASTY, **options}
        return fetching.fetch(asking, sqlite_database, admin, dataset, **given)  # type: ignore[arg-type]

    return brought
