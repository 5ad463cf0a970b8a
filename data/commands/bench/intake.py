"""`manage.py bench intake`: what loading students costs beside the bare read of the same file, in one run.

The bare operations are those of any reader: fastexcel to Arrow for a workbook, DuckDB's CREATE TABLE AS for text and
Parquet. Each runs in a process of its own, turn by turn with ours: from the dropped file to the version that serves.
A small file goes first, as in a server that has been open for a while: its libraries are not the load's memory.
"""

import argparse
import hashlib
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data import catalog
from data.commands.arguments import SpanishParser
from data.enrolment import generator
from data.intake.pipeline import read_file
from data.opening import Stores, open_stores
from data.records import entities
from data.settings import DEFAULT_ENTITY, Settings
from data.warehouse.acceptance import Upload, accept
from procedure.roles import Actor, Role

TARGET = 2.0
MEMORY_TARGET = 100
_FIRST_ROWS = 1_000
_SPANISH = str.maketrans(",.", ".,")
_BARE = {
    ".xlsx": "import fastexcel; run = lambda: fastexcel.read_excel(path).load_sheet(0).to_arrow()",
    ".csv": "import duckdb; run = lambda: duckdb.connect(scratch).execute("
    "f\"CREATE TABLE t AS SELECT * FROM read_csv('{path}')\").execute('CHECKPOINT').close()",
    ".parquet": "import duckdb; run = lambda: duckdb.connect(scratch).execute("
    "f\"CREATE TABLE t AS SELECT * FROM read_parquet('{path}')\").execute('CHECKPOINT').close()",
}
_TIMED = (
    "import sys, time; path, scratch = sys.argv[1:]; {}; "
    "start = time.perf_counter(); run(); print(time.perf_counter() - start)"
)


@dataclass(frozen=True)
class Measure:
    """One kind of file: median seconds of the bare read and of ours, students served, megabytes the server grew."""

    name: str
    rows: int
    bare: float
    ours: float
    served: int
    grown: float | None

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def run(argv: Sequence[str]) -> int:
    """0 when every ratio is within its target, 1 otherwise."""
    options = _parser().parse_args(argv)
    measures = [
        measure(each, rows, options.runs)
        for each, rows in ((".xlsx", options.rows), (".parquet", options.large), (".csv", options.large))
        if rows
    ]
    print(table(measures))
    return 0 if all(each.ratio <= TARGET and (each.grown or 0) < MEMORY_TARGET for each in measures) else 1


def measure(suffix: str, rows: int, runs: int = 5, given: Path | None = None) -> Measure:
    """The medians of `runs` turns over a generated file of that extension, or over the `given` one."""
    with tempfile.TemporaryDirectory(prefix="pam-bench-") as folder:
        path = given or _generated(Path(folder) / f"matricula{suffix}", rows)
        _loaded(_generated(Path(folder) / f"primera{suffix}", _FIRST_ROWS), Path(folder) / "first")
        bare, ours, grown, served = [], [], [], 0
        for turn in range(runs):
            bare.append(_bare_seconds(path, Path(folder) / f"bare{turn}.duckdb"))
            seconds, growth, served = _loaded(path, Path(folder) / f"home{turn}")
            ours.append(seconds)
            grown.append(growth)
        known = [each for each in grown if each is not None]
        memory = max(known) if known else None
        return Measure(suffix[1:].upper(), rows, statistics.median(bare), statistics.median(ours), served, memory)


def _parser() -> argparse.ArgumentParser:
    parser = SpanishParser(
        prog="manage.py bench intake", description="Mide la carga contra la lectura desnuda del archivo."
    )
    parser.add_argument("--rows", metavar="N", type=int, default=250_000, help="filas del libro XLSX (0: no se mide)")
    parser.add_argument("--large", metavar="N", type=int, default=0, help="filas en Parquet y CSV (0: no se miden)")
    parser.add_argument("--runs", metavar="N", type=int, default=5, help="vueltas; se informa la mediana")
    return parser


def _generated(path: Path, rows: int) -> Path:
    listed = catalog.municipalities()
    generator.write(path, rows, listed.loc[listed["entity_id"] == DEFAULT_ENTITY, "code"].tolist(), years=10)
    return path


def _bare_seconds(path: Path, scratch: Path) -> float:
    code = _TIMED.format(_BARE[path.suffix.lower()])
    answer = subprocess.run(
        [sys.executable, "-c", code, str(path), str(scratch)], check=True, capture_output=True, text=True
    )
    scratch.unlink(missing_ok=True)
    return float(answer.stdout.split()[-1])  # DuckDB draws its progress first, when it takes long


def _loaded(path: Path, home: Path) -> tuple[float, float | None, int]:
    """Seconds from the dropped file to the version that serves, megabytes the process grew meanwhile, and students."""
    settings = Settings(home, f"sqlite:///{(home / 'records.sqlite').as_posix()}", DEFAULT_ENTITY)
    stores = open_stores(settings)
    try:
        with _Memory() as memory:
            start = time.perf_counter()
            _load(stores, path)
            seconds = time.perf_counter() - start
        return seconds, memory.grown, _served(stores)
    finally:
        stores.close()


def _load(stores: Stores, path: Path) -> None:
    entity_id = stores.settings.entity_id
    with path.open("rb") as file:
        upload = Upload(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size, path.name)
    reading = read_file(path, path.name, municipalities=entities.municipalities(stores.database, entity_id))
    actor = Actor(entity_id, "Medición", None, frozenset({Role.ANALYST}))
    accept(stores.database, stores.warehouse, actor, reading, upload)


def _served(stores: Stores) -> int:
    """Students in the cube that pages read; asking for them is part of being served."""
    entity_id = stores.settings.entity_id
    years = stores.warehouse.read("enrolment_years", entity_id=entity_id)
    return int(years["students"].sum())


class _Memory:
    """The most that this process grew while it was watched, in megabytes; None where the system does not say it."""

    def __init__(self) -> None:
        self.grown: float | None = None
        self._done = threading.Event()

    def __enter__(self) -> "_Memory":
        self._before = _resident()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while self._before is not None:
            now = _resident() or 0.0
            self.grown = max(self.grown or 0.0, now - self._before)
            if self._done.wait(0.02):
                return


def _resident() -> float | None:
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def table(measures: Sequence[Measure]) -> str:
    """The measures side by side, in Spanish."""
    lines = [f"{'archivo':<8} {'filas':>12} {'lectura':>9} {'carga':>9} {'razón':>6} {'memoria':>9} {'servidos':>12}"]
    for each in measures:
        memory = "—" if each.grown is None else f"{each.grown:.0f} MB"
        line = (
            f"{each.name:<8} {each.rows:>12,} {each.bare:>7.2f} s {each.ours:>7.2f} s {each.ratio:>6.2f} {memory:>9} "
            f"{each.served:>12,}"
        )
        lines.append(line.translate(_SPANISH))
    target = f"{TARGET:.1f}".translate(_SPANISH)
    lines.append(f"Objetivo: razón hasta {target} y menos de {MEMORY_TARGET} MB de más en el servidor.")
    return "\n".join(lines)
