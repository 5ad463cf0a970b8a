"""A file of students becomes counts, inside the reader's process: no name, document or birth date leaves it.

DuckDB reads the sheet or the file once into a scratch table (codes, a yes or no per condition, the age, a salted hash
that tells students apart within the file, and the rule that the row breaks) and counts from there. The scratch lives
in memory or in the folder that the parent removes; its salt is never written anywhere.
"""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from data.enrolment import cube, expressions, outcome
from data.enrolment.students import BLANK, RULES, Context, Students
from data.intake.verdicts import Refusal

Tell = Callable[[float, str], None]

MEMORY = "450MB"
_DATES_SEEN = 20_000
_PART = 1_000_000
_SLICE = 30_000
_SLASHED = r"^(\d{1,2})[/-](\d{1,2})[/-]\d{4}$"
_SCRATCH = (
    "p_year, p_municipality, p_school, p_zone, p_grade, p_sex, p_age, p_student, p_rule, "
    "is_disability, is_talents, is_ethnic, is_victim, is_migrant, is_srpa"
)


def reduce_students(students: Students, context: Context, folder: Path, tell: Tell) -> dict[str, Any]:
    """Leaves cube.parquet and rejected.parquet in the folder and answers the facts of the file (see outcome.facts).

    Raises Refusal when a text file cannot be read as what it says to be, or brings no student.
    """
    with _open(students, folder) as connection:
        _read(connection, students, context, tell)
        tell(0.8, "Buscando estudiantes repetidos")
        repeated = _mark_repeated(connection, students.place)
        tell(0.85, "Contando los estudiantes")
        _count(connection, students, context, folder)
        tell(0.9, "Reuniendo los hallazgos")
        return outcome.facts(connection, students, context, folder, repeated)


