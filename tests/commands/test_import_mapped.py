"""`manage.py import` of a file that no source describes: matched once in the browser, recognized by the order after."""

import json
from pathlib import Path

import openpyxl
import pytest

from data.commands import import_file
from data.intake.mapping import ColumnMapping, Figure
from data.opening import open_stores
from data.records import mappings
from procedure.roles import Actor, Role

ANALYST = Actor("47", "Analista", None, frozenset({Role.ANALYST}))
YEARS = ColumnMapping(
    "Deserción propia",
    headers=("Municipio", "2021", "2022"),
    keys={"municipality_name": "Municipio"},
    figures=(Figure("2021", year="2021"), Figure("2022", year="2022")),
    constants={"indicator_code": "desercion"},
)
SAID = ColumnMapping(
    "Deserción sin año",
    headers=("Municipio", "Tasa"),
    keys={"municipality_name": "Municipio"},
    figures=(Figure("Tasa"),),
    constants={"indicator_code": "desercion", "year": "2020"},
)


def workbook(path: Path, header: list[str], *rows: list[object]) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["Deserción por municipio"])
    for row in (header, *rows):
        book.active.append(row)
    book.save(path)
    return path


@pytest.fixture
def order(capsys):
    def given(*words):
        code = import_file.run([*map(str, words), "--json"])
        return code, json.loads(capsys.readouterr().out)

    return given


def remember(mapping: ColumnMapping) -> None:
    stores = open_stores()
    mappings.remember(stores.database, ANALYST, mapping)
    stores.close()


def test_an_unknown_file_is_sent_to_the_browser_once(order, tmp_path):
    path = workbook(tmp_path / "propio.xlsx", ["Municipio", "2021", "2022"], ["El Banco", 3.1, 3.2])
    code, answer = order(path, "--accept")
    assert (code, answer["verdict"], answer["code"]) == (2, "rejected", "columna_faltante")
    assert "Empareje sus columnas una vez en el navegador" in answer["message"]


def test_a_remembered_shape_is_recognized_and_loaded_saying_by_what(order, tmp_path):
    remember(YEARS)
    path = workbook(tmp_path / "propio.xlsx", ["Municipio", "2022", "2023"], ["El Banco", 3.1, 3.2], ["Guamal", 1, 2])
    code, answer = order(path, "--accept")
    assert (code, answer["verdict"], answer["rows"]["new"]) == (0, "accepted", 2)
    assert "Reconocido por el emparejamiento «Deserción propia», de Analista" in answer["message"]
    stores = open_stores()
    frame = stores.warehouse.read("indicator_year", entity_id="47", indicator="desercion", year=2023)
    stores.close()
    assert dict(zip(frame["municipality_code"], frame["value"], strict=True)) == {"47245": 3.2, "47318": 2.0}
    assert order(path, "--accept")[1]["verdict"] == "already-loaded"


def test_a_file_that_does_not_say_its_year_needs_it(order, tmp_path):
    remember(SAID)
    path = workbook(tmp_path / "propio.xlsx", ["Municipio", "Tasa"], ["El Banco", 3.1])
    code, answer = order(path)
    assert code == 2
    assert "--year AÑO" in answer["message"]
    code, answer = order(path, "--year", "2024")
    assert (code, answer["rows"]["new"]) == (0, 1)
