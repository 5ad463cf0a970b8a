"""Invented files of students, of any size, as SIMAT exports them: seeded, without a real person."""

from pathlib import Path

import duckdb
from openpyxl import Workbook

SHEET = "Matricula"
COLUMNS = (
    "ANO_INF", "MUN_CODIGO", "CODIGO_DANE", "CONS_SEDE", "ZONA_SEDE", "TIPO_DOCUMENTO", "NRO_DOCUMENTO", "NOMBRE1",
    "FECHA_NACIMIENTO", "GENERO", "GRADO", "TIPO_JORNADA", "TIPO_DISCAPACIDAD", "CAP_EXC", "ETNIA", "POB_VICT_CONF",
    "PAIS_ORIGEN", "SRPA", "DESERTOR", "REPITENTE",
)  # fmt: skip
_SCHOOLS = 12


def write(
    path: Path, rows: int, municipalities: list[str], *, year: int = 2025, years: int = 1, seed: int = 47
) -> None:
    """Writes `rows` students of the municipalities (five digits) in `path`: .csv, .parquet or .xlsx, by its extension.

    Twenty columns, COLUMNS; about a third rural, each sede of one zone; the last `years` years up to `year`.
    """
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute("SELECT setseed($seed)", {"seed": (seed % 1000) / 1000})
        students = _students(rows, municipalities, year, years)
        if path.suffix.lower() == ".xlsx":
            _write_sheet(connection.execute(students), path)
            return
        kind = "parquet" if path.suffix.lower() == ".parquet" else "csv, header"
        target = path.as_posix().replace("'", "''")
        connection.execute(f"COPY ({students}) TO '{target}' (FORMAT {kind})")


def _students(rows: int, municipalities: list[str], year: int, years: int) -> str:
    places = ", ".join(f"'{code}'" for code in municipalities)
    fields = ", ".join(COLUMNS)
    return f"""
    SELECT {fields} FROM (
        SELECT *, [{places}][1 + place] AS MUN_CODIGO, 1 + school * 7 % 3 AS CONS_SEDE,
            (CASE WHEN school % 3 = 0 THEN '2' ELSE '1' END) || MUN_CODIGO
                || lpad((place * 100 + school)::VARCHAR, 6, '0') AS CODIGO_DANE,
            CASE WHEN school % 3 = 0 THEN 'RURAL' ELSE 'URBANA' END AS ZONA_SEDE,
            (make_date(ANO_INF - 6 - GRADO - CASE WHEN late < 0.12 THEN 3 ELSE 0 END, 1, 1) + (i * 37 % 365)::INTEGER)
                ::VARCHAR AS FECHA_NACIMIENTO,
            CASE WHEN late < 0.03 THEN 'PPT' WHEN GRADO < 2 THEN 'RC' ELSE 'TI' END AS TIPO_DOCUMENTO,
            CASE WHEN late < 0.03 THEN '862' ELSE '170' END AS PAIS_ORIGEN
        FROM (
            SELECT i, ({year} - i % {years})::INTEGER AS ANO_INF, (i * 7919 % {len(municipalities)})::INTEGER AS place,
                (i // 31 % {_SCHOOLS})::INTEGER AS school, (i // 3 % 12)::INTEGER AS GRADO,
                (1080000000 + i)::VARCHAR AS NRO_DOCUMENTO, 'ESTUDIANTE ' || i AS NOMBRE1,
                CASE WHEN i % 2 = 0 THEN 'F' ELSE 'M' END AS GENERO, 'MAÑANA' AS TIPO_JORNADA,
                CASE WHEN random() < 0.03 THEN 4 ELSE 99 END AS TIPO_DISCAPACIDAD,
                CASE WHEN random() < 0.01 THEN 1 ELSE 9 END AS CAP_EXC,
                CASE WHEN random() < 0.06 THEN 27 ELSE 0 END AS ETNIA,
                CASE WHEN random() < 0.12 THEN 1 ELSE 9 END AS POB_VICT_CONF,
                CASE WHEN random() < 0.002 THEN 'S' ELSE 'N' END AS SRPA,
                CASE WHEN random() < 0.04 THEN 'S' ELSE 'N' END AS DESERTOR,
                CASE WHEN random() < 0.06 THEN 'S' ELSE 'N' END AS REPITENTE,
                random() AS late
            FROM range({rows}) t(i)
        )
    )"""


def _write_sheet(students: duckdb.DuckDBPyConnection, path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.append(COLUMNS)
    while batch := students.fetchmany(5000):
        for row in batch:
            sheet.append(row)
    book.save(path)
