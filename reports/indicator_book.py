"""The books of hojas de vida: one per process, with all its indicators (manual, section 5), and their file names."""

import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import pandas as pd

from data.records import entities, indicator_log, plan_frames, users
from data.records.database import Database
from procedure.errors import NotFoundError
from procedure.vocabulary import PLAN_STATES
from reports.indicator_sheet import NO_PROCESS, IndicatorSheet, process_of, sheets
from reports.profile_record import DEMONSTRATION, moment

TITLE = "Hojas de vida de indicadores"
PROCEDURE = "GED-EDU-PR-S1-05, Gestión del Plan de Apoyo al Mejoramiento, sección 5"
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Book:
    """`identity`: label → text, for the cover; `notice` says that it is a demonstration, or nothing."""

    process: str
    entity: str
    identity: dict[str, str]
    notice: str
    sheets: list[IndicatorSheet]
    made: datetime

    @property
    def title(self) -> str:
        return f"{TITLE}: {self.process}"


def processes(indicators: pd.DataFrame) -> dict[str, list[str]]:
    """The processes in alphabetical order, each with the ids of its indicators; what has none comes last.

    Two ways of writing one name that differ only in capitals, accents or spaces are one process.
    """
    found: dict[str, tuple[str, list[str]]] = {}
    for row in indicators.to_dict("records"):
        name = process_of(row)
        found.setdefault(_plain(name), (name, []))[1].append(str(row["id"]))
    return {
        name: ids for key, (name, ids) in sorted(found.items(), key=lambda one: (one[0] == _plain(NO_PROCESS), one[0]))
    }


def read(database: Database, entity_id: str, plan_id: str, made: datetime, process: str | None = None) -> list[Book]:
    """The books of a plan as it is saved now, or only that of a process. Raises NotFoundError."""
    frames = plan_frames.frames(database, entity_id, plan_id)
    wanted = {name: ids for name, ids in processes(frames.indicators).items() if process in (None, name)}
    if not wanted:
        raise NotFoundError("Este plan no tiene indicadores en ese proceso: vuelva a abrir la página y elija otro.")
    entity, plan = entities.get(database, entity_id), frames.plan
    entries = indicator_log.entries(database, entity_id, plan_id)
    people = users.names(database, entity_id)
    identity = {
        "Entidad": entity["name"],
        "Plan": f"{plan['name']}, vigencia {plan['year']}, versión {plan['number']}",
        "Estado del plan": PLAN_STATES[plan["state"]],
        "Generado": moment(made),
        "Procedimiento": PROCEDURE,
    }
    notice = DEMONSTRATION if entity["is_demonstration"] else ""
    told = {one.id: one for one in sheets(frames, entries, people, [one for ids in wanted.values() for one in ids])}
    return [
        Book(name, entity["name"], identity, notice, [told[one] for one in ids], made) for name, ids in wanted.items()
    ]


def file_name(process: str, ending: str) -> str:
    """«hojas_de_vida_gestion_de_la_cobertura.pdf»."""
    return f"hojas_de_vida_{slug(process)}.{ending}"


def slug(text: str) -> str:
    """Letters, digits and underscores, as any system takes in the name of a file."""
    return re.sub(r"[^a-z0-9]+", "_", _plain(text)).strip("_")[:_LONGEST_NAME].strip("_") or "sin_nombre"


def zipped(books: Iterable[Book], build: Callable[[Book], bytes], ending: str) -> bytes:
    """A ZIP with one file per book; two processes with one file name get a number."""
    target, used = BytesIO(), set[str]()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for book in books:
            archive.writestr(_unused(file_name(book.process, ending), used), build(book))
    return target.getvalue()


def _unused(name: str, used: set[str]) -> str:
    stem, _, ending = name.rpartition(".")
    number = 2
    while name in used:
        name, number = f"{stem}_{number}.{ending}", number + 1
    used.add(name)
    return name


def _plain(text: str) -> str:
    """Lower case, without accents."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))
