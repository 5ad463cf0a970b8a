"""The year of a file whose rows do not say it: it is in the name, or the file is refused."""

import re
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from data.intake.recognizer import Layout
from data.intake.source import YEAR
from data.intake.verdicts import Refusal

FIRST_SCHOOL_YEAR = 1990
HEADER = "año (del nombre del archivo)"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def years_in(file_name: str) -> set[str]:
    """The years that a name says, if any."""
    return set(_YEAR.findall(file_name))


def school_year(file_name: str) -> int:
    """The year of a file of students that does not bring it: the only credible one in its name, or this one."""
    credible = [int(year) for year in years_in(file_name) if FIRST_SCHOOL_YEAR <= int(year) <= this_year() + 1]
    return credible[0] if len(credible) == 1 else this_year()


def this_year() -> int:
    """The year it is in Bogotá."""
    return datetime.now(ZoneInfo("America/Bogota")).year


def dated(layout: Layout, file_name: str) -> Layout:
    """The layout with a column of the year after the last, in the rows that hold something.

    Only for a source with `year_in_name` whose file brings no year. Raises Refusal when the name has not exactly one.
    """
    if not layout.source.year_in_name or YEAR in layout.columns:
        return layout
    years = years_in(file_name)
    if len(years) != 1:
        raise Refusal("anio_desconocido", title=layout.source.title)
    cells = layout.sheet.cells
    filled = cells.apply(lambda column: column.str.strip().fillna("").ne("")).any(axis=1)
    column = cells.shape[1]
    written = filled.map({True: years.pop(), False: None}).astype("str")
    return replace(
        layout,
        sheet=replace(layout.sheet, cells=cells.assign(**{str(column): written}).set_axis(range(column + 1), axis=1)),
        columns={**layout.columns, YEAR: column},
        headers={**layout.headers, column: HEADER},
    )
