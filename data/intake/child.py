"""The process that opens a file nobody trusts: `python -m data.intake.child FILE NAME FOLDER [hidden]`.

With "hidden" the hidden sheets are read too. It writes FOLDER/result.json (verdict or facts) and one Arrow file per sheet, prints its progress as lines
"fraction text", and may die: the parent takes that as a verdict. Nothing heavy is imported before the limits stand.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data.intake import limits
from data.intake.verdicts import Refusal

_HEAD = 64 * 1024


def main(path: Path, file_name: str, folder: Path, *, hidden: bool = False) -> None:
    """Reads and leaves the result in the folder."""
    limit_process()
    try:
        result = _read(path, file_name, folder, hidden=hidden)
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


def _read(path: Path, file_name: str, folder: Path, *, hidden: bool) -> dict[str, Any]:
    from data.intake.signatures import reader_for

    size = path.stat().st_size
    if size == 0:
        raise Refusal("archivo_vacio")
    if size > limits.UPLOAD_BYTES:
        raise Refusal("archivo_muy_grande", size=size // limits.MEGABYTE, limit=limits.UPLOAD_BYTES // limits.MEGABYTE)
    with path.open("rb") as file:
        reader = reader_for(file.read(_HEAD), file_name)
    _tell(0.05, "Revisando la seguridad del archivo")
    return _read_workbook(path, folder, hidden=hidden) if reader == "workbook" else _read_text(path, folder)


def _read_workbook(path: Path, folder: Path, *, hidden: bool) -> dict[str, Any]:
    from data.intake.archive import Archive
    from data.intake.guard import inspect

    archive = Archive(path)
    facts = inspect(archive)
    if not any(sheet.facts.rows for sheet in facts.sheets if sheet.state == "visible"):
        raise Refusal("sin_datos")
    _tell(0.4, "Leyendo las hojas")
    from data.intake.workbook import tables, text_numbers

    sheets = [{"name": sheet.name, "state": sheet.state, "file": None, **asdict(sheet.facts)} for sheet in facts.sheets]
    wanted = [sheet for sheet in facts.sheets if hidden or sheet.state == "visible"]
    for sheet, table in tables(archive, wanted):
        index = facts.sheets.index(sheet)
        sheets[index]["file"] = _write(table, folder / f"sheet{index}.arrow")
        sheets[index]["text_numbers"] = text_numbers(archive, sheet, table)
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
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]), hidden="hidden" in sys.argv[4:])
