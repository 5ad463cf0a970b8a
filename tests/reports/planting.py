"""Defects planted in the clean publication, and the workbook that a person would keep it in."""

from pathlib import Path

import openpyxl
import pandas as pd
from openpyxl.comments import Comment
from openpyxl.styles import Font

from tests.intake.publication import at

TAB, TEXT_TAB = "Hoja de O'Higgins", "Datos"


def planted(men: pd.DataFrame) -> dict[str, tuple[str, str]]:
    """Plants four defects; answers the cell of each with what it says and what it should say."""
    columns = {name: openpyxl.utils.get_column_letter(number + 1) for number, name in enumerate(men.columns)}
    right: dict[str, tuple[str, str]] = {}
    for code, year, header, wrong, fixed in (
        ("47555", 2019, "AÑO", "dos mil", "2019"),
        ("47318", 2018, "SEDES_CONECTADAS_A_INTERNET", "alto", ""),
        ("47245", 2017, "CÓDIGO_MUNICIPIO", "47999", "47245"),
        ("47692", 2021, "REPITENCIA", "muy baja", ""),
    ):
        place = at(men, code, year)
        right[f"{columns[header]}{place + 2}"] = (wrong, fixed or men.loc[place, header])
        men.loc[place, header] = wrong
    return right


def as_workbook(frame: pd.DataFrame, path: Path) -> Path:
    """The rows as Excel keeps them: figures as numbers, a styled header, a second sheet and a comment of the user."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = TAB
    sheet.append(list(frame.columns))
    for line in frame.itertuples(index=False, name=None):
        sheet.append([_typed(text) for text in line])
    for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
        cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True, color="FF123456")
    sheet["B2"].comment = Comment("Revisado en mayo", "Analista")
    book.create_sheet("Notas").append(["solo para el equipo"])
    book.save(path)
    return path


def _typed(text: str) -> object:
    try:
        number = float(text)
    except ValueError:
        return text or None
    return int(number) if number.is_integer() else number
