"""The user's own file back, painted and commented; corrected and uploaded again, only the corrected rows are new."""

import hashlib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from data.intake.model import Reading
from data.records.database import Database
from data.warehouse import Warehouse
from data.warehouse.acceptance import Upload, accept
from data.warehouse.comparison import compare
from procedure.roles import Actor, Role
from reports import findings_child, findings_workbook
from reports.findings_paint import TINTS
from reports.findings_workbook import FindingsWorkbookError, make
from tests.intake.publication import at, men_frame, rules
from tests.reports.planting import TAB, TEXT_TAB, as_workbook, planted

Read = Callable[[Path], Reading]
Written = Callable[[pd.DataFrame], Path]
ANALYST = Actor("47", "Línea de órdenes", None, frozenset({Role.ANALYST}))


def stored(path: Path, reading: Reading, database: Database, warehouse: Warehouse) -> None:
    upload = Upload(hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_size, path.name)
    accept(database, warehouse, ANALYST, reading, upload)


@pytest.mark.parametrize("kind", ["text_file", "workbook_file"])
def test_corrected_and_uploaded_again_only_the_corrected_rows_are_new(
    kind: str,
    men: pd.DataFrame,
    read: Read,
    findings_of: Callable[[Path], Path],
    request: pytest.FixtureRequest,
    sqlite_database: Database,
    warehouse: Warehouse,
) -> None:
    right = planted(men)
    path = request.getfixturevalue(kind)(men)
    reading = read(path)
    assert compare(warehouse, reading, "47").counts() == {
        "new": 44,
        "changed": 0,
        "equal": 0,
        "rejected": 4,
        "outside": 16,
    }
    stored(path, reading, sqlite_database, warehouse)
    back = findings_of(path)
    untouched = read(back)
    assert (rules(untouched), len(untouched.rejected_rows)) == (rules(reading), 4)
    assert compare(warehouse, untouched, "47").counts()["equal"] == 44

    book = openpyxl.load_workbook(back)
    sheet = book[TAB if kind == "workbook_file" else TEXT_TAB]
    for cell, (wrong, fixed) in right.items():
        assert str(sheet[cell].value) == wrong
        sheet[cell].value = fixed if kind == "text_file" else float(fixed)
    book.save(back)
    corrected = read(back)
    assert [one for one in rules(corrected) if one != "aviso_hoja_ignorada"] == []
    assert compare(warehouse, corrected, "47").counts() == {
        "new": 4,
        "changed": 0,
        "equal": 44,
        "rejected": 0,
        "outside": 16,
    }


@dataclass(frozen=True)
class Sent:
    """A workbook with everything planted at once, as it went and as it came back."""

    before: Path
    after: Path
    right: dict[str, tuple[str, str]]
    asked: str


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory, read: Read) -> Sent:
    men, folder = men_frame(), tmp_path_factory.mktemp("sent")
    right = planted(men)
    men.loc[at(men, "47030", 2021), "POBLACIÓN_5_16"] = "10.12"
    men.loc[0, "MUNICIPIO"] = '=HYPERLINK("http://127.0.0.1","ver")'
    path = as_workbook(men, folder / "men.xlsx")
    book = openpyxl.load_workbook(path)
    book[TAB].merge_cells("A5:A6")
    book.save(path)
    make(read(path), path, path.name, folder / "hallazgos.xlsx")
    return Sent(path, folder / "hallazgos.xlsx", right, f"D{at(men, '47030', 2021) + 2}")


def test_sheets_values_and_styles_of_the_user_are_kept(sent: Sent) -> None:
    before, after = openpyxl.load_workbook(sent.before), openpyxl.load_workbook(sent.after)
    assert after.sheetnames == [*before.sheetnames, "Hallazgos"]
    for name in before.sheetnames:
        assert list(after[name].values) == list(before[name].values)
    assert after[TAB]["C1"].font.color.rgb == "FF123456"
    assert after[TAB]["B2"].comment.text == "Revisado en mayo"
    assert after.active.title == "Hallazgos"


def test_cells_are_painted_by_gravity_with_rule_and_mend(sent: Sent) -> None:
    sheet = openpyxl.load_workbook(sent.after)[TAB]
    wrong = next(iter(sent.right))
    assert sheet[wrong].fill.fgColor.rgb == TINTS["error"]
    assert "anio_invalido" in sheet[wrong].comment.text
    assert "Cómo se arregla: Escriba el año con cuatro cifras." in sheet[wrong].comment.text
    assert sheet[sent.asked].fill.fgColor.rgb == TINTS["confirmar"]
    assert "Se propone: 10.120" in sheet[sent.asked].comment.text
    tints = {name: tint for tint, name in TINTS.items()}
    painted = {cell.coordinate: tints.get(cell.fill.fgColor.rgb) for row in sheet.iter_rows() for cell in row}
    marked = {cell: severity for cell, severity in painted.items() if severity}
    assert marked == {**dict.fromkeys([*sent.right, "A5"], "error"), sent.asked: "confirmar", "C2": "aviso"}


