"""Building one generation: a function of its manifest, and of nothing else.

A generation is always built anew from the layers, into a file of its own, instead of copying the current one and
adding to the copy: importing, undoing, redoing and rebuilding after damage are then the same path, and the damage of
a generation never passes to the next. Nothing is ever written in a generation that serves (docs/decisions/0002).

`observations` holds every layer. `indicator_cube` has one row per entity, year, municipality, school (or none), zone,
inclusion group and indicator: that of the newest layer of the manifest, whatever its dataset, so that a figure never
counts twice. `enrolment_cube` has, of each year and municipality, the students of the newest version that carries it.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.warehouse import layers
from data.warehouse.errors import WarehouseDamagedError
from data.warehouse.files import Folder, generation_name, settle, sha256_of
from data.warehouse.manifest import Manifest
from data.warehouse.tables import ENROLMENT, KEY, OBSERVATIONS, TABLES, declared, named
from data.warehouse.writing import scratch_file

_KEY = ", ".join(["entity_id", *KEY])
Options = dict[str, str | bool | int | float | list[str]]
OFFLINE: Options = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
# Each thread of a write has buffers of its own, in the server's memory, and these writes are short.
FRUGAL: Options = {**OFFLINE, "threads": 1}

SCHEMA = "\n".join(
    [
        *(f"CREATE TABLE {table} ({declared(table)}, sequence INTEGER);" for table in TABLES),
        f"CREATE TABLE indicator_cube ({declared(OBSERVATIONS)});",
        f"CREATE TABLE enrolment_cube ({declared(ENROLMENT)});",
    ]
)

_CUBE = f"""
INSERT INTO indicator_cube
SELECT {named(OBSERVATIONS)} FROM observations
QUALIFY row_number() OVER (PARTITION BY {_KEY} ORDER BY sequence DESC) = 1
ORDER BY entity_id, indicator_code, year, zone, inclusion_group, municipality_code, school_code
"""

# A file of students says all there is of each year and municipality that it carries.
_ENROLMENT_CUBE = f"""
INSERT INTO enrolment_cube
SELECT {named(ENROLMENT)} FROM enrolment JOIN (
    SELECT entity_id, year, municipality_code, max(sequence) AS sequence FROM enrolment GROUP BY 1, 2, 3
) USING (entity_id, year, municipality_code, sequence)
ORDER BY entity_id, year, municipality_code, school_code, zone, grade, sex, inclusion_group
"""


@dataclass(frozen=True)
class BuiltGeneration:
    """A generation on disk that nobody serves yet."""

    number: int
    file_name: str
    sha256: str
    manifest: Manifest


def build(folder: Folder, entity_id: str, number: int, manifest: Manifest) -> BuiltGeneration:
    """Writes the generation of the manifest and answers it, verified and on disk under its final name.

    Raises WarehouseDamagedError when a layer is not what was accepted, WarehouseWriteError when it cannot be written.
    """
    for layer in manifest:
        layers.check(folder, layer)
    with scratch_file(folder, ".duckdb") as scratch:
        _write(folder, scratch, manifest)
        _verify(scratch, manifest)
        sha256 = sha256_of(scratch)
        name = generation_name(entity_id, number)
        settle(scratch, folder.generation(name))
    return BuiltGeneration(number, name, sha256, manifest)


def _write(folder: Folder, path: Path, manifest: Manifest) -> None:
    with duckdb.connect(str(path), config=FRUGAL) as connection:
        connection.execute(SCHEMA)
        for layer in manifest:
            for part in layer.parts:
                # By name: a column that the layer was written without takes its default.
                _settled(
                    connection,
                    f"INSERT INTO {part.table} BY NAME SELECT *, $sequence AS sequence FROM read_parquet($file)",
                    {"sequence": layer.sequence, "file": str(folder.layer(layer.version_id, part.table))},
                )
        _settled(connection, _CUBE)
        _settled(connection, _ENROLMENT_CUBE)


def _settled(
    connection: duckdb.DuckDBPyConnection, statement: str, parameters: dict[str, str | int] | None = None
) -> None:
    """What was written goes to the file at once: left for the end, all of it would be in memory together."""
    connection.execute(statement, parameters)
    connection.execute("CHECKPOINT")


def _verify(path: Path, manifest: Manifest) -> None:
    """Reads the closed file again: each layer has the rows its version was accepted with, and the cube every key."""
    with duckdb.connect(str(path), read_only=True, config=OFFLINE) as connection:
        counted = {
            (table, version_id): rows
            for table in TABLES
            for version_id, rows in connection.execute(
                f"SELECT version_id, count(*) FROM {table} GROUP BY version_id"
            ).fetchall()
        }
        keys = connection.execute(f"SELECT count(*) FROM (SELECT DISTINCT {_KEY} FROM observations)").fetchall()
        cube = connection.execute("SELECT count(*) FROM indicator_cube").fetchall()
    expected = {(part.table, layer.version_id): part.rows for layer in manifest for part in layer.parts if part.rows}
    if counted != expected or keys != cube:
        raise WarehouseDamagedError(
            "La generación nueva no contiene las filas que debía y se descartó. Los datos de antes siguen como estaban."
        )
