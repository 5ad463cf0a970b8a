"""The workbook of findings: the user's own file back, painted and commented, with the sheet "Hallazgos".

It is made in a process of its own, limited as the one that reads: the file is not to be trusted with the memory of
the server, and openpyxl refuses some that the reader accepts. Then a simpler workbook is made instead.
"""

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from data.intake import limits
from data.intake.model import Reading
from data.intake.watchdog import resident_bytes
from procedure.errors import PamError
from reports.findings_child import RESULT, ROWS
from reports.findings_lines import lines

Progress = Callable[[float, str], None]
Cancelled = Callable[[], bool]

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parent.parent
_POLL_SECONDS = 0.1
_WALL_SECONDS = 180
_SHEET_BYTES = 50 * 1024 * 1024
"""openpyxl holds about a million cells in the memory of the child; their XML is this large."""


class FindingsWorkbookError(PamError):
    """The workbook could not be made or written; nothing else changed."""


def make(
    reading: Reading,
    original: Path,
    file_name: str,
    target: Path,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> None:
    """Writes the workbook of findings of `original`, the file that was read as `reading`, to `target`.

    Sheets: those of the user (a text file becomes one, all its cells text) and "Hallazgos". Past 50 thousand rows it
    brings only the rows with findings; of a file of people, only the list. Raises FindingsWorkbookError.
    """
    with tempfile.TemporaryDirectory(prefix="pam-findings-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _ask(reading, original, file_name, folder)
        if not any(_run(folder, mode, progress, cancelled) for mode in _modes(reading, original)):
            raise FindingsWorkbookError(
                f"No se pudo hacer el libro de hallazgos de «{file_name}». Los hallazgos siguen en pantalla y se "
                "pueden descargar uno por uno."
            )
        _deliver(folder / RESULT, target)


def _ask(reading: Reading, original: Path, file_name: str, folder: Path) -> None:
    request = {
        "original": str(original.resolve()),
        "file_name": file_name,
        "rows": reading.rows,
        "header_row": reading.header_row,
        "personal": reading.personal,
        "counts": Counter(finding.severity for finding in reading.findings),
        "found": lines(reading).to_numpy(dtype=object).tolist(),
    }
    (folder / "request.json").write_text(json.dumps(request, ensure_ascii=False), encoding="utf-8")


def _modes(reading: Reading, original: Path) -> list[str]:
    """From the one that keeps the most to the one that always can."""
    if reading.personal:
        return ["listed"]
    return [*(["painted"] if reading.rows <= ROWS and _is_small_workbook(original) else []), "copied", "listed"]


def _is_small_workbook(original: Path) -> bool:
    if not zipfile.is_zipfile(original):
        return False
    with zipfile.ZipFile(original) as book:
        sizes = [part.file_size for part in book.infolist() if part.filename.startswith("xl/worksheets/")]
    return sum(sizes) <= _SHEET_BYTES


def _run(folder: Path, mode: str, progress: Progress | None, cancelled: Cancelled | None) -> bool:
    """Whether the child made it. Raises FindingsWorkbookError when somebody cancelled."""
    command = [sys.executable, "-W", "ignore", "-m", "reports.findings_child", str(folder), mode]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with (
        (folder / "errors.txt").open("w+b") as errors,
        subprocess.Popen(
            command, cwd=_ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors
        ) as child,
    ):
        listener = threading.Thread(target=_listen, args=(child, progress), daemon=True)
        listener.start()
        try:
            ended = _watch(child, cancelled)
        finally:
            listener.join()
        made = ended and child.returncode == 0
        if not made:
            errors.seek(0)
            _LOG.warning("findings workbook not made (%s, %s): %s", mode, child.returncode, errors.read()[-2000:])
    return made


def _listen(child: "subprocess.Popen[bytes]", progress: Progress | None) -> None:
    for line in child.stdout or ():
        fraction, _, text = line.decode("utf-8", "replace").strip().partition(" ")
        if progress and text:
            progress(float(fraction), text)


def _watch(child: "subprocess.Popen[bytes]", cancelled: Cancelled | None) -> bool:
    """Waits for the child; False when it took too much time or memory."""
    deadline = time.monotonic() + _WALL_SECONDS
    while True:
        try:
            child.wait(_POLL_SECONDS)
            return True
        except subprocess.TimeoutExpired:
            stopped = cancelled is not None and cancelled()
        if stopped or time.monotonic() > deadline or resident_bytes(child.pid) > limits.CHILD_MEMORY:
            child.kill()
            child.wait()
            if stopped:
                raise FindingsWorkbookError("Se canceló el libro de hallazgos.")
            return False


def _deliver(made: Path, target: Path) -> None:
    try:
        shutil.copyfile(made, target)
    except OSError as error:
        raise FindingsWorkbookError(
            f"No se pudo escribir «{target}» ({error.strerror or error}). Revise la carpeta y el espacio en el disco."
        ) from error