@contextmanager
def _open(students: Students, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A sheet fits in memory; the rows of a large file go to a scratch file of the folder."""
    place = str(folder / "scratch.duckdb") if students.is_file else ":memory:"
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": MEMORY,
        "threads": min(os.cpu_count() or 1, 4),
        "temp_directory": str(folder),
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    with duckdb.connect(place, config=config) as connection:
        yield connection


def _read(connection: duckdb.DuckDBPyConnection, students: Students, context: Context, tell: Tell) -> None:
    for statement in [*expressions.types(context), *cube.lookups()]:
        connection.execute(statement)
    source = _source(connection, students)
    known = [f"is_{code}" for code in ("dropout", "repeater") if code in students.columns]
    kept = ", ".join([_SCRATCH, *known] if students.is_file else [_SCRATCH, *known, students.place])
    with _progress(connection, tell), _text_faults():
        connection.execute(
            f"""CREATE TABLE scratch AS
            SELECT {kept}, {expressions.faulty_text(students)} AS faulty
            FROM (SELECT *, {expressions.rule(students, context)} AS p_rule
                FROM (SELECT *, {expressions.readings(students, context, _day_first(connection, source, students))}
                    FROM (SELECT {expressions.texts(students)} FROM {source})))""",
            {"salt": secrets.token_hex(16)},
        )
    _mark_broken(connection, students)


def _source(connection: duckdb.DuckDBPyConnection, students: Students) -> str:
    if not students.is_file:
        # A sheet comes in one piece, which only one thread would read; in slices each takes the next, in any order.
        rows = students.source.slice(students.skip)
        rows = rows.append_column(students.place, pa.array(range(rows.num_rows), pa.int64()))
        connection.register("sheet", pa.Table.from_batches(rows.to_batches(_SLICE), rows.schema))
        return "sheet"
    path = expressions.literal(students.source.as_posix())
    if students.source.suffix.lower() == ".parquet":
        return f"read_parquet({path})"
    options = {
        "delim": expressions.literal(students.delimiter),
        "quote": expressions.literal(students.quote),
        "encoding": expressions.literal(students.encoding),
        "skip": str(students.skip),
        "header": "true",
        "all_varchar": "true",
        "store_rejects": "true",
        "rejects_limit": "20000",
        # Buffers are outside the limit of memory, and with the usual 32 MB they alone would reach the process's own.
        "buffer_size": str(4 << 20),
        # DuckDB's own, which a buffer of another size would take away.
        "max_line_size": "2000000",
    }
    return f"read_csv({path}, {', '.join(f'{name} = {value}' for name, value in options.items())})"


def _day_first(connection: duckdb.DuckDBPyConnection, source: str, students: Students) -> bool:
    """Whether some date of the column can only be day/month/year and none can only be month/day/year."""
    if "birth_date" not in students.columns:
        return False
    column = expressions.quoted(students.columns["birth_date"])
    first, second = (f"try_cast(regexp_extract(d, '{_SLASHED}', {number}) AS TINYINT) > 12" for number in (1, 2))
    found = connection.execute(
        f"""SELECT coalesce(bool_or({first}), false), coalesce(bool_or({second}), false)
        FROM (SELECT trim(CAST({column} AS VARCHAR)) AS d FROM {source} LIMIT {_DATES_SEEN})"""
    ).fetchone()
    return found is not None and bool(found[0]) and not found[1]


def _mark_broken(connection: duckdb.DuckDBPyConnection, students: Students) -> None:
    """The rows where the guard saw an error, a bare formula or merged cells, which the fast reader returns as empty."""
    if not students.broken:
        return
    cells = pa.table(
        {
            "place": [row - students.first_row for row, _, _ in students.broken],
            "rule": [RULES.index(name) for _, _, name in students.broken],
        }
    )
    connection.register("broken", cells)
    connection.execute(
        f"""UPDATE scratch SET p_rule = seen.rule FROM (SELECT place, min(rule) AS rule FROM broken GROUP BY 1) seen
        WHERE scratch.{students.place} = place AND p_rule <> {RULES.index(BLANK)}"""
    )


def _mark_repeated(connection: duckdb.DuckDBPyConnection, place: str) -> dict[int, int]:
    """Marks whoever comes again in the same year; answers row → first row, the first two thousand."""
    rows = connection.execute("SELECT count(*) FROM scratch").fetchone()
    parts = max(1, (rows[0] if rows else 0) // _PART)
    connection.execute("CREATE TEMP TABLE repeated (student UBIGINT, first BIGINT)")
    for part in range(parts):
        connection.execute(
            f"""INSERT INTO repeated SELECT p_student, min({place}) FROM scratch
            WHERE p_rule = 0 AND p_student % {parts} = {part} GROUP BY p_student HAVING count(*) > 1"""
        )
    found = connection.execute(
        f"""SELECT scratch.{place}, first FROM scratch JOIN repeated ON student = p_student
        WHERE p_rule = 0 AND scratch.{place} > first ORDER BY 1"""
    ).fetchall()
    if found:
        connection.execute(
            f"""UPDATE scratch SET p_rule = {RULES.index("fila_duplicada")} FROM repeated
            WHERE student = p_student AND p_rule = 0 AND scratch.{place} > first"""
        )
    return dict(found[:2000])


def _count(connection: duckdb.DuckDBPyConnection, students: Students, context: Context, folder: Path) -> None:
    places = ", ".join(map(expressions.literal, outcome.kept_places(students, context)))
    good = f"p_rule = 0 AND p_municipality::VARCHAR IN ({places})"
    target = expressions.literal((folder / "cube.parquet").as_posix())
    connection.execute(f"COPY ({cube.query(students, good)}) TO {target} (FORMAT parquet)")


@contextmanager
def _text_faults() -> Iterator[None]:
    try:
        yield
    except duckdb.InvalidInputException as error:
        text = str(error)
        encoding = "encod" in text.lower() or "utf-8" in text.lower() or "unicode" in text.lower()
        raise Refusal("codificacion_mixta" if encoding else "csv_invalido", row="") from error
    except duckdb.OutOfMemoryException as error:
        raise Refusal("sin_memoria") from error


@contextmanager
def _progress(connection: duckdb.DuckDBPyConnection, tell: Tell) -> Iterator[None]:
    """Tells how much of the file has been read, as DuckDB knows it."""
    connection.execute("SET enable_progress_bar = true; SET enable_progress_bar_print = false")
    done = threading.Event()

    def watch() -> None:
        while not done.wait(0.5):
            percent = max(connection.query_progress(), 0.0)
            tell(0.1 + 0.7 * percent / 100, "Leyendo los estudiantes")

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
