"""The follow-up of a plan as it is stored: what is asked of whom, and what became of each report."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import select

from data.records import entities, users
from data.records.database import Database
from data.records.plan_edits import live_plan
from data.records.plan_frames import elements, instruments
from data.records.schema.followup import trimester_reports
from procedure.activity_states import TrimesterFacts
from procedure.calendar import deadlines
from procedure.fields import is_missing
from procedure.follow_up import FollowUp, Row
from procedure.follow_up_pending import SENT, States
from procedure.follow_up_requests import Request, requests
from procedure.states import APPROVED_REPORT_STATES
from procedure.vocabulary import TRIMESTERS


def read(database: Database, entity_id: str, plan_id: str) -> FollowUp:
    """Its rows in one consistent view, with the people and the deadlines of the entity. Raises NotFoundError."""
    with database.read() as connection:
        plan = live_plan(connection, entity_id, plan_id)
        found = {
            name: rows_of(elements(connection, name, plan_id))
            for name in ("indicators", "indicator_slices", "actions", "strategies", "strategy_team", "strategy_spaces")
        }
        gathering = rows_of(instruments(connection, plan_id))
    return FollowUp(
        int(plan["year"]),
        found["indicators"],
        _by_indicator(found["indicator_slices"]),
        found["actions"],
        next(iter(found["strategies"]), {}),
        found["strategy_team"],
        gathering,
        found["strategy_spaces"],
        users.people(database, entity_id),
        deadlines(entities.get(database, entity_id)["settings"]),
    )


def rows_of(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame; what is missing is None, whatever its kind, and a day is a date."""
    return [{str(name): _plain(value) for name, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if not isinstance(value, str) and is_missing(value) else value


def _by_indicator(rows: list[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["applies"]:
            found.setdefault(str(row["indicator_id"]), []).append(row)
    return found


def states(database: Database, plan_id: str) -> dict[tuple[str, str, int], str]:
    """State of every report begun, by (kind, subject, trimester)."""
    columns = trimester_reports.c
    query = select(columns.subject_kind, columns.subject_id, columns.trimester, columns.state)
    with database.read() as connection:
        rows = connection.execute(query.where(columns.plan_id == plan_id))
        return {(row.subject_kind, row.subject_id, row.trimester): row.state for row in rows}


def trimester_facts(plan: FollowUp, found: States) -> dict[int, TrimesterFacts]:
    """What each trimester asks for: how many reports, how many begun, sent, approved and closed, and the last day."""
    return {number: _facts(requests(plan, [number]), found) for number in TRIMESTERS}


def _facts(asked: list[Request], states: States) -> TrimesterFacts:
    found = [states.get(one.key, "") for one in asked]
    return TrimesterFacts(
        len(found),
        sum(state != "" for state in found),
        sum(state in SENT for state in found),
        sum(state in APPROVED_REPORT_STATES for state in found),
        found.count("cerrado"),
        max((one.due for one in asked), default=None),
    )
