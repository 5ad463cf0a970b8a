"""The template: made, filled, read back unchanged; and what it refuses."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pandas as pd

from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.templates import indicators, indicators_template
from tests.intake.publication import rules

ROWS = pd.DataFrame(
    [
        ("2024", "47245", "rural", "discapacidad", "desercion", 12, 240, 5.0, "=HYPERLINK(1)"),
        ("2024", "47245", "urbana", "todos", "cobertura_neta", None, None, 105.123, "MEN"),
        ("2024", "47555", "total", "todos", "desercion", 1, 3, None, None),
        ("2024", "47555", "total", "etnia", "desercion", None, None, None, None),
    ],
    columns=[
        "year",
        "municipality_code",
        "zone",
        "inclusion_group",
        "indicator_code",
        "numerator",
        "denominator",
        "value",
        "source",
    ],
).astype({"year": int})


def read(rows: pd.DataFrame, municipalities: pd.DataFrame, folder: Path) -> Reading:
    path = folder / "plantilla.xlsx"
    path.write_bytes(indicators_template(municipalities, rows))
    return read_file(path, path.name, municipalities=municipalities)


def test_what_it_exports_is_imported_unchanged(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    reading = read(ROWS, municipalities, tmp_path)
    assert (reading.kind, reading.findings, len(reading.keys)) == ("indicators_template", [], 4)
    back = reading.observations
    for column in ("year", "municipality_code", "zone", "inclusion_group", "indicator_code"):
        assert back[column].tolist() == ROWS[column].tolist()
    assert back["value"].fillna(-1).tolist() == [5.0, 105.123, 33.333333333, -1]
    assert back["numerator"].fillna(-1).tolist() == [12, -1, 1, -1]


def test_it_says_its_version_and_offers_lists(municipalities: pd.DataFrame) -> None:
    book = openpyxl.load_workbook(BytesIO(indicators_template(municipalities)))
    assert book.sheetnames == ["Indicadores", "Instrucciones", "Listas"]
    assert [cell.value for cell in book["Indicadores"][1]] == list(indicators.TEMPLATE.headers)
    assert book["Indicadores"].max_row == 1
    told = [row[0].value for row in book["Instrucciones"].iter_rows()]
    assert f"Versión de la plantilla: {indicators.TEMPLATE.version}" in told
    offered = {str(rule.sqref): rule.formula1 for rule in book["Indicadores"].data_validations.dataValidation}
    assert offered["B2:B5000"] == "Listas!$A$2:$A$29"
    assert "47245" in [cell.value for cell in book["Listas"]["A"]]


def test_text_that_looks_like_a_formula_is_written_as_text(municipalities: pd.DataFrame) -> None:
    content = indicators_template(municipalities, ROWS)
    with zipfile.ZipFile(BytesIO(content)) as book:
        assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")


def test_codes_and_names_of_the_lists_are_both_understood(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(indicators_template(municipalities)))
    sheet = book["Indicadores"]
    sheet.append([2024, 47245, "El Banco", "URBANA", "", "Deserción intraanual", None, None, "4,8"])
    sheet.append(["2024", "47555", "Plato", None, "Víctimas del conflicto", "desercion", None, None, 4.125])
    path = tmp_path / "llena.xlsx"
    book.save(path)
    reading = read_file(path, path.name, municipalities=municipalities)
    assert reading.findings == []
    shown = reading.observations[["zone", "inclusion_group", "indicator_code", "value"]].to_numpy().tolist()
    assert shown == [["urbana", "todos", "desercion", 4.8], ["total", "victimas", "desercion", 4.125]]


def test_a_value_that_contradicts_its_fraction_stays_out(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    reading = read(ROWS.assign(value=[5.2, 105.123, None, None]), municipalities, tmp_path)
    assert rules(reading) == ["valor_y_fraccion"]
    assert reading.findings[0].example == "fila 2: dice 5,2 y da 5"
    assert list(reading.rejected_rows["row"]) == [2]


def test_a_rounded_value_agrees_with_its_fraction(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    assert read(ROWS.assign(value=[5.04, 105.123, 33.3, None]), municipalities, tmp_path).findings == []


def test_an_unknown_word_or_an_impossible_rate_stays_out(municipalities: pd.DataFrame, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BytesIO(indicators_template(municipalities)))
    book["Indicadores"].append([2024, "47245", "El Banco", "Marina", "Todos", "desercion", None, None, 4])
    book["Indicadores"].append([2024, "47245", "El Banco", "Rural", "Todos", "felicidad", None, None, 4])
    book["Indicadores"].append([2024, "47245", "El Banco", "Rural", "Todos", None, None, None, 4])
    book["Indicadores"].append([2024, "47245", "El Banco", "Rural", "Todos", "desercion", None, None, 140])
    path = tmp_path / "mal.xlsx"
    book.save(path)
    reading = read_file(path, path.name, municipalities=municipalities)
    assert rules(reading) == ["clave_incompleta", "fuera_de_rango", "valor_fuera_de_lista"]
    assert list(reading.rejected_rows["row"]) == [2, 3, 4, 5]
    assert reading.observations.empty