def test_merged_data_is_painted_where_it_shows(sent: Sent) -> None:
    assert "celda_combinada" in openpyxl.load_workbook(sent.after)[TAB]["A5"].comment.text


def test_the_list_links_each_cell_and_says_how_to_mend_it(sent: Sent) -> None:
    sheet = openpyxl.load_workbook(sent.after)["Hallazgos"]
    texts = [row[0].value for row in sheet.iter_rows(max_row=2)]
    assert texts == ["Hallazgos de la revisión de datos", "«men.xlsx»: 4 errores, 1 por confirmar y 3 avisos."]
    header = next(row for row in sheet.iter_rows() if row[0].value == "Gravedad")
    lines = list(sheet.iter_rows(min_row=header[0].row + 1))
    by_cell = {row[3].value: row for row in lines if row[1].value != "celda_combinada"}
    for cell, (wrong, _) in sent.right.items():
        row = by_cell[cell]
        assert row[3].hyperlink.location == f"'Hoja de O''Higgins'!{cell}"
        assert row[3].hyperlink.ref == row[3].coordinate
        assert (row[0].value, row[2].value, row[6].value) == ("✖ Error", TAB, wrong)
        assert row[9].value
    assert by_cell[next(iter(sent.right))][4].value == "Plato, —"
    assert by_cell[sent.asked][7].value == "10.120"
    assert [row[1].value for row in lines if row[3].hyperlink is None] == ["anio_faltante", "aviso_hoja_ignorada"]


def test_no_cell_of_a_workbook_is_a_formula(sent: Sent) -> None:
    assert formulas(sent.after) == [0, 0, 0]


def test_no_cell_of_a_text_file_is_a_formula(
    men: pd.DataFrame, text_file: Written, findings_of: Callable[[Path], Path]
) -> None:
    men.loc[0, "MUNICIPIO"], men.loc[1, "MUNICIPIO"] = '=HYPERLINK("http://127.0.0.1","ver")', "+1+1"
    back = findings_of(text_file(men))
    assert formulas(back) == [0, 0]
    assert openpyxl.load_workbook(back)[TEXT_TAB]["C2"].quotePrefix


def formulas(path: Path) -> list[int]:
    """How many formulas each sheet has."""
    with zipfile.ZipFile(path) as book:
        parts = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
    return [part.count(b"<f>") + part.count(b"<f ") for part in parts]


