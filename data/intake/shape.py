"""The rows of an unknown file under a mapping: each sheet's columns by their header, and the words to be asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from data.intake.columns import normalized
from data.intake.coordinates import corners
from data.intake.headers import Headers, Place, duplicates, header_key, headers_at
from data.intake.isolation import SheetTable
from data.intake.mapping import ColumnMapping
from data.intake.places import Resolution, resolve
from data.intake.source import CODE, GROUP, INDICATOR, NAME, ZONE
from data.intake.suggestions import Match, group_choices, indicator_choices, suggest_word, year_in, zone_choices

ASKED_AT_MOST = 24


@dataclass(frozen=True)
class Sheet:
    """A sheet with the place of its header."""

    table: SheetTable
    place: Place

    @cached_property
    def headers(self) -> Headers:
        """Column number → joined header."""
        return headers_at(self.table, self.place)

    @cached_property
    def repeated(self) -> dict[str, list[int]]:
        """The headers that several columns say."""
        return duplicates(self.headers)

    @cached_property
    def columns(self) -> dict[str, int]:
        """Normalized header → column, without the repeated ones: they name no column."""
        unclear = {column for columns in self.repeated.values() for column in columns}
        return {header_key(text): column for column, text in self.headers.items() if column not in unclear}

    @cached_property
    def body(self) -> pd.DataFrame:
        """The rows with something in any column."""
        body = self.table.cells.loc[self.place.row + 1 :]
        filled = body.apply(lambda column: column.str.strip().fillna("").ne("")).any(axis=1)
        kept: pd.DataFrame = body.loc[filled]
        return kept

    def texts(self, header: str) -> "pd.Series[str] | None":
        """The cells under a header, trimmed; None when no column, or several, have it."""
        column = self.columns.get(header_key(header))
        return None if column is None else self.body[column].str.strip()

    def key_texts(self, header: str) -> "pd.Series[str] | None":
        """The same, of a column that says what a row is about: a merged cell says it of every row that it covers."""
        texts, column = self.texts(header), self.columns.get(header_key(header))
        if texts is None or column is None:
            return None
        whole = texts.copy()
        for top, left, bottom, right in map(corners, self.table.merged):
            if bottom > top > self.place.row and left <= column <= right and top in whole.index:
                whole = whole.mask((whole.index >= top) & (whole.index <= bottom), str(texts.loc[top]))
        return whole


@dataclass(frozen=True)
class Question:
    """A word of the file that only a person can read: its target, how often it comes, and what it may be."""

    target: str
    word: str
    times: int
    options: tuple[str, ...] = ()
    suggestion: Match = field(default_factory=lambda: Match("", 0.0))


def choices(target: str, mapping: ColumnMapping) -> dict[str, str]:
    """Normalized word → code of a target, with what was answered for this mapping."""
    known = {ZONE: zone_choices(), GROUP: group_choices(), INDICATOR: indicator_choices()}
    return {**known[target], **mapping.words.get(target, {})}


def questions(sheets: Sequence[Sheet], mapping: ColumnMapping, municipalities: pd.DataFrame) -> list[Question]:
    """The words of zone, group, indicator and municipality that nobody has read yet, the commonest of each first.

    At most ASKED_AT_MOST: the rows of what is not asked are found by the checks.
    """
    words = [
        (target, word, times)
        for target in (ZONE, GROUP, INDICATOR)
        for word, times in _unread(sheets, mapping, target).items()
    ]
    places = _unplaced(sheets, mapping, municipalities)[:ASKED_AT_MOST]
    room = ASKED_AT_MOST - len(places)
    asked = [
        Question(target, word, times, suggestion=suggest_word(word, choices(target, mapping)))
        for target, word, times in words[:room]
    ]
    return [*asked, *places]


def _unread(sheets: Sequence[Sheet], mapping: ColumnMapping, target: str) -> dict[str, int]:
    counts = counted(sheets, mapping.keys.get(target, ""))
    known = choices(target, mapping)
    return {word: times for word, times in counts.items() if normalized(word) and normalized(word) not in known}


def _unplaced(sheets: Sequence[Sheet], mapping: ColumnMapping, municipalities: pd.DataFrame) -> list[Question]:
    if CODE in mapping.keys or CODE in mapping.constants:
        return []
    counts = counted(sheets, mapping.keys.get(NAME, ""))
    found = resolve(counts, municipalities, mapping.words.get(NAME))
    return [Question(NAME, word, counts[word], one.candidates, _first(one)) for word, one in found.items() if one.asked]


def _first(one: Resolution) -> Match:
    return Match(one.candidates[0], 0.8) if len(one.candidates) == 1 else Match("", 0.0)


def counted(sheets: Sequence[Sheet], header: str) -> dict[str, int]:
    """How often each word comes under a header, in all the sheets."""
    columns = [texts for sheet in sheets if (texts := sheet.key_texts(header)) is not None]
    if not columns:
        return {}
    words = pd.concat(columns).dropna()
    return {str(word): int(times) for word, times in words[words.ne("")].value_counts().items()}


def years_in_sight(sheet: Sheet, file_name: str) -> str:
    """The year that the file's name, its sheet's name or the titles above its header say, or ""."""
    above = sheet.table.cells.head(max(sheet.place.row - sheet.place.depth, 0)).to_numpy(dtype=object).ravel()
    titles = " ".join(text for text in above if isinstance(text, str))
    found = (year_in(text) for text in (titles, sheet.table.name, file_name.replace("_", " ")))
    return next((year for year in found if year), "")


def year_text(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Cells of a year column: "Vigencia 2023" is 2023; what names no single year stays as it is."""
    found = texts.map(lambda text: year_in(text) or text, na_action="ignore")
    return found.astype("str")
