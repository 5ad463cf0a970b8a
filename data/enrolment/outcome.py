"""What is told of a reduced file: its rows, the rules they broke and where, and never a person."""

from pathlib import Path
from typing import Any

import duckdb

from data.enrolment import expressions, pseudonyms
from data.enrolment.students import BLANK, RULES, Context, Students

CELLS = 2000
REJECTED_KEPT = 20_000
_BLANK = RULES.index(BLANK)


def kept_places(students: Students, context: Context) -> list[str]:
    """The municipalities whose students are counted.

    Without a column of municipality the DANE code of the establishment says it, and those codes outlive the
    segregation of municipalities (Zona Bananera keeps codes of Ciénaga): any code of the department stays.
    """
    if "municipality_code" in students.columns:
        return context.municipalities
    departments = {code[:2] for code in context.municipalities}
    return sorted({*context.municipalities, *(code for code in context.catalog if code[:2] in departments)})


def facts(
    connection: duckdb.DuckDBPyConnection,
    students: Students,
    context: Context,
    folder: Path,
    repeated: dict[int, int],
) -> dict[str, Any]:
    """Rows of the file by what became of them; `rules`: rule → how many and the first cells, as [row, text]; `places`:
    municipality → students read; `columns`: which fields it brings. Leaves rejected.parquet: row, rule."""
    kept = ", ".join(map(expressions.literal, kept_places(students, context)))
    connection.execute(
        f"CREATE TEMP VIEW judged AS SELECT {students.place} AS place, *, {_outside(kept)} AS outside FROM scratch"
    )
    uneven = _uneven(connection, students)
    counted = _counted(connection)
    rules = _rules(connection, students)
    if "fila_duplicada" in rules:
        rules["fila_duplicada"]["cells"] = _repeated_cells(students, context, repeated)
    if uneven:
        rules["fila_columnas"] = {"count": len(uneven), "cells": [[row, ""] for row in uneven[:CELLS]]}
    _leave_rejected(connection, students, folder)
    return {
        **counted,
        "rows": counted["rows"] + len(uneven),
        "rejected": counted["rejected"] + len(uneven),
        "rules": rules,
        "places": _places(connection),
        "columns": sorted(students.columns),
        "headers": students.headers,
        "letters": students.letters,
        "sheet": students.sheet,
        "first_row": students.first_row,
        "year": None if "year" in students.columns else context.year,
    }


def _outside(kept: str) -> str:
    return f"coalesce(p_municipality::VARCHAR NOT IN ({kept}), false)"


def _counted(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    found = connection.execute(
        f"""SELECT count(*) FILTER (p_rule <> {_BLANK}), count(*) FILTER (p_rule = {_BLANK}),
            count(*) FILTER (outside AND p_rule <> {_BLANK}), count(*) FILTER (NOT outside AND p_rule > {_BLANK})
        FROM judged"""
    ).fetchone()
    return dict(zip(("rows", "blank_rows", "outside", "rejected"), found or (0, 0, 0, 0), strict=True))


def _rules(connection: duckdb.DuckDBPyConnection, students: Students) -> dict[str, dict[str, Any]]:
    counts = connection.execute(
        f"SELECT p_rule, count(*) FROM judged WHERE p_rule > {_BLANK} AND NOT outside GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return {
        RULES[number]: {
            "count": count,
            "cells": [
                [int(place) + students.first_row, text or ""]
                for place, text in connection.execute(
                    f"SELECT place, faulty FROM judged WHERE p_rule = {number} AND NOT outside ORDER BY 1 LIMIT {CELLS}"
                ).fetchall()
            ],
        }
        for number, count in counts
    }


def _repeated_cells(students: Students, context: Context, repeated: dict[int, int]) -> list[list[Any]]:
    """The repeated rows beside the first one; in a sheet, also with the pseudonym of the student."""
    said = {place: f"repite la fila {first + students.first_row}" for place, first in repeated.items()}
    if not students.is_file:
        key = pseudonyms.read_key(Path(context.key_file))
        said = {place: f"{text} ({_pseudonym(students, key, place)})" for place, text in said.items()}
    return [[place + students.first_row, text] for place, text in said.items()]


def _pseudonym(students: Students, key: bytes, place: int) -> str:
    def text(code: str) -> str:
        column = students.columns.get(code)
        return "" if column is None else str(students.source.column(column)[students.skip + place].as_py() or "")

    return pseudonyms.shown(key, text("document_type"), text("document"))


def _uneven(connection: duckdb.DuckDBPyConnection, students: Students) -> list[int]:
    """The lines of a text file with more or fewer columns than its header."""
    if not students.is_file or students.source.suffix.lower() == ".parquet":
        return []
    return [int(row) for (row,) in connection.execute("SELECT DISTINCT line FROM reject_errors ORDER BY 1").fetchall()]


def _leave_rejected(connection: duckdb.DuckDBPyConnection, students: Students, folder: Path) -> None:
    names = ", ".join(map(expressions.literal, RULES))
    target = expressions.literal((folder / "rejected.parquet").as_posix())
    connection.execute(
        f"""COPY (
            SELECT (place + {students.first_row})::INTEGER AS row, [{names}][p_rule::INTEGER + 1] AS rule
            FROM (SELECT place, p_rule FROM judged WHERE p_rule > {_BLANK} AND NOT outside
                ORDER BY place LIMIT {REJECTED_KEPT}) ORDER BY place
        ) TO {target} (FORMAT parquet)"""
    )


def _places(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    found = connection.execute(
        """SELECT p_municipality::VARCHAR, count(*) FROM judged
        WHERE NOT outside AND p_rule = 0 GROUP BY 1 ORDER BY 1"""
    ).fetchall()
    return dict(found)
