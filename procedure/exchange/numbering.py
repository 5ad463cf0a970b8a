"""How a row is called in the workbook: «M1.2.3 · Reducir la deserción», short, readable and no two alike."""

from collections.abc import Iterable, Mapping
from typing import Any

from procedure.elements import ELEMENTS

SEPARATOR = " · "
_LONGEST = 70

Rows = Mapping[str, Mapping[str, Any]]


def numbers(tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> dict[str, dict[str, str]]:
    """Table → id → number: the initial of the kind and the place of the row under its parents («M1.2.3»).

    `tables` come parents first, each with its rows in the order of the plan.
    """
    found: dict[str, dict[str, str]] = {}
    for table, rows in tables.items():
        element, counts = ELEMENTS[table], {}  # type: ignore[var-annotated]
        above = found.get(element.parent_table, {})
        found[table] = {}
        for row in rows:
            parent = above.get(str(row.get(element.parent_field)), "")[1:]
            counts[parent] = counts.get(parent, 0) + 1
            place = f"{parent}.{counts[parent]}" if parent else str(counts[parent])
            found[table][str(row["id"])] = f"{element.noun[0].upper()}{place}"
    return found


def place_of(number: str) -> tuple[int, ...]:
    """What a number is ordered by, so that the rows of one parent are together: «M1.10» after «M1.2»."""
    return tuple(int(part) for part in number[1:].split("."))


def label(number: str, title: object) -> str:
    """Without the semicolons and line breaks that separate several names in one cell."""
    line = " ".join(str(title).replace(";", ",").split())
    short = line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rsplit(' ', 1)[0]}…"
    return f"{number}{SEPARATOR}{short}"
