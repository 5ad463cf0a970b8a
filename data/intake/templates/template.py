"""How one of the application's own workbooks is declared: one sheet of data that a source of intake recognizes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MUNICIPALITY_CODES, MUNICIPALITY_NAMES = "código municipio", "municipio"
"""Names of the lists that every template has: those of the entity."""


@dataclass(frozen=True)
class Column:
    """A column: its header, the field of the source that it feeds, an example, and the list its drop-down offers."""

    header: str
    field: str
    example: str
    options: str = ""


@dataclass(frozen=True)
class Template:
    """A workbook that the source `kind` recognizes: sheet of data (header in row 1), "Instrucciones" and "Listas".

    `lists` are the drop-downs by name, and more lists to consult; `open_lists` name those that do not forbid another
    word. `labels` are the words of the codes of a field: field → code → word. `file_stem` names the download.
    """

    kind: str
    title: str
    purpose: str
    sheet: str
    version: str
    file_stem: str
    columns: tuple[Column, ...]
    instructions: tuple[str, ...]
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open_lists: frozenset[str] = frozenset()
    labels: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(column.header for column in self.columns)
