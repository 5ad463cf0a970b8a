"""A CSV or TXT to Arrow, every cell as text: encoding and separator are found out and the doubtful refused.

Runs in the child process.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from data.intake import limits
from data.intake.verdicts import Refusal

SEPARATORS = (",", ";", "\t", "|", "¬")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]|\xc2[\xa0-\xbf]")
_SAMPLE_LINES = 30
_BEGINNING = 1024 * 1024


@dataclass
class TextFacts:
    """How the file was written, and its uneven records: `uneven` are (row, fields, separator it seems to use)."""

    encoding: str
    separator: str
    uneven: list[tuple[int, int, str]] = field(default_factory=list)


def read(path: Path) -> tuple[pa.Table, TextFacts]:
    """All records from row 1, columns named "0", "1"…, null where empty; rows count as Excel would number them."""
    content = path.read_bytes()
    encoding = _encoding(content)
    text = content.decode(encoding)
    if "\0" in text:
        raise Refusal("caracteres_invalidos", f"byte nulo en la línea {text[: text.index(chr(0))].count(chr(10)) + 1}")
    facts = TextFacts(encoding, _separator(text))
    return _table(list(_records(text, facts.separator)), facts), facts


def beginning(path: Path) -> tuple[str, str, list[list[str]]]:
    """Encoding, separator and first records of a file too large to be read whole here."""
    with path.open("rb") as file:
        content = file.read(_BEGINNING)
    content = content[: content.rfind(b"\n") + 1] or content
    encoding = _encoding(content)
    lines = list(_first_lines(content.decode(encoding, "replace")))
    separator = _separator("".join(lines))
    return encoding, separator, list(csv.reader(lines, delimiter=separator))


def _encoding(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _checked(content, "utf-16")
    try:
        content.decode("utf-8")
        return "utf-8-sig"
    except UnicodeDecodeError as error:
        if _MULTIBYTE.search(content):
            raise Refusal("codificacion_mixta", row=content.count(b"\n", 0, error.start) + 1) from error
    return _checked(content, "cp1252")


def _checked(content: bytes, encoding: str) -> str:
    try:
        content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refusal("caracteres_invalidos", f"línea {content.count(bytes([10]), 0, error.start) + 1}") from error
    return encoding


def _separator(text: str) -> str:
    """The one that splits the first lines into the most even columns; a file of one column keeps the comma."""
    lines = list(_first_lines(text))
    return max(SEPARATORS, key=lambda one: (_evenness(lines, one), -SEPARATORS.index(one)))


def _first_lines(text: str) -> Iterator[str]:
    for number, line in enumerate(io.StringIO(text)):
        if number >= _SAMPLE_LINES:
            return
        if line.strip():
            yield line[: limits.FIELD_CHARACTERS]


def _evenness(lines: list[str], separator: str) -> int:
    """Columns of the commonest width times the lines that have it; one column is no evidence."""
    try:
        widths = Counter(len(record) for record in csv.reader(lines, delimiter=separator) if len(record) > 1)
    except csv.Error:
        return 0
    return max(((width - 1) * lines for width, lines in widths.items()), default=0)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(limits.FIELD_CHARACTERS)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        raise Refusal("csv_invalido", f"cerca de la línea {reader.line_num}") from error


def _table(records: list[list[str]], facts: TextFacts) -> pa.Table:
    widths = Counter(len(record) for record in records if len(record) > 1)
    width = widths.most_common(1)[0][0] if widths else 1
    if width > limits.COLUMNS:
        raise Refusal("demasiadas_columnas", sheet="", limit=limits.COLUMNS)
    if width * len(records) > limits.CELLS or len(records) > limits.ROWS:
        raise Refusal("demasiadas_filas", sheet="", limit=min(limits.ROWS, limits.CELLS // width))
    for number, record in enumerate(records, start=1):
        # Titles above the header are short by nature; only rows past the first full one are uneven.
        if record and len(record) != width and _started(records, number, width):
            facts.uneven.append((number, len(record), _other_separator(record, facts.separator, width)))
    columns = zip(*(_fitted(record, width) for record in records), strict=True)
    return pa.table({str(index): pa.array(column, pa.string()) for index, column in enumerate(columns)})


def _started(records: list[list[str]], number: int, width: int) -> bool:
    """Whether a full record came before record `number` (1-based)."""
    return any(len(record) == width for record in records[: min(number - 1, _SAMPLE_LINES)])


def _other_separator(record: list[str], separator: str, width: int) -> str:
    line = separator.join(record)
    others = (one for one in SEPARATORS if one != separator)
    return next((one for one in others if line.count(one) == width - 1), "")


def _fitted(record: list[str], width: int) -> list[str | None]:
    cells: list[str | None] = [text if text != "" else None for text in record[:width]]
    return cells + [None] * (width - len(cells))
