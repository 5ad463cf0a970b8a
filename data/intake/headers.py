"""Where the header of a sheet is and what it says: titles above it, several rows, merged parents."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from data.intake.columns import normalized
from data.intake.coordinates import corners
from data.intake.isolation import SheetTable

HEADER_SEARCH = 30
HEADER_DEPTH = 4
YEAR_WORD = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_NUMBER = re.compile(r"[+-]?[\d.,]+ ?%?")
_LOOK_BELOW = 6

Headers = dict[int, str]


@dataclass(frozen=True)
class Place:
    """A header: its last row (the file's, from 1) and how many rows it takes, parents included."""

    row: int
    depth: int = 1


def spread(sheet: SheetTable, last: int = HEADER_SEARCH) -> list[Headers]:
    """The texts of each of the first rows, the merged ones repeated over the columns and rows they cover."""
    head = sheet.cells.head(last).to_numpy(dtype=object)
    rows = [{column: one_line(text) for column, text in enumerate(line) if filled(text)} for line in head]
    for top, left, bottom, right in map(corners, sheet.merged):
        text = rows[top - 1].get(left) if top <= len(rows) else None
        if text:
            for row in rows[top - 1 : bottom]:
                row.update(dict.fromkeys(range(left, min(right, head.shape[1] - 1) + 1), text))
    return rows


def filled(text: object) -> bool:
    """Whether a cell holds something."""
    return isinstance(text, str) and bool(text.strip())


def one_line(text: str) -> str:
    """Trimmed, line breaks and repeated blanks as one space."""
    return " ".join(text.split())


def joined_headers(rows: list[Headers]) -> Headers:
    """The header of each column from the texts of its rows, merged parents first: "Trimestre 1 · Resultado"."""
    headers: dict[int, list[str]] = {}
    for texts in rows:
        for column, text in texts.items():
            words = headers.setdefault(column, [])
            if text not in words:
                words.append(text)
    return {column: " · ".join(words) for column, words in headers.items()}


def headers_at(sheet: SheetTable, place: Place) -> Headers:
    """The joined headers that a place gives, by column.

    A parent written once over several columns without merging them is repeated to its right, but only where the
    header would otherwise be said twice.
    """
    rows = spread(sheet, max(place.row, HEADER_SEARCH))[max(place.row - place.depth, 0) : place.row]
    if not rows:
        return {}
    last = len(rows) - 1
    headers = joined_headers(rows)
    repeated = {column for columns in duplicates(headers).values() for column in columns}
    if repeated and last:
        reached = [_to_the_right(row, repeated) for row in rows[:-1]]
        headers = joined_headers([*reached, rows[last]])
    return dict(sorted(headers.items()))


def _to_the_right(texts: Headers, columns: Iterable[int]) -> Headers:
    """The row with each blank of those columns filled by the nearest text at its left."""
    filled_in = dict(texts)
    for column in columns:
        left = [other for other in texts if other <= column]
        if left and column not in texts:
            filled_in[column] = texts[max(left)]
    return filled_in


def header_key(text: str) -> str:
    """What a header says, accents, case and punctuation aside; "% avance" is not "avance"."""
    return normalized(text.replace("%", " porcentaje "))


def duplicates(headers: Mapping[int, str]) -> dict[str, list[int]]:
    """The headers that several columns say (accents, case and punctuation aside), with those columns."""
    found: dict[str, list[int]] = {}
    for column, text in headers.items():
        found.setdefault(header_key(text), []).append(column)
    return {headers[columns[0]]: columns for columns in found.values() if len(columns) > 1}


def suggested_place(sheet: SheetTable) -> Place:
    """The most likely header: many different words, data below them, as few rows as keep the headers apart."""
    rows = spread(sheet)
    if not rows:
        return Place(1)
    scores = {row: _header_score(rows, row) for row in range(1, len(rows) + 1)}
    best = max(scores, key=lambda row: (scores[row], -row))
    return Place(best, _depth(rows, best))


def _header_score(rows: list[Headers], row: int) -> float:
    """Distinct headers, parents included, over the width, minus numbers, plus how much the rows below resemble data."""
    texts, below = rows[row - 1], rows[row : row + _LOOK_BELOW]
    width = max((len(line) for line in rows), default=0)
    if not texts or not any(below):
        return -1.0
    named = {column for column, text in texts.items() if not _is_figure(text) or YEAR_WORD.fullmatch(text)}
    joined = joined_headers(rows[row - _depth(rows, row) : row])
    words = {text for column, text in joined.items() if column in named}
    figures = len(texts) - len(named)
    columns = list(named)
    body = [line for line in below if line]
    held = sum(len(set(line) & set(columns)) for line in body) / (len(body) * width)
    numbers = sum(1 for line in body for text in line.values() if _is_figure(text)) / sum(map(len, body))
    return (len(words) - 2 * figures) / width + 0.5 * held + 0.5 * numbers


def _is_figure(text: str) -> bool:
    return _NUMBER.fullmatch(text) is not None


def _depth(rows: list[Headers], row: int) -> int:
    """One row, or as many parents as group its columns: a parent says several things, not one title over all."""
    depth = 1
    while depth < min(HEADER_DEPTH, row) and _is_parent(rows[row - depth - 1], rows[row - 1]):
        depth += 1
    return depth


def _is_parent(above: Headers, header: Headers) -> bool:
    inside = {column: text for column, text in above.items() if column in header}
    own = {column: text for column, text in inside.items() if text != header[column]}
    different = set(inside.values())
    if not own or any(_is_figure(text) and not YEAR_WORD.fullmatch(text) for text in inside.values()):
        return False
    groups = max(Counter(own.values()).values()) > 1
    return len(different) > 1 and (groups or bool(duplicates(header)))


def generic(header: str) -> str:
    """A header whatever year it names: "Matrícula 2023" and "Matrícula 2024" are the same column of other years."""
    return header_key(YEAR_WORD.sub(" aaaa ", header))


def fingerprint(headers: Iterable[str]) -> str:
    """The shape of a header: SHA-256 of its distinct headers, sorted, whatever the years they name."""
    shape = sorted({generic(text) for text in headers})
    return hashlib.sha256(json.dumps(shape).encode()).hexdigest()
