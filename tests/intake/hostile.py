"""One file of the hostile corpus, read as the server reads it: what came of it, and what the child process took."""

import resource
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from data import catalog
from data.intake.model import Reading
from data.intake.pipeline import read_file
from data.intake.verdicts import IntakeError

_KILOBYTE = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Outcome:
    """`expect` and `code` in the words of the generator; `rows` good ones and `bad` file rows when it was read;
    `examples` where each error was found; `seconds` of computing and peak `memory` (bytes) of the children so far."""

    file: str
    expect: str
    codes: tuple[str, ...]
    message: str = ""
    rows: int = 0
    bad: tuple[int, ...] = ()
    examples: tuple[str, ...] = ()
    cells: int = 0
    seconds: float = 0.0
    memory: int = 0


def municipalities() -> pd.DataFrame:
    listed = catalog.municipalities()
    return listed.loc[listed["entity_id"].eq("47"), ["code", "name"]]


def judged(path: Path) -> Outcome:
    """Never raises: whatever the file does, the process that asked goes on."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = _read(path)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Outcome(**found, seconds=seconds, memory=after.ru_maxrss * _KILOBYTE)


def _read(path: Path) -> dict[str, Any]:
    try:
        reading = read_file(path, path.name, municipalities=municipalities())
    except IntakeError as error:
        return {"file": path.name, "expect": "reject", "codes": (error.code,), "message": error.message}
    return {"file": path.name, **_accepted(reading)}


def _accepted(reading: Reading) -> dict[str, Any]:
    errors = [one for one in reading.findings if one.severity == "error"]
    return {
        "expect": "accept-with-row-errors" if reading.rejected else "accept",
        "codes": tuple(one.rule for one in reading.findings),
        "rows": reading.rows - reading.rejected,
        "bad": tuple(int(row) for row in reading.rejected_rows["row"]),
        "examples": tuple(one.example for one in errors),
        "cells": len(reading.observations),
    }
