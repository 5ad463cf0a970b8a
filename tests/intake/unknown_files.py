"""Invented files that no known source describes, as the reader hands them over, and what they should become."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from data.intake.headers import suggested_place
from data.intake.isolation import RawFile, SheetTable
from data.intake.shape import Sheet

Rows = Sequence[Sequence[Any]]


def table(name: str, rows: Rows, merged: Sequence[str] = (), state: str = "visible", **facts: Any) -> SheetTable:
    """A sheet of a workbook with those rows from the first one."""
    width = max(map(len, rows))
    texts = [[None if value is None else str(value) for value in [*row, *[None] * (width - len(row))]] for row in rows]
    cells = pd.DataFrame(texts, columns=pd.RangeIndex(width), index=pd.RangeIndex(1, len(rows) + 1), dtype="str")
    return SheetTable(name, state, cells, rows=len(rows), merged=tuple(merged), text_numbers=frozenset(), **facts)


def book(*sheets: SheetTable) -> RawFile:
    return RawFile(list(sheets))


def sheet(one: SheetTable) -> Sheet:
    """The sheet with its header where it is suggested."""
    return Sheet(one, suggested_place(one))


def years_in_columns(first: int = 2021, title: str = "Deserción intraanual por municipio") -> SheetTable:
    """Titles over the header, a merged one, and a total below; three municipalities by name."""
    rows = [
        ["Secretaría de Educación del Magdalena"],
        [title],
        [],
        ["Municipio", str(first), str(first + 1), str(first + 2)],
        ["EL BANCO", "3.1", "3.3", "3.5"],
        ["Pijiño Del Carmen", "2.1", None, "2.5"],
        ["CERRO SAN ANTONIO", "4.1", "4.3", "4.5"],
        ["TOTAL", "3.2", "3.4", "3.6"],
    ]
    return table("Deserción", rows, ["A1:D1"])


def merged_trimesters() -> SheetTable:
    """Two rows of header: each trimester is merged over its target and its result."""
    return table(
        "Avance",
        [
            ["Informe 2024"],
            ["Código DANE", "Municipio", "Trimestre 1", None, "Trimestre 2", None, "Trimestre 3", None],
            [None, None, "Meta", "Resultado", "Meta", "Resultado", "Meta", "Resultado"],
            ["47245", "El Banco", "10", "8", "20", "19", "30", "31"],
            ["47318", "Guamal", "10", "7", "20", "18", "30", None],
        ],
        ["A1:H1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2"],
    )


def long_rows(name: str = "Urbana", zone: str = "Cabecera") -> SheetTable:
    """One figure per row, the indicator and the zone in words."""
    return table(
        name,
        [
            ["Vigencia", "Cod. Municipio", "Zona", "Nombre del indicador", "Valor"],
            ["2022", "47245", zone, "Deserción intraanual", "3,2"],
            ["2023", "47245", zone, "Deserción intraanual", "3,4"],
            ["2022", "47318", zone, "Cobertura neta", "88,5"],
            ["2022", "8001", zone, "Cobertura neta", "91,5"],
        ],
    )


def figures(observations: pd.DataFrame) -> Mapping[tuple[str, int, str, str], float]:
    """(municipality, year, zone, indicator) → value."""
    names = ["municipality_code", "year", "zone", "indicator_code"]
    return dict(
        zip(observations[names].itertuples(index=False, name=None), observations["value"].astype(float), strict=True)
    )
