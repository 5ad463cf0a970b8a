"""The sheet that the workbook of findings adds to the user's own: known again when it comes back, and left aside."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.intake.isolation import SheetTable

SHEET = "Hallazgos"
MARK = "Hallazgos de la revisión de datos"


def is_ours(sheet: "SheetTable") -> bool:
    """Whether it is that sheet: its name alone would also be anybody's own."""
    return sheet.name.startswith(SHEET) and len(sheet.cells) > 0 and str(sheet.cells.iat[0, 0]).strip() == MARK


def without(sheets: Iterable["SheetTable"]) -> list["SheetTable"]:
    """The user's sheets."""
    return [sheet for sheet in sheets if not is_ours(sheet)]
