"""The two that look at a workbook at once: the fast reader, and the guard that may throw away what it reads.

The guard has a process of its own: in one process both would wait for each other at every allocation, and a large
workbook would take twice as long.
"""

import json
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa

from data.intake.archive import Archive
from data.intake.guard import Sheet, WorkbookFacts
from data.intake.sheetscan import SheetFacts
from data.intake.verdicts import Refusal
from data.intake.workbook import read_tables, without_new_errors


class GuardBeside:
    """The guard of a workbook, started at once. Its limits are this process's own, and it does not outlive it."""

    def __init__(self, path: Path, file_name: str, folder: Path) -> None:
        self._answer = folder / "guard.json"
        command = [sys.executable, "-m", "data.intake.child", str(path), file_name, str(folder), "guard"]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)

    def facts(self) -> WorkbookFacts:
        """Waits for its verdict. Raises Refusal, also when the guard itself did not survive the file."""
        self._process.wait()
        if not self._answer.is_file():
            raise Refusal("lector_caido")
        answer: dict[str, Any] = json.loads(self._answer.read_text(encoding="utf-8"))
        if "code" in answer:
            raise Refusal(answer["code"], **answer["details"])
        sheets = [Sheet(**{**each, "facts": SheetFacts(**each["facts"])}) for each in answer["sheets"]]
        return WorkbookFacts(sheets, answer["external_links"])


class TablesBeside:
    """The fast reader at work in a thread while the guard, in its own process, looks at the same file."""

    def __init__(self, path: Path, names: list[str]) -> None:
        self._path = path
        self._names = names
        self._tables: dict[str, pa.Table] = {}
        self._failed = False
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def tables(self, archive: Archive, sheets: list[Sheet]) -> dict[str, pa.Table]:
        """By sheet name, every cell from row 1 and column A, columns named "0", "1"…, null where empty.

        Only for a file that the guard has let through. Raises Refusal when the reader cannot make it out.
        """
        self._thread.join()
        if not self._failed and len(self._tables) == len(self._names):
            return self._tables
        if not any(sheet.facts.errors for sheet in sheets):
            raise Refusal("xlsx_invalido", "el contenido de una hoja no se puede interpretar")
        # Errors of Excel 365 (#SPILL!, #CALC!) abort the reader: it gets a copy that says #VALUE! instead.
        with tempfile.TemporaryDirectory() as folder:
            try:
                return read_tables(without_new_errors(archive, sheets, Path(folder) / "copy.xlsx"), self._names)
            except fastexcel.FastExcelError as error:
                raise Refusal("xlsx_invalido", "el contenido de una hoja no se puede interpretar") from error

    def _read(self) -> None:
        try:
            self._tables = read_tables(self._path, self._names)
        except (fastexcel.FastExcelError, MemoryError):
            self._failed = True
