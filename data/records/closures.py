"""The closings of each trimester: which are closed now, what was published of them, and reopening one."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import Connection, select

from data.records.database import Database, Row, Unit
from data.records.plan_edits import live_plan
from data.records.report_rows import check_running
from data.records.schema.committee import trimester_closures
from data.records.schema.followup import trimester_reports
from data.records.typed_frames import read_frame
from procedure import roles, workflow
from procedure.errors import InvalidValueError, StateError
from procedure.roles import Actor, Permission
from procedure.states import REPORT_TRANSITIONS
from procedure.trimester_closing import CLOSED, REOPENED

_LISTED = {
    "id": "str",
    "version": "int64",
    "trimester": "int64",
    "number": "int64",
    "state": "str",
    "closed_at": "datetime64[us, UTC]",
    "closed_by": "str",
    "reopened_at": "datetime64[us, UTC]",
    "reopened_by": "str",
    "reopen_reason": "str",
    "dataset_version_id": "str",
    "figures": "object",
}


def last(connection: Connection, plan_id: str, trimester: int) -> Row | None:
    """The last closing of a trimester, reopened or not; None before the first."""
    columns = trimester_closures.c
    query = select(trimester_closures).where(columns.plan_id == plan_id, columns.trimester == trimester)
    row = connection.execute(query.order_by(columns.number.desc())).mappings().first()
    return None if row is None else dict(row)


def is_closed(connection: Connection, plan_id: str, trimester: int) -> bool:
    found = last(connection, plan_id, trimester)
    return found is not None and found["state"] == CLOSED


def check_open(connection: Connection, plan_id: str, trimester: int) -> None:
    """Raises StateError when the trimester is closed: nothing of it changes until it is reopened."""
    if is_closed(connection, plan_id, trimester):
        raise StateError(
            f"El trimestre {trimester} está cerrado y sus cifras no cambian. "
            "Pida al Líder de Calidad que lo reabra, con su motivo, en «Cierre del trimestre»."
        )


def listing(database: Database, entity_id: str, plan_id: str) -> pd.DataFrame:
    """Every closing of the plan, the first first: trimester, number, state and the rest of the columns."""
    columns = trimester_closures.c
    query = select(trimester_closures).where(columns.entity_id == entity_id, columns.plan_id == plan_id)
    with database.read() as connection:
        return read_frame(connection, query.order_by(columns.trimester, columns.number), _LISTED)


def published(database: Database, entity_id: str, plan_id: str) -> dict[int, str]:
    """Trimester → version of the warehouse with its values, of those that are closed now."""
    found = listing(database, entity_id, plan_id)
    own = found[(found["state"] == CLOSED) & (found["dataset_version_id"] != "")].dropna(subset=["dataset_version_id"])
    return {
        int(trimester): str(version)
        for trimester, version in zip(own["trimester"], own["dataset_version_id"], strict=True)
    }


def states(database: Database, entity_id: str, plan_id: str) -> dict[int, str]:
    """Trimester → state of its last closing; one that was never closed is not there."""
    found = listing(database, entity_id, plan_id)
    return dict(zip(found["trimester"].astype(int), found["state"], strict=True))


def lock_reports(unit: Unit, plan_id: str, trimester: int) -> int:
    """Locks the approved reports of a trimester; answers how many. Raises NotAllowedError."""
    columns = trimester_reports.c
    query = select(trimester_reports).where(
        columns.plan_id == plan_id, columns.trimester == trimester, columns.state == "aprobado"
    )
    found = [dict(row) for row in unit.connection.execute(query).mappings()]
    for report in found:
        change = workflow.decide(REPORT_TRANSITIONS, report["state"], CLOSED, unit.actor, workflow.Standing())
        changes = {"state": change.to_state}
        unit.update(trimester_reports, report["id"], report["version"], changes, action=change.action)
    return len(found)


def insert(unit: Unit, plan_id: str, trimester: int, version_id: str, figures: Mapping[str, Any]) -> Row:
    """The closing: the first of its trimester, or the one after the last, which was reopened."""
    previous = last(unit.connection, plan_id, trimester)
    values = {
        "plan_id": plan_id,
        "trimester": trimester,
        "number": 1 if previous is None else previous["number"] + 1,
        "closed_at": unit.now,
        "closed_by": unit.actor.user_id,
        "dataset_version_id": version_id,
        "figures": dict(figures),
    }
    return unit.insert(trimester_closures, values, action="cerrar trimestre")


def reopen(database: Database, actor: Actor, closure_id: str, version: int, reason: str) -> Row:
    """The closing, reopened: its reports may be reopened and corrected, and the board reads the records again.

    What was published stays as a version of the warehouse. Raises NotAllowedError, InvalidValueError (no reason),
    NotFoundError, StateError (it is not closed, a later one is, or the plan is not running) and StaleVersionError.
    """
    roles.check(actor, Permission.CLOSE_TRIMESTER)
    if not reason.strip():
        raise InvalidValueError("Escriba el motivo por el que se reabre el trimestre.", "reason")
    with database.write(actor) as unit:
        row = unit.get(trimester_closures, closure_id)
        check_running(live_plan(unit.connection, actor.entity_id, row["plan_id"]))
        if row["state"] != CLOSED:
            raise StateError(f"El T{row['trimester']} ya está reabierto.")
        if is_closed(unit.connection, row["plan_id"], row["trimester"] + 1):
            raise StateError(f"El T{row['trimester'] + 1} está cerrado y se apoya en este: reábralo primero.")
        changes = {
            "state": REOPENED, "reopened_at": unit.now, "reopened_by": actor.user_id,
            "reopen_reason": reason.strip()[:300],
        }  # fmt: skip
        action = "reabrir trimestre"
        return unit.update(trimester_closures, closure_id, version, changes, action=action, reason=reason.strip()[:300])
