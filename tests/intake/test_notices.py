"""Workbooks as people keep them: what is read in silence elsewhere is said here, and merged data is never carried."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.model import Reading
from data.intake.pipeline import read_file
from tests.intake.publication import found, men_frame, rules

Edit = Callable[[Worksheet], object]


@pytest.fixture
def book(tmp_path: Path, municipalities: pd.DataFrame) -> Callable[..., Reading]:
    """Reads the clean publication as a workbook, after an edit of its sheet and of its parts."""

    def read(edit: Edit, patch: Callable[[str, bytes], bytes] = lambda _, content: content, **parts: bytes) -> Reading:
        opened = openpyxl.Workbook()
        frame = men_frame()
        for line in [list(frame.columns), *frame.to_numpy().tolist()]:
            opened.active.append(line)
        edit(opened.active)
        opened.save(tmp_path / "plain.xlsx")
        path = tmp_path / "men.xlsx"
        with zipfile.ZipFile(tmp_path / "plain.xlsx") as plain, zipfile.ZipFile(path, "w") as target:
            for name in plain.namelist():
                target.writestr(name, patch(name, plain.read(name)))
            for name, content in parts.items():
                target.writestr(name, content)
        return read_file(path, path.name, municipalities=municipalities)

    return read


Book = Callable[..., Reading]


def nothing(_: Worksheet) -> None:
    """The clean file."""


def hide(sheet: Worksheet) -> None:
    for row in (5, 6):
        sheet.row_dimensions[row].hidden = True


def other_sheets(sheet: Worksheet) -> None:
    sheet.parent.create_sheet("Notas").append(["solo para el equipo"])
    secret = sheet.parent.create_sheet("Oculta")
    secret.append(["documento"])
    secret.sheet_state = "veryHidden"


def extra_column(sheet: Worksheet) -> None:
    sheet.cell(row=1, column=sheet.max_column + 1, value="OBSERVACIONES")


def blank_rows(sheet: Worksheet) -> None:
    sheet.insert_rows(10, amount=2)
    sheet["A10"] = "   "


def titles(sheet: Worksheet) -> None:
    sheet.insert_rows(1, amount=3)
    sheet["A1"] = "Secretaría de Educación"
    sheet.merge_cells("A1:F1")


@pytest.mark.parametrize(
    ("edit", "rule", "count", "words"),
    [
        (hide, "aviso_filas_ocultas", 2, "2 filas ocultas: se leen igual."),
        (other_sheets, "aviso_hoja_ignorada", 2, "Hojas que no se leen: «Notas» y «Oculta»."),
        (extra_column, "aviso_columnas_ignoradas", 1, "Columnas que no se usan: «OBSERVACIONES»."),
        (blank_rows, "aviso_filas_vacias", 2, "2 filas vacías entre los datos."),
        (titles, "aviso_encabezado_fila", 1, "El encabezado está en la fila 4; lo que hay encima no se lee."),
    ],
)
def test_what_is_left_aside_or_assumed_is_said_and_everything_is_read(
    book: Book, edit: Edit, rule: str, count: int, words: str
) -> None:
    reading = book(edit)
    assert rules(reading) == [rule]
    finding = reading.findings[0]
    assert (finding.severity, finding.count, finding.message) == ("aviso", count, words)
    assert (reading.entity_rows, len(reading.keys)) == (48, 48)


def test_a_clean_workbook_has_no_findings(book: Book) -> None:
    assert book(nothing).findings == []


def test_formulas_are_read_by_their_saved_value_and_it_is_said(book: Book) -> None:
    def formula(sheet: Worksheet) -> None:
        sheet["D2"] = "=4000+0"

    def saved(name: str, content: bytes) -> bytes:
        return content.replace(b"<f>4000+0</f><v></v>", b"<f>4000+0</f><v>4000</v>").replace(
            b"<f>4000+0</f><v />", b"<f>4000+0</f><v>4000</v>"
        )

    reading = book(formula, saved)
    assert rules(reading) == ["aviso_formulas"]
    assert reading.findings[0].count == 1
    one = reading.observations.query("row == 2 and indicator_code == 'poblacion_5_16'")
    assert one["value"].tolist() == [4000.0]


def test_links_to_other_files_are_said_and_not_followed(book: Book) -> None:
    reading = book(nothing, **{"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    assert rules(reading) == ["aviso_enlaces_externos"]
    assert "no se siguen" in reading.findings[0].message


def test_a_merged_cell_among_the_data_keeps_out_the_rows_without_their_own_value(book: Book) -> None:
    reading = book(lambda sheet: sheet.merge_cells("A5:A7"))
    finding = found(reading, "celda_combinada")
    assert finding is not None
    assert (finding.severity, finding.count) == ("error", 2)
    assert list(finding.cells["cell"]) == ["A6", "A7"]
    assert "2 celdas combinadas entre los datos, en «AÑO»" in finding.message
    assert list(reading.rejected_rows["row"]) == [6, 7]
    assert set(reading.rejected_rows["rule"]) == {"celda_combinada"}
    assert 5 in set(reading.keys["row"])


def test_a_note_merged_under_the_data_is_not_merged_data(book: Book) -> None:
    def note(sheet: Worksheet) -> None:
        sheet.append(["Fuente: publicación inventada"])
        sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=8)

    assert found(book(note), "celda_combinada") is None
