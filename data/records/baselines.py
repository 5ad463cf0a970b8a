"""Baselines chosen for the plan of a year, and frozen: from then on they do not change (manual, activity 1)."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from data.records.database import Database, Row, Unit
from data.records.errors import StaleVersionError
from data.records.schema.ledger import audit_entries
from data.records.schema.measurements import baseline_choices
from procedure.errors import InvalidValueError, NotFoundError, StateError
from procedure.roles import Actor, Permission, check

STATISTICS = ("media_simple", "tasa_ponderada")
CHOOSE, CHANGE, FREEZE = "elegir línea de base", "cambiar línea de base", "congelar línea de base"
_IDENTITY = ("plan_year", "indicator_code", "slice", "municipality_code")
LISTING_COLUMNS = [
    "id",
    "version",
    *_IDENTITY,
    "year",
    "statistic",
    "value",
    "unit",
    "source",
    "dataset_version_id",
    "frozen_at",
    "frozen_by",
    "note",
]


def choose(
    database: Database,
    actor: Actor,
    *,
    plan_year: int,
    indicator_code: str,
    slice: str,
    year: int,
    statistic: str,
    value: float,
    unit: str,
    source: str,
    dataset_version_id: str | None,
    municipality_code: str = "",
    note: str = "",
    version: int | None = None,
) -> Row:
    """The stored choice. `version` is the one the page read, None when there was no choice yet.

    `municipality_code` "" is the whole entity. Raises InvalidValueError, StateError when it is frozen,
    StaleVersionError when somebody chose another one meanwhile, NotAllowedError.
    """
    check(actor, Permission.FREEZE_BASELINE)
    identity = {
        "plan_year": plan_year,
        "indicator_code": indicator_code,
        "slice": slice,
        "municipality_code": municipality_code,
    }
    choice = {
        "year": year,
        "statistic": statistic,
        "value": value,
        "unit": unit,
        "source": source,
        "dataset_version_id": dataset_version_id,
        "note": note,
    }
    _check_choice(choice)
    try:
        return _store(database, actor, identity, choice, version)
    except IntegrityError:  # a twin request inserted it first: now it is there to be seen
        return _store(database, actor, identity, choice, version)


def freeze(database: Database, actor: Actor, ids: Sequence[str]) -> list[Row]:
    """Freezes the choices, all or none; those already frozen stay so. Raises NotFoundError, NotAllowedError."""
    check(actor, Permission.FREEZE_BASELINE)
    with database.write(actor) as unit:
        return [_freeze(unit, row_id) for row_id in ids]


def listing(database: Database, entity_id: str, plan_year: int) -> pd.DataFrame:
    """The choices for the plan of a year: LISTING_COLUMNS, ordered by indicator, slice and municipality."""
    query = (
        select(*(baseline_choices.c[name] for name in LISTING_COLUMNS))
        .where(baseline_choices.c.entity_id == entity_id, baseline_choices.c.plan_year == plan_year)
        .order_by(*(baseline_choices.c[name] for name in _IDENTITY))
    )
    with database.read() as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    return pd.DataFrame(rows, columns=LISTING_COLUMNS)


def origin(database: Database, entity_id: str, choice_id: str) -> Row:
    """The choice with who chose what it says now and when: its columns, `chosen_at`, `chosen_by` and `frozen_name`.

    The names are those of the audit, where every choice and every change is. Raises NotFoundError.
    """
    entries = (
        select(audit_entries.c.at, audit_entries.c.user_name, audit_entries.c.action)
        .where(
            audit_entries.c.entity_id == entity_id,
            audit_entries.c.subject == baseline_choices.name,
            audit_entries.c.subject_id == choice_id,
        )
        .order_by(audit_entries.c.sequence)
    )
    query = select(baseline_choices).where(
        baseline_choices.c.entity_id == entity_id, baseline_choices.c.id == choice_id
    )
    with database.read() as connection:
        row = connection.execute(query).mappings().first()
        told = connection.execute(entries).all()
    if row is None:
        raise NotFoundError("Esa línea de base ya no está. Vuelva a abrir la página.")
    chosen = next(entry for entry in reversed(told) if entry.action in (CHOOSE, CHANGE))
    frozen = next((entry.user_name for entry in reversed(told) if entry.action == FREEZE), "")
    return {**row, "chosen_at": chosen.at, "chosen_by": chosen.user_name, "frozen_name": frozen}


def _check_choice(choice: dict[str, Any]) -> None:
    if choice["statistic"] not in STATISTICS:
        raise InvalidValueError(
            f"«{choice['statistic']}» no es un estadístico: use media simple o tasa ponderada.", field="statistic"
        )
    if not math.isfinite(choice["value"]):
        raise InvalidValueError("No hay dato con el cual fijar esta línea de base. Elija otro año.", field="value")


def _store(
    database: Database, actor: Actor, identity: dict[str, Any], choice: dict[str, Any], version: int | None
) -> Row:
    with database.write(actor) as unit:
        current = _find(unit, identity)
        if current is None:
            return unit.insert(baseline_choices, {**identity, **choice}, action=CHOOSE)
        return _replace(unit, current, choice, version)


def _find(unit: Unit, identity: dict[str, Any]) -> Row | None:
    query = select(baseline_choices).where(
        baseline_choices.c.entity_id == unit.actor.entity_id,
        *(baseline_choices.c[name] == wanted for name, wanted in identity.items()),
    )
    row = unit.connection.execute(query).mappings().first()
    return None if row is None else dict(row)


def _replace(unit: Unit, current: Row, choice: dict[str, Any], version: int | None) -> Row:
    """The same choice again changes nothing, so that two clicks make one record."""
    if all(current[name] == wanted for name, wanted in choice.items()):
        return current
    if current["frozen_at"] is not None:
        raise StateError(
            "Esta línea de base está congelada y ya no se cambia: las metas del plan se midieron contra ella."
        )
    if version is None:
        raise StaleVersionError(
            "Otra persona eligió esta línea de base mientras usted la editaba. Compare las dos y elija.",
            row_id=current["id"],
            current=current,
            attempted=choice,
        )
    return unit.update(baseline_choices, current["id"], version, choice, action=CHANGE)


def _freeze(unit: Unit, row_id: str) -> Row:
    row = unit.get(baseline_choices, row_id)
    if row["frozen_at"] is not None:
        return row
    frozen = {"frozen_at": unit.now, "frozen_by": unit.actor.user_id or unit.actor.name}
    return unit.update(baseline_choices, row_id, row["version"], frozen, action=FREEZE)
