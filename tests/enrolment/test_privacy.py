"""Nobody can be found in what a loaded file of students leaves behind (RELIABILITY.md, personal data of minors)."""

import json
import stat
import tempfile
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook
from sqlalchemy import create_engine, inspect, text

from data.commands import import_file
from data.enrolment import generator

NAMES = [f"QUERUBIN SEMILLA {number}" for number in range(40)]
DOCUMENTS = [f"10809{number:05}" for number in range(40)]
BIRTHS = ["2013-07-19", "2014-08-23"]


def students(path: Path) -> Path:
    """Forty students, two of them repeated and three with errors, each under a seeded name, document and birth date."""
    book = Workbook()
    sheet = book.active
    sheet.title = generator.SHEET
    sheet.append(generator.COLUMNS)
    for number, (name, document) in enumerate(zip(NAMES, DOCUMENTS, strict=True)):
        school = "147245000011" if number != 7 else "XX"
        grade = 5 if number != 9 else "NOVENTA"
        document = DOCUMENTS[0] if number in (3, 4) else document if number != 8 else f"{document}.5"
        who = (2025, "47245", school, 1, "URBANA", "TI", document, name, BIRTHS[number % 2], "F", grade)
        sheet.append((*who, "MAÑANA", 99, 9, 0, 9, "170", "N", "N", "N"))
    book.save(path)
    return path


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder, scratch = tmp_path / "home", tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("PAM_HOME", str(folder))
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.delenv("PAM_RECORDS_URL", raising=False)
    monkeypatch.setattr(tempfile, "tempdir", None)
    return folder


def everything(home: Path) -> str:
    """Every byte under the folder, and what the compressed stores say when they are read."""
    said = [path.read_bytes().decode("latin-1") for path in home.rglob("*") if path.is_file()]
    for path in (home / "warehouse").rglob("*.parquet"):
        said.append(str(duckdb.sql(f"SELECT * FROM '{path.as_posix()}'").fetchall()))
    for path in (home / "warehouse").glob("*.duckdb"):
        with duckdb.connect(str(path), read_only=True) as connection:
            for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                said.append(str(connection.execute(f'SELECT * FROM "{table}"').fetchall()))
    engine = create_engine(f"sqlite:///{(home / 'records.sqlite').as_posix()}")
    with engine.connect() as connection:
        for table in inspect(engine).get_table_names():
            said.append(str(connection.execute(text(f'SELECT * FROM "{table}"')).fetchall()))
    engine.dispose()
    return "\n".join(said)


def test_no_seeded_identifier_is_found_anywhere(home, tmp_path, capsys):
    path = students(tmp_path / "SIMAT 2025.xlsx")
    assert import_file.run([str(path), "--accept", "--json"]) == 0
    told = capsys.readouterr()
    verdict = json.loads(told.out)
    assert verdict["verdict"] == "accepted-with-row-errors"
    assert verdict["rows"] == {"new": 35, "changed": 0, "equal": 0, "rejected": 5, "outside": 0}
    assert {each["rule"]: each["count"] for each in verdict["findings"] if each["severity"] == "error"} == {
        "codigo_dane_longitud": 1,
        "numero_invalido": 1,
        "documento_invalido": 1,
        "fila_duplicada": 2,
    }
    left = everything(home) + everything_in(tmp_path / "scratch") + told.out + told.err
    assert "147245000011" in left, "the search does find what is there"
    assert [word for word in (*NAMES, *DOCUMENTS, *BIRTHS) if word in left] == []


def everything_in(folder: Path) -> str:
    return "\n".join(path.read_bytes().decode("latin-1") for path in folder.rglob("*") if path.is_file())


def test_the_key_is_outside_the_stores_and_only_for_its_owner(home, tmp_path):
    import_file.run([str(students(tmp_path / "SIMAT 2025.xlsx")), "--accept", "--json"])
    key = home / "keys" / "pseudonyms.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    secret = key.read_text(encoding="ascii")
    key.unlink()
    assert secret not in everything(home)
