"""The sheet «Listas» of the plan in Excel: every list that a cell is chosen from, each name beside its hidden key."""

from collections.abc import Mapping

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from data.intake.plan_book import KEYS
from procedure.exchange.layout import LISTS, NO, YES, YES_NO, layouts
from procedure.exchange.lists import Names
from reports.cells import put_text
from reports.indicator_book_page import BAND, BOLD, WRAP

Ranges = Mapping[str, str]
"""List → where its names are, as a data validation names them; "" for an empty list."""


def write_lists(sheet: Worksheet, names: Names) -> Ranges:
    """Fills an empty sheet: those of the plan (with keys), then the fixed ones."""
    found: dict[str, str] = {}
    place = 1
    for name, labels in _lists(names).items():
        keyed = name in names
        write_column(sheet, place, name, list(labels.values()))
        sheet.column_dimensions[get_column_letter(place)].width = 44
        if keyed:
            write_column(sheet, place + 1, KEYS.format(name=name), list(labels))
            sheet.column_dimensions[get_column_letter(place + 1)].hidden = True
        letter = get_column_letter(place)
        found[name] = f"{LISTS}!${letter}$2:${letter}${len(labels) + 1}" if labels else ""
        place += 2 if keyed else 1
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    return found


def _lists(names: Names) -> dict[str, Mapping[str, str]]:
    fixed: dict[str, Mapping[str, str]] = {YES_NO: {"1": YES, "0": NO}}
    for layout in layouts():
        fixed |= {one.list_name: one.field.choices for one in layout.columns if one.field.choices}
    return {**names, **fixed}


def write_column(sheet: Worksheet, place: int, header: str, words: list[str]) -> None:
    """A list: its name above, its words below."""
    head = put_text(sheet.cell(1, place), header)
    head.font, head.fill, head.alignment = BOLD, BAND, WRAP
    for row, word in enumerate(words, start=2):
        put_text(sheet.cell(row, place), word)
