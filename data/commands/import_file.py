"""`manage.py import FILE`: reads a file of characterization and, when asked to, accepts it. No browser needed.

Without `--accept` nothing is stored. In `--json` mode only the JSON object goes to the standard output.
"""

import argparse
import hashlib
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from data.commands.arguments import SpanishParser
from data.intake.model import IntakeError, Proposal, Reading
from data.intake.pipeline import read_file
from data.intake.recall import Memory, UnknownLayoutError
from data.opening import Stores, open_stores
from data.records import entities, mappings
from data.records.database import Row
from data.warehouse.acceptance import Upload, accept, already_loaded
from data.warehouse.comparison import compare, nothing_to_store
from data.warehouse.errors import AlreadyLoadedError
from procedure.errors import InvalidValueError
from procedure.roles import Actor, Role

COMMAND_LINE = "Línea de órdenes"
REJECTED_EXIT = 2
_NOTE = "Confirmado desde la línea de órdenes"
_NO_ROWS = {"new": 0, "changed": 0, "equal": 0, "rejected": 0, "outside": 0}
_ROW_WORDS = {
    "new": "nuevas",
    "changed": "con cambios",
    "equal": "iguales",
    "rejected": "rechazadas",
    "outside": "de otras entidades (no se cargan)",
}


@dataclass(frozen=True)
class Verdict:
    """What came of a file. `verdict` is accepted, accepted-with-row-errors, rejected or already-loaded."""

    verdict: str
    code: str
    message: str
    kind: str = ""
    rows: dict[str, int] = field(default_factory=lambda: dict(_NO_ROWS))
    findings: list[dict[str, Any]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        return REJECTED_EXIT if self.verdict == "rejected" else 0

    def as_json(self) -> str:
        return json.dumps(vars(self), ensure_ascii=False)

    def as_text(self) -> str:
        counted = [f"  {_ROW_WORDS[name]}: {thousands(count)}" for name, count in self.rows.items()]
        found = [
            f"  [{each['severity']}] {each['rule']}: {thousands(each['count'])} (por ejemplo {each['example']})"
            for each in self.findings
        ]
        lines = [self.message]
        if self.kind:
            lines += [f"Tipo de archivo: {self.kind}", "Filas:", *counted]
        if found:
            lines += ["Hallazgos:", *found]
        return "\n".join(lines)


def run(argv: Sequence[str]) -> int:
    """0 when the file is, or would be, accepted or was already loaded; 2 when it is rejected."""
    options = _parser().parse_args(argv)
    stores = open_stores()
    try:
        verdict = judge(stores, options)
    finally:
        stores.close()
    return tell(verdict, as_json=options.json)


def tell(verdict: Verdict, *, as_json: bool) -> int:
    """Prints the verdict; answers what the order ends with."""
    sys.stdout.write(f"{verdict.as_json() if as_json else verdict.as_text()}\n")
    return verdict.exit_code


def judge(stores: Stores, options: argparse.Namespace) -> Verdict:
    """Reads the file and, with `--accept`, stores it. What is wrong with the file is a verdict, not an error."""
    try:
        upload = _upload(options.file)
        entity_id = stores.settings.entity_id
        reading = read_file(
            options.file,
            options.file.name,
            municipalities=entities.municipalities(stores.database, entity_id),
            kind=options.kind,
            memory=Memory(tuple(mappings.remembered(stores.database, entity_id)), options.year or ""),
            levels=entities.levels(stores.database, entity_id),
        )
    except UnknownLayoutError as error:
        return Verdict("rejected", error.code, f"{error.message} {_way_on(error)}")
    except IntakeError as error:
        return Verdict("rejected", error.code, error.message)
    confirmed = {each.id for each in reading.proposals} if options.confirm_proposals else set()
    if options.accept:
        verdict = _accepted(stores, reading, upload, confirmed, options.note)
    else:
        verdict = _dry_run(stores, reading, upload, confirmed)
    return verdict if options.findings is None else _with_workbook(verdict, reading, options)


def _with_workbook(verdict: Verdict, reading: Reading, options: argparse.Namespace) -> Verdict:
    """The orders stand above every layer, but live in this one: what the reports make is asked for by name."""
    import_module("reports.findings_workbook").make(reading, options.file, options.file.name, options.findings)
    return replace(verdict, message=f"{verdict.message} Libro de hallazgos: {options.findings}.")


def _way_on(error: UnknownLayoutError) -> str:
    """Columns are matched by looking at them; the year of a file may be said here too."""
    if error.recalled is not None:
        return "Repita la orden con --year AÑO, o cárguelo en el navegador, en Cargar datos."
    return "Empareje sus columnas una vez en el navegador, en Cargar datos: después esta orden lo reconoce sola."


def _year(text: str) -> str:
    if re.fullmatch(r"(19|20)\d{2}", text) is None:
        raise argparse.ArgumentTypeError("el año lleva cuatro cifras")
    return text


def thousands(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _parser() -> argparse.ArgumentParser:
    parser = SpanishParser(prog="manage.py import", description="Carga un archivo de caracterización.")
    parser.add_argument("file", metavar="ARCHIVO", type=Path)
    add_options(parser)
    parser.add_argument("--kind", metavar="TIPO", help="tipo de archivo; si falta, se reconoce")
    parser.add_argument("--year", metavar="AÑO", type=_year, help="el año de un archivo emparejado que no lo dice")
    return parser


def add_options(parser: argparse.ArgumentParser) -> None:
    """What may be asked of a file, wherever it comes from."""
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--dry-run", action="store_true", help="solo revisa el archivo (es lo que se hace si no se dice)")
    mode.add_argument("--accept", action="store_true", help="guarda las filas buenas como una versión nueva")
    parser.add_argument("--confirm-proposals", action="store_true", help="confirma todas las correcciones propuestas")
    parser.add_argument("--note", metavar="TEXTO", default=_NOTE, help="por qué se confirman; queda en la historia")
    parser.add_argument(
        "--findings", metavar="LIBRO.xlsx", type=Path, help="escribe ahí el mismo archivo con sus hallazgos pintados"
    )
    parser.add_argument("--json", action="store_true", help="responde en JSON")


def _upload(path: Path) -> Upload:
    try:
        with path.open("rb") as file:
            return Upload(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size, path.name)
    except OSError as error:
        raise IntakeError(
            "archivo_no_se_abre",
            f"No se pudo abrir «{path}». Revise que exista y que pueda leerlo.",
        ) from error


def _dry_run(stores: Stores, reading: Reading, upload: Upload, confirmed: set[str]) -> Verdict:
    entity_id = stores.settings.entity_id
    loaded = already_loaded(stores.database, entity_id, upload, reading, confirmed)
    rows = compare(stores.warehouse, reading, entity_id, confirmed).counts()
    if loaded is not None:
        return _loaded(AlreadyLoadedError(loaded), reading, rows)
    if nothing_to_store(reading, confirmed):
        return _nothing_to_store(reading, upload, rows)
    return _good(reading, rows, "Revisión: no se guardó nada." + _held(reading, confirmed))


def _accepted(stores: Stores, reading: Reading, upload: Upload, confirmed: set[str], note: str) -> Verdict:
    actor = Actor(stores.settings.entity_id, COMMAND_LINE, None, frozenset({Role.ANALYST}))
    before = compare(stores.warehouse, reading, actor.entity_id, confirmed).counts()
    try:
        version = accept(stores.database, stores.warehouse, actor, reading, upload, confirmed=confirmed, note=note)
    except AlreadyLoadedError as error:
        return _loaded(error, reading, before)
    except InvalidValueError:
        return _nothing_to_store(reading, upload, before)
    rows = {name: version[f"rows_{name}"] for name in _NO_ROWS}
    return _good(reading, rows, f"Cargado como versión {version['number']}." + _held(reading, _confirmed_in(version)))


def _good(reading: Reading, rows: dict[str, int], message: str) -> Verdict:
    if rows["rejected"]:
        return _verdict("accepted-with-row-errors", _first_error(reading), message, reading, rows)
    return _verdict("accepted", _first_notice(reading), message, reading, rows)


def _loaded(found: AlreadyLoadedError, reading: Reading, rows: dict[str, int]) -> Verdict:
    message = found.message + _held(reading, _confirmed_in(found.version))
    return _verdict("already-loaded", "ya_cargado", message, reading, rows)


def _confirmed_in(version: Row) -> set[str]:
    return {entry["proposal"] for entry in version["confirmations"]}


def _nothing_to_store(reading: Reading, upload: Upload, rows: dict[str, int]) -> Verdict:
    message = f"«{upload.file_name}» no trae ninguna cifra que se pueda cargar para esta entidad. Revise los hallazgos."
    return _verdict("rejected", _first_error(reading), message, reading, rows)


def _verdict(verdict: str, code: str, message: str, reading: Reading, rows: dict[str, int]) -> Verdict:
    message += f" Reconocido por el {reading.recognized_by}." if reading.recognized_by else ""
    return Verdict(verdict, code, message, reading.kind, rows, [each.summary() for each in reading.findings])


def _first_error(reading: Reading) -> str:
    return next((each.rule for each in reading.findings if each.severity == "error"), "sin_cifras")


def _first_notice(reading: Reading) -> str:
    """What was left aside or assumed in the file itself, if anything."""
    return next((each.rule for each in reading.findings if each.rule.startswith("aviso_")), "ok")


def _held(reading: Reading, confirmed: set[str]) -> str:
    """The cells that stay empty because nobody confirmed them, by name."""
    waiting = [each for each in reading.proposals if each.id not in confirmed]
    if not waiting:
        return ""
    listed = "; ".join(map(_described, waiting))
    return f" Sin confirmar y por eso vacías ({len(waiting)}): {listed}. Confírmelas con --confirm-proposals."


def _described(proposal: Proposal) -> str:
    return f"{proposal.label} («{proposal.raw}» → {thousands_of(proposal.proposed)})"


def thousands_of(value: float) -> str:
    return f"{value:,.10g}".translate(str.maketrans(",.", ".,"))
