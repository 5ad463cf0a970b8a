"""The process that opens a file nobody trusts: `python -m data.intake.child FILE NAME FOLDER [hidden] [guard]`.

It writes FOLDER/result.json (verdict or facts) and one Arrow file per sheet, the hidden ones only when asked, prints
its progress as lines "fraction text", and may die: the parent takes that as a verdict. The guard of a workbook runs
beside its reader, and what was read is discarded when it refuses; with "guard" it runs alone, to say why the reader
died. Nothing heavy is imported before the limits stand.
"""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.intake import limits
from data.intake.verdicts import Refusal

_HEAD = 64 * 1024


def main(path: Path, file_name: str, folder: Path, *, hidden: bool = False, guard_only: bool = False) -> None:
    """Reads and leaves the result in the folder."""
    limit_process()
    try:
        result = _read(path, file_name, folder, hidden=hidden, guard_only=guard_only)
    except Refusal as refusal:
        result = {"code": refusal.code, "details": refusal.details}
    except MemoryError:
        result = {"code": "sin_memoria", "details": {}}
    (folder / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def limit_process() -> None:
    """Binds this process to its memory and CPU, where the system can; elsewhere the parent's watchdog ends it."""
    if sys.platform == "win32":
        return
    import resource

    for kind, value in ((resource.RLIMIT_AS, limits.CHILD_MEMORY), (resource.RLIMIT_CPU, limits.CHILD_CPU_SECONDS)):
        resource.setrlimit(kind, (value, value))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(fraction: float, text: str) -> None:
    sys.stdout.write(f"{fraction:.2f} {text}\n")
    sys.stdout.flush()


def _read(path: Path, file_name: str, folder: Path, *, hidden: bool, guard_only: bool) -> dict[str, Any]:
    from data.intake.signatures import reader_for

    size = path.stat().st_size
    if size == 0:
        raise Refusal("archivo_vacio")
    if size > limits.UPLOAD_BYTES:
        raise Refusal("archivo_muy_grande", size=size // limits.MEGABYTE, limit=limits.UPLOAD_BYTES // limits.MEGABYTE)
    with path.open("rb") as file:
        reader = reader_for(file.read(_HEAD), file_name)
    _tell(0.05, "Revisando la seguridad del archivo")
    if reader == "workbook":
        return _read_workbook(path, folder, hidden=hidden, guard_only=guard_only)
    return _read_text(path, folder)


def _read_workbook(path: Path, folder: Path, *, hidden: bool, guard_only: bool) -> dict[str, Any]:
    from data.intake.archive import Archive
    from data.intake.guard import inspect, outline

    archive = Archive(path)
    outlined = outline(archive)
    if guard_only:
        inspect(archive, outlined)
        return {}
    from data.intake.workbook import TablesBeside, text_numbers

    reading = TablesBeside(path, [sheet.name for sheet in outlined if hidden or sheet.state == "visible"])
    facts = inspect(archive, outlined)
    _tell(0.4, "Leyendo las hojas")
    tables = reading.tables(archive, facts.sheets)
    sheets = [{"name": sheet.name, "state": sheet.state, "file": None, **asdict(sheet.facts)} for sheet in facts.sheets]
    for index, sheet in enumerate(facts.sheets):
        if sheet.name in tables and sheet.facts.rows:
            sheets[index]["file"] = _write(tables[sheet.name], folder / f"sheet{index}.arrow")
            sheets[index]["text_numbers"] = text_numbers(archive, sheet, tables[sheet.name])
            _tell(0.4 + 0.5 * (index + 1) / len(sheets), f"Hoja «{sheet.name}» leída")
    return {"reader": "workbook", "sheets": sheets, "external_links": facts.external_links}


def _read_text(path: Path, folder: Path) -> dict[str, Any]:
    from data.intake.delimited import read

    table, facts = read(path)
    _tell(0.9, "Texto leído")
    sheet = {"name": "", "state": "visible", "file": _write(table, folder / "sheet0.arrow"), "rows": table.num_rows}
    return {"reader": "text", "sheets": [sheet], **asdict(facts)}


def _write(table: Any, path: Path) -> str:
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return path.name


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        sys.argv[2],
        Path(sys.argv[3]),
        hidden="hidden" in sys.argv[4:],
        guard_only="guard" in sys.argv[4:],
    )
    # The reader of a refused file may still be at work in its thread: nobody waits for it.
    sys.stdout.flush()
    os._exit(0)
