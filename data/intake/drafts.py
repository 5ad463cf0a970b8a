"""The mapping that an unknown file suggests, to be looked at and corrected by a person before anything is read."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from data.intake.columns import normalized
from data.intake.mapping import ColumnMapping, Figure
from data.intake.shape import Sheet, years_in_sight
from data.intake.source import INDICATOR, TRIMESTER, VALUE, YEAR
from data.intake.suggestions import (
    is_figures,
    suggest_indicator,
    suggest_targets,
    trimester_in,
    year_in,
    zone_in,
)

_SAMPLE = 60
_SURE = 0.85  # a title says many things: only what is nearly an indicator's name is taken for one
_RESULT = re.compile(r"resultado|ejecutad|logro|alcanzad|real")


def suggested(sheets: Sequence[Sheet], file_name: str) -> ColumnMapping:
    """The mapping that headers and samples suggest for sheets of one shape; it may have problems."""
    sheet = sheets[0]
    clear = {column: sheet.headers[column] for column in sheet.columns.values()}
    found = {
        target: column
        for target, (column, _) in suggest_targets(clear).items()
        if not (target == YEAR and year_in(clear[column])) and not (target == TRIMESTER and trimester_in(clear[column]))
    }
    values = _figure_columns(sheet, clear, found)
    keys = {target: clear[column] for target, column in found.items() if target != VALUE and column not in values}
    figures = _figures([clear[column] for column in values], long=INDICATOR in keys)
    return ColumnMapping(
        name=_name(file_name),
        depth=sheet.place.depth,
        headers=tuple(sheet.headers.values()),
        keys=keys,
        figures=figures,
        constants=_constants(sheet, file_name, keys, figures),
    )


def _name(file_name: str) -> str:
    """The file's name as a title."""
    words = PurePath(file_name).stem.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def _figure_columns(sheet: Sheet, headers: dict[int, str], found: dict[str, int]) -> list[int]:
    """The columns of figures: those whose header says a year, a trimester, a zone or an indicator; else the value."""
    taken = {column for target, column in found.items() if target != VALUE}
    numeric = [column for column in headers if column not in taken and _may_be_figures(sheet, column)]
    said = [column for column in numeric if _says(headers[column])]
    if VALUE in found and (INDICATOR in found or set(said) <= {found[VALUE]}):
        return [found[VALUE]]
    quarterly = [column for column in said if trimester_in(headers[column])]
    return quarterly or said


def _may_be_figures(sheet: Sheet, column: int) -> bool:
    """Figures, or a trimester still empty."""
    cells = sample(sheet, column)
    return is_figures(cells) or (not cells and trimester_in(sheet.headers[column]) > 0)


def sample(sheet: Sheet, column: int) -> list[str]:
    """The first cells of a column, as text."""
    return [text for text in sheet.body[column].dropna().head(_SAMPLE) if isinstance(text, str)]


def _says(header: str) -> bool:
    return bool(year_in(header) or trimester_in(header) or zone_in(header) or suggest_indicator(header).code)


def _figures(headers: Iterable[str], *, long: bool) -> tuple[Figure, ...]:
    """One figure per place and indicator: where a target and a result say the same, the result."""
    chosen: dict[object, Figure] = {}
    for header in headers:
        one = figure_of(header, long=long)
        said = (one.place, one.indicator_code)
        if said not in chosen or (_is_result(header) and not _is_result(chosen[said].header)):
            chosen[said] = one
    return tuple(chosen.values())


def _is_result(header: str) -> bool:
    return _RESULT.search(normalized(header)) is not None


def figure_of(header: str, *, long: bool = False) -> Figure:
    """What a header says of its figures; the indicator is not read from it when the rows say it."""
    indicator = "" if long else suggest_indicator(header).code
    return Figure(header, indicator, year_in(header), trimester_in(header), zone_in(header))


def _constants(sheet: Sheet, file_name: str, keys: dict[str, str], figures: tuple[Figure, ...]) -> dict[str, str]:
    """What the titles, the sheet's name or the file's name say of the whole file."""
    constants = {}
    year = years_in_sight(sheet, file_name)
    if year and YEAR not in keys and not all(one.year for one in figures):
        constants[YEAR] = year
    if INDICATOR not in keys and not all(one.indicator_code for one in figures):
        matches = (suggest_indicator(text) for text in _titles(sheet, file_name))
        code = next((one.code for one in matches if one.score >= _SURE), "")
        constants |= {INDICATOR: code} if code else {}
    return constants


def _titles(sheet: Sheet, file_name: str) -> list[str]:
    above = sheet.table.cells.head(max(sheet.place.row - sheet.place.depth, 0)).to_numpy(dtype=object).ravel()
    texts = [text for text in above if isinstance(text, str)]
    parts = [part for text in texts for part in (text, *re.split(r"\s+(?:por|de|en)\s+municipio", text)[:1])]
    return [*parts, sheet.table.name, PurePath(file_name).stem]
