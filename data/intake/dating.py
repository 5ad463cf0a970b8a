"""The year of a file whose rows do not say it: it is in the name, or the file is refused."""

import re
from dataclasses import replace

from data.intake.recognizer import Layout
from data.intake.source import YEAR
from data.intake.verdicts import Refusal

HEADER = "año (del nombre del archivo)"
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")


def dated(layout: Layout, file_name: str) -> Layout:
    """The layout with a column of the year after the last, in the rows that hold something.

    Only for a source with `year_in_name` whose file brings no year. Raises Refusal when the name has not exactly one.
    """
    if not layout.source.year_in_name or YEAR in layout.columns:
        return layout
    years = set(_YEAR.findall(file_name))
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