def test_formulas_come_back_as_their_saved_value_and_the_bare_ones_stay_an_error(
    men: pd.DataFrame, workbook_file: Written, read: Read, findings_of: Callable[[Path], Path], tmp_path: Path
) -> None:
    path = workbook_file(men)
    book = openpyxl.load_workbook(path)
    book[TAB]["D2"], book[TAB]["D3"] = "=4000+0", "=1+1"
    book.save(path)
    with zipfile.ZipFile(path) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = parts[part].replace(b"<f>4000+0</f><v />", b"<f>4000+0</f><v>4000</v>")
    parts[part] = parts[part].replace(b"<f>4000+0</f><v></v>", b"<f>4000+0</f><v>4000</v>")
    with zipfile.ZipFile(path, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    assert rules(read(path)) == ["aviso_formulas", "aviso_hoja_ignorada", "celda_formula_sin_valor"]
    back = findings_of(path)
    assert openpyxl.load_workbook(back)[TAB]["D2"].value == 4000
    again = read(back)
    assert list(again.rejected_rows["row"]) == [3]
    assert rules(again) == ["aviso_hoja_ignorada", "celda_formula_sin_valor"]


def test_a_second_workbook_of_findings_leaves_nothing_of_the_first(
    men: pd.DataFrame, workbook_file: Written, findings_of: Callable[[Path], Path], tmp_path: Path
) -> None:
    cells = list(planted(men).items())
    first = findings_of(workbook_file(men))
    book = openpyxl.load_workbook(first)
    fixed, (_, value) = cells[0]
    book[TAB][fixed].value = float(value)
    book.save(first)
    second = openpyxl.load_workbook(findings_of(first))
    assert second.sheetnames == [TAB, "Notas", "Hallazgos"]
    assert second[TAB][fixed].comment is None
    assert second[TAB][fixed].fill.fgColor.rgb not in TINTS.values()
    assert second[TAB][cells[1][0]].comment.text.count("[Revisión de datos]") == 1
    assert second[TAB]["B2"].comment.text == "Revisado en mayo"


def test_a_sheet_of_the_user_with_that_name_stays_his(
    men: pd.DataFrame, workbook_file: Written, read: Read, findings_of: Callable[[Path], Path]
) -> None:
    planted(men)
    path = workbook_file(men)
    book = openpyxl.load_workbook(path)
    book["Notas"].title = "Hallazgos"
    book.save(path)
    back = findings_of(path)
    assert openpyxl.load_workbook(back).sheetnames == [TAB, "Hallazgos", "Hallazgos (2)"]
    assert "Hojas que no se leen: «Hallazgos»." in [one.message for one in read(back).findings]


def test_a_record_that_does_not_split_goes_whole_in_one_cell_and_is_not_taken_for_good(
    men: pd.DataFrame, text_file: Written, read: Read, findings_of: Callable[[Path], Path]
) -> None:
    path = text_file(men)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[4] += ",de más,=1+1"
    path.write_text("\n".join(lines), encoding="utf-8")
    back = findings_of(path)
    sheet = openpyxl.load_workbook(back)[TEXT_TAB]
    assert sheet["A5"].value == lines[4]
    assert sheet["B5"].value is None
    assert list(read(back).rejected_rows["row"]) == [5]


def test_past_the_limit_only_the_rows_with_findings_go_and_it_is_said(
    men: pd.DataFrame, text_file: Written, read: Read, tmp_path: Path
) -> None:
    right = planted(men)
    path, target = text_file(men), tmp_path / "salida.xlsx"
    make(replace(read(path), rows=findings_child.ROWS + 1), path, path.name, target)
    book = openpyxl.load_workbook(target)
    rows = list(book[TEXT_TAB].values)
    assert (len(rows), rows[0][0]) == (5, "AÑO")
    listed = book["Hallazgos"]
    assert any("solo las que tienen hallazgos" in str(row[0]) for row in listed.values)
    links = {row[3].value: row[3].hyperlink.location for row in listed.iter_rows() if row[3].hyperlink}
    assert set(links) == set(right)
    for cell, place in links.items():
        assert book[TEXT_TAB][place.split("!")[1]].value == right[cell][0]
    corrected = read(target)
    assert len(corrected.rejected_rows) == 4


def test_of_a_file_of_people_only_the_list_goes_without_values(
    men: pd.DataFrame, text_file: Written, read: Read, tmp_path: Path
) -> None:
    right = planted(men)
    path, target = text_file(men), tmp_path / "salida.xlsx"
    make(replace(read(path), personal=True), path, path.name, target)
    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["Hallazgos"]
    texts = {str(value) for row in book["Hallazgos"].values for value in row}
    assert set(right) <= texts
    assert not {"dos mil", "Plato, —"} & texts


def test_a_workbook_that_cannot_be_painted_is_copied(
    men: pd.DataFrame, workbook_file: Written, read: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = planted(men)
    path, target = workbook_file(men), tmp_path / "salida.xlsx"
    monkeypatch.setattr(findings_workbook, "_SHEET_BYTES", 1)
    make(read(path), path, path.name, target)
    book = openpyxl.load_workbook(target)
    assert book[TAB]["C1"].font.color is None or book[TAB]["C1"].font.color.rgb != "FF123456"
    assert len(list(book[TAB].values)) == 65
    wrong = next(iter(right))
    assert book[TAB][wrong].fill.fgColor.rgb == TINTS["error"]
    assert sorted(one for one in rules(read(target)) if one != "aviso_hoja_ignorada") == sorted(
        one for one in rules(read(path)) if one != "aviso_hoja_ignorada"
    )


def test_a_folder_that_does_not_take_it_is_named(men: pd.DataFrame, text_file: Written, read: Read) -> None:
    path = text_file(men)
    with pytest.raises(FindingsWorkbookError, match="No se pudo escribir"):
        make(read(path), path, path.name, path / "salida.xlsx")


def test_it_tells_its_progress_and_may_be_cancelled(men: pd.DataFrame, text_file: Written, read: Read) -> None:
    path, told = text_file(men), []
    target = path.with_suffix(".xlsx")
    make(read(path), path, path.name, target, progress=lambda part, text: told.append((part, text)))
    assert [text for _, text in told][-1] == "Guardando el libro"
    target.unlink()
    with pytest.raises(FindingsWorkbookError, match="Se canceló"):
        make(read(path), path, path.name, target, cancelled=lambda: True)
    assert not target.exists()
