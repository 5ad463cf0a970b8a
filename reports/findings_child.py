"""The process that makes a workbook of findings: `python -m reports.findings_child FOLDER MODE`.

FOLDER has request.json; it leaves libro.xlsx there and tells its progress as lines "fraction text".
It may die of a workbook that openpyxl cannot hold: the parent then asks for a simpler mode.
"""

import json
import sys
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from data.intake import limits
from data.intake.isolation import open_file
from data.intake.wording import counted, figure, listing
from reports import findings_lines, findings_sheet
from reports.findings_copied import copied
from reports.findings_paint import COMMENTS
from reports.findings_painted import painted

RESULT = "libro.xlsx"
ROWS = 50_000
_AGAIN = (
    "Corrija las celdas pintadas y suba este mismo libro: las filas que ya se aceptaron saldrán como iguales y solo "
    "las corregidas como nuevas."
)


def main(folder: Path, mode: str) -> None:
    """Leaves the workbook in the folder."""
    _limit_process()
    request = json.loads((folder / "request.json").read_text(encoding="utf-8"))
    found = pd.DataFrame(request["found"], columns=findings_lines.COLUMNS)
    _tell(0.1, "Abriendo el archivo")
    book, placed, notes = _MODES[mode](request, found)
    _tell(0.6, "Escribiendo los hallazgos")
    findings_sheet.write(book, placed, [_summary(request), *notes, *_few_comments(found)])
    _tell(0.7, "Guardando el libro")
    book.save(folder / RESULT)


def _limit_process() -> None:
    """Twice the memory of the parent's watch: that one looks at what is really taken, this one at what is asked for."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (2 * limits.CHILD_MEMORY, 2 * limits.CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.CHILD_CPU_SECONDS, limits.CHILD_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _tell(fraction: float, text: str) -> None:
    sys.stdout.write(f"{fraction:.2f} {text}\n")
    sys.stdout.flush()


Made = tuple[Workbook, pd.DataFrame, list[str]]


def _painted(request: dict[str, Any], found: pd.DataFrame) -> Made:
    book, placed = painted(Path(request["original"]), found)
    kept = "Las fórmulas van como su último valor guardado; los gráficos y las imágenes no se conservan."
    return book, placed, [_AGAIN, kept]


def _copied(request: dict[str, Any], found: pd.DataFrame) -> Made:
    original, only_rows = Path(request["original"]), request["rows"] > ROWS
    raw = open_file(original, request["file_name"])
    book, placed = copied(raw, original, found, request["header_row"], only_rows=only_rows)
    notes = [_AGAIN, "Van los valores de su archivo, sin su formato."]
    if only_rows:
        notes.append(
            f"El archivo tiene {figure(request['rows'])} filas: aquí van solo las que tienen hallazgos. «Celda» es la "
            "de su archivo y su enlace lleva a la de este libro."
        )
    return book, placed, notes


def _listed(request: dict[str, Any], found: pd.DataFrame) -> Made:
    reason = "El archivo no se pudo copiar aquí."
    if request["personal"]:
        reason = "El archivo trae datos de personas, que no se copian ni se guardan."
    advice = f"{reason} Corrija el suyo: cada hallazgo dice su hoja y su celda."
    return Workbook(write_only=True), found.assign(tab=found["sheet"], link=""), [advice]


_MODES = {"painted": _painted, "copied": _copied, "listed": _listed}


def _summary(request: dict[str, Any]) -> str:
    words = {
        "error": ("error", "errores"),
        "confirmar": ("por confirmar", "por confirmar"),
        "aviso": ("aviso", "avisos"),
    }
    counts = [counted(number, *words[severity]) for severity, number in request["counts"].items() if number]
    return f"«{request['file_name']}»: {listing(counts) or 'sin hallazgos'}."


def _few_comments(found: pd.DataFrame) -> list[str]:
    if len(found) <= COMMENTS:
        return []
    return [f"Llevan comentario las primeras {figure(COMMENTS)} celdas; las demás van pintadas y en esta lista."]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
