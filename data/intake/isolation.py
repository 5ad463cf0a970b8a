"""The parent's side of the reader: starts the child, watches it, and turns its death into a verdict."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from data.enrolment.handover import Handover, collect
from data.intake import findings_sheet, limits
from data.intake.verdicts import IntakeError, spoken
from data.intake.watchdog import resident_bytes

Progress = Callable[[float, str], None]

_ROOT = Path(__file__).resolve().parent.parent.parent
_POLL_SECONDS = 0.05
# Allocators reserve far more addresses than they use, and the child is limited by addresses.
_FRUGAL = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "2",
    "OMP_NUM_THREADS": "2",
    "OPENBLAS_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "2",
}


@dataclass(frozen=True)
class SheetTable:
    """A sheet as read. `cells`: every row of the file from row 1, columns 0…n, text, missing where empty; its index
    is the file's row number. The rest is what the guard saw: coordinates are Excel's."""

    name: str
    state: str
    cells: pd.DataFrame = field(repr=False)
    rows: int = 0
    formulas: int = 0
    hidden_rows: int = 0
    errors: tuple[tuple[str, str], ...] = ()
    uncached: tuple[str, ...] = ()
    formula_cells: frozenset[str] = frozenset()
    merged: tuple[str, ...] = ()
    text_numbers: frozenset[str] | None = None


@dataclass(frozen=True)
class RawFile:
    """All that came out of a file. `encoding`, `separator` and `uneven` (row, fields, separator) only of text files.

    A file of students comes counted: `bulk` (then the sheets bring no cells), the row of its header, and the headers
    that were `ignored`.
    """

    sheets: list[SheetTable]
    external_links: bool = False
    encoding: str = ""
    separator: str = ""
    uneven: tuple[tuple[int, int, str], ...] = ()
    bulk: Handover | None = None
    header_row: int = 0
    ignored: tuple[str, ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What the rows of students are judged with in the child: data.enrolment.students.Context, and the `kind` of file
    that was asked for, if any."""

    municipalities: list[str]
    catalog: list[str]
    year: int
    key_file: str
    kind: str | None = None


def open_file(
    path: Path,
    file_name: str,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    hidden: bool = False,
    judgement: Judgement | None = None,
) -> RawFile:
    """Reads a file in a child process, its hidden sheets too if `hidden`, counting students there if it is told how.

    Raises IntakeError with the verdict, whatever the file does to the child.
    """
    with tempfile.TemporaryDirectory(prefix="pam-intake-", ignore_cleanup_errors=True) as folder:
        if judgement is not None:
            (Path(folder) / "context.json").write_text(json.dumps(asdict(judgement)), encoding="utf-8")
        verdict = _run(path, file_name, Path(folder), progress, cancelled, words=["hidden"] if hidden else [])
        if verdict.get("code") == "lector_caido":
            # The reader runs before the guard has finished: alone, the guard may still say why it died.
            (Path(folder) / "guard.json").unlink(missing_ok=True)
            verdict |= _run(path, file_name, Path(folder), None, cancelled, words=["guard"])
        if "code" in verdict:
            raise spoken(verdict["code"], file_name, verdict.get("details", {}))
        return _collected(verdict, Path(folder))


def with_hidden_sheets(
    path: Path, file_name: str, raw: RawFile, cancelled: Callable[[], bool] | None = None
) -> RawFile:
    """The file read again with its hidden sheets, when it has any that hold something; else, or failing, `raw`."""
    if not any(sheet.state != "visible" and sheet.rows for sheet in raw.sheets):
        return raw
    try:
        return open_file(path, file_name, cancelled=cancelled, hidden=True)
    except IntakeError as error:
        if error.code == "cancelado":
            raise
        return raw  # what is visible was read well


def _run(
    path: Path,
    file_name: str,
    folder: Path,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
    *,
    words: list[str],
) -> dict[str, Any]:
    command = [sys.executable, "-m", "data.intake.child", str(path.resolve()), file_name, str(folder), *words]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", **_FRUGAL}
    child = subprocess.Popen(
        command, cwd=_ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    listener = threading.Thread(target=_listen, args=(child, progress), daemon=True)
    listener.start()
    size = path.stat().st_size
    code = _watch(child, size, cancelled)
    child.wait()
    listener.join()
    for pipe in (child.stdin, child.stdout):
        if pipe:
            pipe.close()
    result = folder / ("guard.json" if "guard" in words else "result.json")
    if code or child.returncode != 0 or not result.is_file():
        return {"code": code or _cause_of_death(child.returncode), "details": {"limit": limits.wall_seconds(size)}}
    loaded: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return loaded


def _listen(child: "subprocess.Popen[bytes]", progress: Progress | None) -> None:
    for line in child.stdout or ():
        fraction, _, text = line.decode("utf-8", "replace").strip().partition(" ")
        if progress and text:
            progress(float(fraction), text)


def _watch(child: "subprocess.Popen[bytes]", size: int, cancelled: Callable[[], bool] | None) -> str:
    """Waits for the child; the code of the reason it was ended for, or "" if it ended by itself."""
    deadline = time.monotonic() + limits.wall_seconds(size)
    while True:
        try:
            child.wait(_POLL_SECONDS)
            return ""
        except subprocess.TimeoutExpired:
            reason = _reason_to_end(child.pid, deadline, cancelled)
        if reason:
            child.kill()
            return reason


def _reason_to_end(pid: int, deadline: float, cancelled: Callable[[], bool] | None) -> str:
    if cancelled and cancelled():
        return "cancelado"
    if time.monotonic() > deadline:
        return "lector_tiempo"
    return "sin_memoria" if resident_bytes(pid) > limits.CHILD_MEMORY else ""


def _cause_of_death(returncode: int) -> str:
    return "lector_tiempo" if returncode == -24 else "lector_caido"  # 24 is SIGXCPU


def _collected(result: dict[str, Any], folder: Path) -> RawFile:
    return RawFile(
        sheets=findings_sheet.without(_sheet(facts, folder) for facts in result["sheets"]),
        external_links=result.get("external_links", False),
        encoding=result.get("encoding", ""),
        separator=result.get("separator", ""),
        uneven=tuple((row, count, other) for row, count, other in result.get("uneven", ())),
        bulk=collect(result["bulk"], folder) if "bulk" in result else None,
        header_row=result.get("header_row", 0),
        ignored=tuple(result.get("ignored", ())),
    )


def _sheet(facts: dict[str, Any], folder: Path) -> SheetTable:
    texts = facts.get("text_numbers")
    return SheetTable(
        name=facts["name"],
        state=facts["state"],
        cells=_cells(folder / facts["file"]) if facts.get("file") else pd.DataFrame(),
        rows=facts["rows"],
        formulas=facts.get("formulas", 0),
        hidden_rows=facts.get("hidden_rows", 0),
        errors=tuple((cell, text) for cell, text in facts.get("errors", ())),
        uncached=tuple(facts.get("uncached", ())),
        formula_cells=frozenset(facts.get("formula_cells", ())),
        merged=tuple(facts.get("merged", ())),
        text_numbers=None if texts is None else frozenset(texts),
    )


def _cells(path: Path) -> pd.DataFrame:
    with pa.OSFile(str(path), "rb") as source:
        frame: pd.DataFrame = pa.ipc.open_file(source).read_all().to_pandas()
    frame.columns = pd.RangeIndex(frame.shape[1])
    frame.index = pd.RangeIndex(1, len(frame) + 1, name="row")
    return frame
