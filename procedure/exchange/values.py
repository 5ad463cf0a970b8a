"""A value of the plan in a cell and back: what is written, and what a cell that came back means."""

import math
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from unicodedata import category

from procedure.errors import InvalidValueError
from procedure.exchange.layout import NO, YES, Column
from procedure.exchange.lists import Lists, Names, joined, split
from procedure.fields import Field, Kind, coerce, is_missing

NUMERIC = frozenset({Kind.WEIGHT, Kind.NUMBER, Kind.INTEGER, Kind.MONEY, Kind.PERCENT})
_SEVERAL = frozenset({Kind.CHOICES, Kind.LINKS, Kind.CODES})
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_SERIAL = re.compile(r"\d{5}")
_FIRST_DAY = date(1899, 12, 30)  # day 0 of Excel
_UNSEEN = frozenset({"Cc", "Cs", "Cn"})
_QUANTUM = 6e-10  # the reader keeps nine decimals

Cell = str | int | float | date | None


def settled(field: Field, value: Any) -> Any:
    """A stored value in one form, whether it comes from a frame, a row or the JSON of the audit.

    Null is None, and so is a text in which nothing can be seen.
    """
    if field.kind in _SEVERAL:
        return sorted(str(one) for one in value) if isinstance(value, list | tuple) and value else None
    if is_missing(value):
        return None
    if field.kind is Kind.DATE:
        return date.fromisoformat(str(value)[:10])
    if field.kind is Kind.BOOLEAN:
        return bool(value)
    if field.kind in NUMERIC:
        return float(value)
    text = str(value)
    return text if text.isprintable() or _text(text) else None


def same(field: Field, one: Any, other: Any) -> bool:
    """Equal for whoever reads them, both settled."""
    if one is None or other is None:
        return one is other
    if field.kind in NUMERIC:
        return math.isclose(one, other, rel_tol=1e-15, abs_tol=_QUANTUM)
    if isinstance(one, str) and isinstance(other, str):
        return one == other or _text(one) == _text(other)
    return bool(one == other)


def written(column: Column, value: Any, names: Names) -> Cell:
    """What the cell of a settled value holds: a number, a date, or words."""
    if value is None:
        return None
    kind = column.field.kind
    if kind is Kind.BOOLEAN:
        return YES if value else NO
    if kind is Kind.DATE:
        return value  # type: ignore[no-any-return]
    if kind in NUMERIC:
        return int(value) if float(value).is_integer() else float(value)
    if column.field.choices or column.list_name:
        known = column.field.choices or names.get(column.list_name, {})
        return joined(_labels(known, value)) if column.holds_several else known.get(value, value)
    return joined(value) if column.holds_several else str(value)


def _labels(known: Mapping[str, str], codes: list[str]) -> list[str]:
    """In the order of the list; what it does not have, as it is, at the end."""
    return [label for code, label in known.items() if code in codes] + [code for code in codes if code not in known]


def says(column: Column, cell: str, value: Any, names: Names) -> bool:
    """Whether a cell is just as `written` left it, even when what it says would no longer be admitted."""
    left = written(column, value, names)
    if isinstance(left, int | float):
        return _NUMBER.fullmatch(cell) is not None and same(column.field, float(cell), float(left))
    return _text("" if left is None else str(left)) == _text(cell)


def shown(column: Column, value: Any, names: Names) -> str:
    """The same, as a person reads it on a page."""
    cell = written(column, value, names)
    if cell is None:
        return ""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if column.field.kind is Kind.MONEY:
        return f"{cell:,}".replace(",", ".")
    return f"{cell:.10g}".replace(".", ",") if isinstance(cell, float) else str(cell)


def read(column: Column, cell: str | None, lists: Lists, *, typed_as_text: bool = False) -> Any:
    """The settled value of a cell. Raises InvalidValueError.

    `typed_as_text`: a decimal number that is text in the file, whose point could mean thousands.
    """
    field = column.field
    if is_missing(cell):
        return settled(field, coerce(field, None))
    said = str(cell).strip()
    if field.choices:
        codes = [_code(field, one) for one in (split(said) if column.holds_several else [said])]
        return settled(field, coerce(field, codes if column.holds_several else codes[0]))
    if column.list_name and field.kind is not Kind.BOOLEAN:
        ids = [
            lists.one(column.list_name, one, field.label) for one in (split(said) if column.holds_several else [said])
        ]
        return settled(field, coerce(field, ids if column.holds_several else ids[0]))
    if field.kind in NUMERIC and _NUMBER.fullmatch(said) and not typed_as_text:
        return settled(field, coerce(field, float(said)))
    if field.kind is Kind.DATE and _SERIAL.fullmatch(said):
        return _FIRST_DAY + timedelta(days=int(said))
    return settled(field, coerce(field, said))


def _code(field: Field, said: str) -> str:
    """The choice that a cell names: its whole label, its first words or its code."""
    plain = said.casefold()
    for form in (lambda code: field.choices[code], str, lambda code: field.choices[code].split(":")[0]):
        found = [code for code in field.choices if form(code).casefold() == plain]
        if len(found) == 1:
            return found[0]
    raise InvalidValueError(
        f"{field.label}: «{said[:60]}» no sirve; elija una de: {', '.join(field.choices.values())}.", field.name
    )


def _text(value: str) -> str:
    """Without what no workbook can hold and nobody sees: controls, and line breaks of another system."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in lines if one in "\n\t" or category(one) not in _UNSEEN).strip()
