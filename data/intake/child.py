"""The process that opens a file nobody trusts: `python -m data.intake.child FILE NAME FOLDER [hidden] [guard]`.

It writes FOLDER/result.json (verdict or facts) and one Arrow file per sheet, the hidden ones only when asked, prints
its progress as lines "fraction text", and may die: the parent takes that as a verdict. The guard of a workbook is this
same program with "guard", beside the reader: it writes FOLDER/guard.json, and what was read is discarded when it
refuses. Students are counted here and never leave: FOLDER/context.json, if the parent wrote it, says how. Nothing
heavy is imported before the limits stand.
"""

import json
import os
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.intake import limits
from data.intake.verdicts import Refusal

if TYPE_CHECKING:
    import pyarrow as pa

    from data.enrolment.students import Students
    from data.intake.bulk import Heading
    from data.intake.guard import Sheet

_HEAD = 64 * 1024


def main(path: Path, file_name: str, folder: Path, *, hidden: bool = False, guard_only: bool = False) -> None:
    """Reads and leaves the result in the folder."""
    limit_process(path.stat().st_size)
    try:
        result = _read(path, file_name, folder, hidden=hidden, guard_only=guard_only)
    except Refusal as refusal:
        result = {"code": refusal.code, "details": refusal.details}
    except MemoryError:
        result = {"code": "sin_memoria", "details": {}}
    name = "guard.json" if guard_only else "result.json"
    (folder / name).write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


def limit_process(size: int) -> None:
    """Binds this process to its memory and CPU, where the system can; elsewhere the parent's watchdog ends it."""
    if sys.platform == "win32":
        return
    import resource

    for kind, value in ((resource.RLIMIT_AS, limits.CHILD_MEMORY), (resource.RLIMIT_CPU, limits.cpu_seconds(size))):
        resource.setrlimit(kind, (value, value))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def end_with_parent() -> None:
    """Ends this process when whoever started it is gone: its input is a pipe that nobody writes to."""

    def watch() -> None:
        sys.stdin.buffer.read()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _tell(fraction: float, text: str) -> None:
    sys.stdout.write(f"{fraction:.2f} {text}\n")
    sys.stdout.flush()


