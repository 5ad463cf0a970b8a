"""The two pages of the diagnosis, run whole over a fresh installation, with somebody signed in."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data.opening import Stores
from data.records.database import Database
from data.settings import Settings
from data.warehouse import open_warehouse
from pages.components import session
from procedure.errors import PamError
from procedure.roles import Actor

FOLDER = Path(__file__).resolve().parents[3] / "pages" / "diagnosis"
HEADER = "AÑO,CÓDIGO_MUNICIPIO,MUNICIPIO,POBLACIÓN_5_16,COBERTURA_NETA,COBERTURA_BRUTA,DESERCIÓN,APROBACIÓN,REPROBACIÓN"


def men_row(year: int, code: int, name: str, population: str, dropout: float) -> str:
    return f"{year},{code},{name},{population},85.1,104.2,{dropout},{90 - dropout},10"


def men_file(*extra: str, dropout: float = 4) -> bytes:
    """Two municipalities and a stranger, 2020 to 2022; El Banco lost a zero of its population in 2021."""
    rows = [
        men_row(2020, 47245, "El Banco", "17195", 3),
        men_row(2021, 47245, "El Banco", "17.26", 2),
        men_row(2022, 47245, "El Banco", "17189", dropout),
        men_row(2020, 47318, "Guamal", "6727", 4),
        men_row(2021, 47318, "Guamal", "6770", 5),
        men_row(2022, 47318, "Guamal", "6782", 6),
        men_row(2022, 8001, "Barranquilla", "250000", 1),
        *extra,
    ]
    return "\n".join([HEADER, *rows, ""]).encode()


Open = Callable[[str, Actor | None], AppTest]


@pytest.fixture(autouse=True)
def _forgotten_reads() -> Iterator[None]:
    yield
    st.cache_data.clear()


@pytest.fixture
def stores(sqlite_settings: Settings, sqlite_database: Database) -> Iterator[Stores]:
    found = Stores(sqlite_settings, sqlite_database, open_warehouse(sqlite_settings, sqlite_database))
    yield found
    found.warehouse.close()


@pytest.fixture
def open_page(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> Open:
    """`open_page("upload", actor)`: the page as that person sees it; None is an expired session."""

    def opened(name: str, person: Actor | None) -> AppTest:
        monkeypatch.setattr(session, "stores", lambda: stores)
        monkeypatch.setattr(session, "actor", lambda: person)
        test = AppTest.from_file(str(FOLDER / f"{name}.py"), default_timeout=30).run()
        assert not test.exception
        return test

    return opened


def settle(test: AppTest) -> AppTest:
    """Waits for the background step of the page and runs it again, as the progress does."""
    job = test.session_state["cargar_datos_archivo"]
    with suppress(PamError):
        (job.acceptance or job.reading).result(timeout=60)
    test.run()
    assert not test.exception
    return test


def send(test: AppTest, content: bytes, name: str = "men.csv") -> AppTest:
    test.file_uploader[0].set_value((name, content, "text/csv")).run()
    return settle(test)


def button(test: AppTest, label: str):
    return next(each for each in test.button if each.label == label)


def texts(test: AppTest) -> str:
    """All that the page writes, in one piece."""
    kinds = (test.markdown, test.caption, test.text, test.info, test.success, test.error, test.warning, test.subheader)
    return "\n".join(str(each.value) for kind in kinds for each in kind).replace("\\", "")


def metric(test: AppTest, label: str) -> str:
    return next(each.value for each in test.metric if each.label == label)
