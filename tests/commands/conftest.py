"""A home of its own for each order, and a small file as the MEN publishes them."""

from pathlib import Path

import pytest

HEADER = "AÑO,CÓDIGO_MUNICIPIO,MUNICIPIO,POBLACIÓN_5_16,COBERTURA_NETA,COBERTURA_BRUTA,DESERCIÓN,APROBACIÓN,REPROBACIÓN"


def row(year, code, name, population, dropout):
    return f"{year},{code},{name},{population},85.1,104.2,{dropout},{90 - dropout},10"


ROWS = [
    row(2021, 47245, "El Banco", 17000, 2),
    row(2021, 47318, "Guamal", 6000, 5),
    row(2022, 47245, "El Banco", 17100, 4),
    row(2022, 47318, "Guamal", 5900, 6),
    row(2022, 8001, "Barranquilla", 250000, 1),
]


@pytest.fixture(autouse=True)
def home(sqlite_settings, monkeypatch):
    """The installation that every order of the test opens."""
    monkeypatch.setenv("PAM_HOME", str(sqlite_settings.home))
    monkeypatch.delenv("PAM_RECORDS_URL", raising=False)
    monkeypatch.delenv("PAM_ENTITY", raising=False)
    return sqlite_settings.home


@pytest.fixture
def men_file(tmp_path):
    def written(rows=ROWS, name="men.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return path

    return written


@pytest.fixture
def men_row():
    return row


@pytest.fixture
def men_rows():
    return ROWS