def _read(path: Path, file_name: str, folder: Path, *, hidden: bool, guard_only: bool) -> dict[str, Any]:
    from data.intake.signatures import reader_for

    size = path.stat().st_size
    if size == 0:
        raise Refusal("archivo_vacio")
    with path.open("rb") as file:
        reader = reader_for(file.read(_HEAD), file_name)
    if guard_only and reader != "workbook":
        return {}
    _tell(0.05, "Revisando la seguridad del archivo")
    if reader == "parquet" or (reader == "text" and size > limits.LARGE_TEXT_BYTES):
        reduced = _reduce_file(path, folder, reader)
        if reduced is not None:
            return reduced
    if size > limits.UPLOAD_BYTES:
        raise Refusal("archivo_muy_grande", size=size // limits.MEGABYTE, limit=limits.UPLOAD_BYTES // limits.MEGABYTE)
    if guard_only:
        return _inspected(path)
    if reader == "workbook":
        return _read_workbook(path, file_name, folder, hidden=hidden)
    return _read_text(path, folder)


def _inspected(path: Path) -> dict[str, Any]:
    from data.intake.archive import Archive
    from data.intake.guard import inspect, outline

    archive = Archive(path)
    return asdict(inspect(archive, outline(archive)))


def _read_workbook(path: Path, file_name: str, folder: Path, *, hidden: bool) -> dict[str, Any]:
    from data.intake.archive import Archive
    from data.intake.beside import GuardBeside, TablesBeside
    from data.intake.guard import outline
    from data.intake.workbook import text_numbers

    guard = GuardBeside(path, file_name, folder)
    archive = Archive(path)
    reading = TablesBeside(path, [sheet.name for sheet in outline(archive) if hidden or sheet.state == "visible"])
    facts = guard.facts()
    _tell(0.4, "Leyendo las hojas")
    tables = reading.tables(archive, facts.sheets)
    sheets = [{"name": sheet.name, "state": sheet.state, "file": None, **asdict(sheet.facts)} for sheet in facts.sheets]
    result = {"reader": "workbook", "sheets": sheets, "external_links": facts.external_links}
    reduced = _reduce_sheet(facts.sheets, tables, folder)
    if reduced is not None:
        return {**result, **reduced}
    for index, sheet in enumerate(facts.sheets):
        if sheet.name in tables and sheet.facts.rows:
            sheets[index]["file"] = _write(tables[sheet.name], folder / f"sheet{index}.arrow")
            sheets[index]["text_numbers"] = text_numbers(archive, sheet, tables[sheet.name])
            _tell(0.4 + 0.5 * (index + 1) / len(sheets), f"Hoja «{sheet.name}» leída")
    return result


def _read_text(path: Path, folder: Path) -> dict[str, Any]:
    from data.intake.delimited import read

    table, facts = read(path)
    _tell(0.4, "Texto leído")
    sheet = {"name": "", "state": "visible", "file": None, "rows": table.num_rows}
    result = {"reader": "text", "sheets": [sheet], **asdict(facts)}
    reduced = _reduce_text(table, facts.uneven, folder)
    if reduced is not None:
        return {**result, **reduced}
    sheet["file"] = _write(table, folder / "sheet0.arrow")
    return result


def _reduce_sheet(sheets: "list[Sheet]", tables: "dict[str, pa.Table]", folder: Path) -> dict[str, Any] | None:
    """What the parent gets of the first visible sheet of students, None without one."""
    if not _may_be_students(folder):
        return None
    from data.intake import bulk

    for sheet in sheets:
        table = tables.get(sheet.name)
        found = bulk.in_table(table, sheet.name) if table is not None and sheet.state == "visible" else None
        if table is not None and found is not None:
            broken = bulk.broken_cells(table, found, sheet)
            return _reduced(bulk.of_table(table, found, broken, sheet.name), found, folder)
    return None


def _reduce_text(table: "pa.Table", uneven: list[tuple[int, int, str]], folder: Path) -> dict[str, Any] | None:
    if not _may_be_students(folder):
        return None
    from data.intake import bulk

    found = bulk.in_table(table)
    if found is None:
        return None
    broken = [(row, "school_code", "fila_columnas") for row, _, _ in uneven]
    return _reduced(bulk.of_table(table, found, broken), found, folder)


def _reduce_file(path: Path, folder: Path, reader: str) -> dict[str, Any] | None:
    """Students straight from the disk, however many; None when a large text is not of students."""
    from data.intake import bulk

    if not _may_be_students(folder):
        return bulk.only_students() if reader == "parquet" else None
    found, how = bulk.in_parquet(path) if reader == "parquet" else bulk.in_large_text(path)
    if found is None:
        return bulk.only_students() if reader == "parquet" else None
    sheet = {"name": "", "state": "visible", "file": None, "rows": 0}
    result = {"reader": reader, "sheets": [sheet], "encoding": how.get("encoding", "")}
    return {**result, **_reduced(bulk.of_file(path, found, **how), found, folder)}


def _may_be_students(folder: Path) -> bool:
    """Whether the parent gave what students are judged with, and did not ask for another source."""
    job = folder / "context.json"
    return job.is_file() and json.loads(job.read_text(encoding="utf-8"))["kind"] in (None, "enrolment")


def _reduced(students: "Students", found: "Heading", folder: Path) -> dict[str, Any]:
    from data.enrolment.reduction import reduce_students
    from data.enrolment.students import Context

    job = json.loads((folder / "context.json").read_text(encoding="utf-8"))
    context = Context(job["municipalities"], job["catalog"], job["year"], job["key_file"])
    already = 0.0 if students.is_file else 0.4
    facts = reduce_students(
        students, context, folder, lambda fraction, text: _tell(already + (1 - already) * fraction, text)
    )
    if not facts["rows"]:
        raise Refusal("sin_datos", f"solo tiene el encabezado, en la fila {found.row}")
    return {"bulk": facts, "header_row": found.row, "ignored": found.ignored}


def _write(table: Any, path: Path) -> str:
    import pyarrow as pa

    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
    return path.name


if __name__ == "__main__":
    end_with_parent()
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
