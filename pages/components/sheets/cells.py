"""How a stored value is written in a cell, and what a cell says when it comes back. Pure.

Numbers and dates are text cells: what was pasted from a spreadsheet arrives as it was written («3,5», «31/03/2026»)
and what cannot be is refused in words, instead of vanishing. Options are shown by their label, so that pasting the
label works.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from procedure.fields import Field, Kind, is_missing

NUMERIC = frozenset({Kind.WEIGHT, Kind.NUMBER, Kind.INTEGER, Kind.MONEY, Kind.PERCENT})
ONE_OPTION = frozenset({Kind.CHOICE, Kind.PERSON, Kind.REFERENCE})
SEVERAL_OPTIONS = frozenset({Kind.CHOICES, Kind.LINKS})
_PESOS = re.compile(r"\$?\s*(-?\d{1,3}(?:[.,\s]\d{3})+|-?\d+)(?:,00?)?")
_DECIMALS = 6


@dataclass(frozen=True)
class Column:
    """A field on the screen. `options`: code → label, each label once; `width` as Streamlit names it, or pixels."""

    field: Field
    options: Mapping[str, str] = field(default_factory=dict)
    width: str | int | None = None
    editable: bool = True
    label: str = ""

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def heading(self) -> str:
        return self.label or self.field.label

    @property
    def holds_several(self) -> bool:
        """Whether the cell is a list of options; codes without a list to choose from are typed."""
        return self.field.kind in SEVERAL_OPTIONS or (self.field.kind is Kind.CODES and bool(self.options))


def unlike(options: Mapping[str, str], longest: int = 90) -> dict[str, str]:
    """The options with labels cut to a readable length and no two alike, since a label stands for its code."""
    labels: dict[str, str] = {}
    used: set[str] = set()
    for code, text in options.items():
        label = short(text, longest)
        number = 2
        while label in used:
            label, number = f"{short(text, longest)} ({number})", number + 1
        used.add(label)
        labels[code] = label
    return labels


def short(text: str, longest: int = 60) -> str:
    """The text on one line, cut at a word, with an ellipsis when it does not fit."""
    line = " ".join(str(text).split())
    if len(line) <= longest:
        return line
    return f"{line[: longest - 1].rsplit(' ', 1)[0]}…"


def shown(column: Column, value: Any) -> Any:
    """What the cell holds: text, a boolean, or a list of labels."""
    kind = column.field.kind
    if kind is Kind.BOOLEAN:
        return bool(value)
    if column.holds_several:
        return [column.options[code] for code in _listed(value) if code in column.options]
    if kind is Kind.CODES:
        return ", ".join(_listed(value))
    if is_missing(value):
        return ""
    if kind in ONE_OPTION:
        return column.options.get(str(value), "")
    if kind is Kind.DATE:
        return f"{pd.Timestamp(value):%d/%m/%Y}"
    if kind is Kind.MONEY:
        return f"{int(value):,}".replace(",", ".")
    return _decimal(value) if kind in NUMERIC else str(value)


def typed(column: Column, cell: Any) -> Any:
    """What is sent to be saved: codes for labels, plain figures for pesos; any other text as it was typed."""
    kind = column.field.kind
    if column.holds_several:
        codes = {label: code for code, label in column.options.items()}
        return [codes[label] for label in _listed(cell) if label in codes]
    if is_missing(cell):
        return None
    if kind in ONE_OPTION:
        return next((code for code, label in column.options.items() if label == cell), cell)
    if kind is Kind.MONEY and isinstance(cell, str):
        found = _PESOS.fullmatch(cell.strip())
        return re.sub(r"[.,\s]", "", found.group(1)) if found else cell
    return cell


def same(one: Any, other: Any) -> bool:
    """Equal for whoever reads them: two empty cells, the same text, the same options in any order."""
    if _empty(one) or _empty(other):
        return _empty(one) and _empty(other)
    if isinstance(one, list | tuple) or isinstance(other, list | tuple):
        return sorted(_listed(one)) == sorted(_listed(other))
    return bool(one == other)


def _empty(cell: Any) -> bool:
    return cell == [] or is_missing(cell)


def _listed(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return [str(item) for item in value] if isinstance(value, Iterable) else []


def _decimal(value: Any) -> str:
    """12,5 without a sign for thousands, which would be read back as ambiguous."""
    number = round(float(value), _DECIMALS)
    return str(int(number)) if number.is_integer() else f"{number:.{_DECIMALS}f}".rstrip("0").replace(".", ",")
