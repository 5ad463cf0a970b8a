"""Readings made by hand, and a warehouse over a fresh installation."""

import hashlib
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from data.intake.model import OBSERVATION_COLUMNS, REJECTED_COLUMNS, Finding, Proposal, Reading
from data.records.database import Database
from data.settings import Settings
from data.warehouse import Warehouse, open_warehouse
from data.warehouse.acceptance import Upload

Read = Callable[..., Reading]


def make_reading(
    cells: list[tuple[int, int, str, str, float | None]] | list[tuple[int, int, str, str, float | None, str]],
    *,
    dataset: str = "men_municipal",
    rejected: int = 0,
    outside: int = 0,
) -> Reading:
    """A reading from (row, year, municipality, indicator, value[, pending]) cells."""
    rows = [(*cell, None)[:6] for cell in cells]
    frame = pd.DataFrame(rows, columns=["row", "year", "municipality_code", "indicator_code", "value", "pending"])
    frame = frame.assign(
        sheet="datos", zone="total", inclusion_group="todos", numerator=None, denominator=None, school_code=""
    ).astype({"value": float, "numerator": float, "denominator": float})
    keys = frame[["sheet", "row", "year", "municipality_code"]].drop_duplicates()
    proposals = [
        Proposal(each.pending, "datos", each.row, "columna", f"H{each.row}", "etiqueta", "17.26", each.value, "razón")
        for each in frame.itertuples()
        if each.pending is not None and isinstance(each.pending, str)
    ]
    return Reading(
        kind=dataset,
        dataset=dataset,
        source="Fuente de prueba",
        license="CC BY 4.0",
        cutoff=None,
        sheet="datos",
        rows=len(keys) + rejected + outside,
        entity_rows=len(keys) + rejected,
        outside_rows=outside,
        municipalities=frame["municipality_code"].nunique(),
        observations=frame[OBSERVATION_COLUMNS],
        keys=keys,
        findings=[Finding("prueba", "aviso", "Un hallazgo.", "Nada que hacer.", 1, "datos!A1")],
        proposals=proposals,
        rejected_rows=pd.DataFrame(
            [("datos", 90 + n, "regla", "mensaje") for n in range(rejected)], columns=REJECTED_COLUMNS
        ),
    )


def upload_of(text: str) -> Upload:
    return Upload(hashlib.sha256(text.encode()).hexdigest(), len(text), f"{text}.csv")


@pytest.fixture
def reading_of() -> Read:
    return make_reading


@pytest.fixture
def upload() -> Callable[[str], Upload]:
    return upload_of


@pytest.fixture
def sqlite_warehouse(sqlite_settings: Settings, sqlite_database: Database) -> Iterator[Warehouse]:
    warehouse = open_warehouse(sqlite_settings, sqlite_database)
    yield warehouse
    warehouse.close()


@pytest.fixture
def warehouse(settings: Settings, database: Database) -> Iterator[Warehouse]:
    """Once over each kind of records."""
    warehouse = open_warehouse(settings, database)
    yield warehouse
    warehouse.close()
