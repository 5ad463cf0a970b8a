"""From what the reader's process left of a file of students to a reading: the server sees counts, never students."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as parquet

from data.enrolment import municipal, wording
from data.enrolment.cube import KEY
from data.enrolment.expressions import FAULTY_FIELD
from data.intake.model import (
    CELL_COLUMNS,
    OBSERVATION_COLUMNS,
    REJECTED_COLUMNS,
    Bulk,
    Finding,
    Reading,
)
from data.intake.source import Source
from data.intake.wording import counted, listing

DATASET = "enrolment"
_WORDS = [name for name in KEY if name not in ("year", "grade")]


@dataclass(frozen=True)
class Handover:
    """What came out of the reader: the facts of outcome.facts, the cube and the first rejected rows."""

    facts: dict[str, Any]
    cube: pd.DataFrame = field(repr=False)
    rejected: pd.DataFrame = field(repr=False)


def collect(facts: dict[str, Any], folder: Path) -> Handover:
    """Reads the folder before it is removed. The words of the cube repeat, so each is kept once."""
    cube = parquet.read_table(folder / "cube.parquet", read_dictionary=_WORDS).to_pandas()
    rejected = parquet.read_table(folder / "rejected.parquet", read_dictionary=["rule"]).to_pandas()
    return Handover(facts, cube.astype(dict.fromkeys(_WORDS, "category")), rejected)


def reading(given: Handover, source: Source, municipalities: pd.DataFrame) -> Reading:
    """The reading of a file of students for an entity whose municipalities (code, name) are given.

    It brings no keys: what is new or changed is counted on its cube.
    """
    facts, places = given.facts, given.facts["places"]
    figures = municipal.observations(given.cube, municipalities["code"].tolist())
    return Reading(
        kind=source.kind,
        dataset=DATASET,
        source=source.source,
        license=source.license,
        cutoff=None,
        sheet=facts["sheet"],
        rows=facts["rows"],
        entity_rows=facts["rows"] - facts["outside"],
        outside_rows=facts["outside"],
        municipalities=len(places),
        observations=figures.assign(sheet=facts["sheet"], row=0, pending=None)[OBSERVATION_COLUMNS],
        keys=pd.DataFrame(columns=["sheet", "row"]),
        findings=[*_errors(facts), *_notices(facts, set(municipalities["code"]))],
        proposals=[],
        rejected_rows=_rejected(given),
        bulk=Bulk(cube=given.cube, rejected=facts["rejected"]),
    )


def with_notices(found: Reading, notices: list[Finding]) -> Reading:
    """The reading with what the reader noticed of the file itself (hidden rows, ignored columns…)."""
    return replace(found, findings=[*found.findings, *notices])


def _rejected(given: Handover) -> pd.DataFrame:
    counts = {rule: entry["count"] for rule, entry in given.facts["rules"].items()}
    said = {rule: wording.message(rule, count) for rule, count in counts.items()}
    frame = given.rejected.assign(sheet=given.facts["sheet"], message=given.rejected["rule"].map(said))
    return frame[REJECTED_COLUMNS].astype({"sheet": "category", "message": "category"})


def _errors(facts: dict[str, Any]) -> list[Finding]:
    return [_error(facts, rule, entry["count"], entry["cells"]) for rule, entry in facts["rules"].items()]


def _error(facts: dict[str, Any], rule: str, count: int, listed: list[list[Any]]) -> Finding:
    cells = _cells(facts, FAULTY_FIELD.get(rule, "school_code"), listed)
    return Finding(rule, "error", wording.message(rule, count), wording.mend(rule), count, _example(cells), cells)


def _cells(facts: dict[str, Any], code: str, listed: list[list[Any]]) -> pd.DataFrame:
    """Where the rule was broken; the text of a personal field never left the reader."""
    code = code if code in facts["columns"] else "school_code"
    header = facts["headers"].get(code, code)
    letters = facts["letters"].get(code, "")
    lines = [(facts["sheet"], row, header, f"{letters}{row}", text, "") for row, text in listed]
    return pd.DataFrame(lines, columns=CELL_COLUMNS)


def _example(cells: pd.DataFrame) -> str:
    if cells.empty:
        return ""
    first = cells.iloc[0]
    sheet = f"hoja «{first['sheet']}», " if first["sheet"] else ""
    where = f"celda {first['cell']}" if not str(first["cell"]).isdigit() else f"fila {first['row']}"
    return f"{sheet}{where} («{first['column']}»)" + (f": «{first['value']}»" if first["value"] else "")


def _notices(facts: dict[str, Any], own: set[str]) -> list[Finding]:
    found = []
    if facts["year"] is not None:
        found.append(
            Finding(
                "anio_supuesto",
                "aviso",
                f"El archivo no dice el año: se tomó {facts['year']}.",
                "Agregue la columna «año» o el año en el nombre del archivo si es otro.",
                1,
                str(facts["year"]),
            )
        )
    foreign = {code: count for code, count in facts["places"].items() if code not in own}
    if foreign:
        text = (
            f"{counted(sum(foreign.values()), 'estudiante', 'estudiantes')} de establecimientos cuyo código DANE es "
            f"de {listing(foreign)}, fuera de la entidad: cuentan en la matrícula y en ningún municipio."
        )
        mend = "Agregue la columna del municipio, que dice dónde queda hoy el establecimiento."
        found.append(Finding("municipio_por_codigo", "aviso", text, mend, sum(foreign.values()), next(iter(foreign))))
    return found
