"""What the sheets of this page are called in the memory of the session."""

from pages.components.indicator_sheets.reading import Open
from pages.components.plan.levels import Scope

DECLARED = ("accumulation", "sense", "basis")


def name_of(one: Open, table: str, block: str = "") -> str:
    """Of a grid of the indicator's parts, or of the form that begins with the field `block`."""
    return one.desk.sheet_name(f"hoja{block}", table, Scope(row=one.id))
