"""The actions of a plan in the words of a sheet: what, when, by what road it arrives, what it serves."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import pandas as pd

from analytics.numbers import spanish
from data.records.database import Row
from data.records.plan_frames import PlanFrames
from procedure.fields import is_missing
from procedure.vocabulary import FUNDING_SOURCES, LOCATIONS, PLAN_STATES
from reports.profile_record import DEMONSTRATION, moment

ABSENT = "—"
PROCEDURE = "GED-EDU-PR-S1-05, Gestión del Plan de Apoyo al Mejoramiento"


def identity(entity: Row, plan: Row, made: datetime) -> dict[str, str]:
    """Whose plan it is, its version and state, and when this was made."""
    return {
        "Entidad": entity["name"],
        "Plan": f"{plan['name']}, vigencia {plan['year']}, versión {plan['number']} "
        f"({PLAN_STATES[plan['state']].lower()})",
        "Generado": moment(made),
        "Procedimiento": PROCEDURE,
    }


def notice(entity: Row) -> str:
    return DEMONSTRATION if entity["is_demonstration"] else ""


def pesos(value: Any) -> str:
    """«$ 1.234.567»; what is not known is a dash."""
    return ABSENT if is_missing(value) else f"$\u00a0{spanish(int(value), 0)}"


def number(value: Any, digits: int = 1) -> str:
    return ABSENT if is_missing(value) else spanish(float(value), digits)


def percent(value: Any) -> str:
    return ABSENT if is_missing(value) else f"{spanish(float(value), 1)}\u00a0%"


def when(row: Mapping[Any, Any]) -> str:
    """«02/02/2026 a 27/11/2026», or what is known of it."""
    start, end = _day(row["start_date"]), _day(row["end_date"])
    return f"{start} a {end}" if start or end else ABSENT


def _day(value: date | None) -> str:
    return "" if is_missing(value) else f"{pd.Timestamp(value):%d/%m/%Y}"


def location(row: Mapping[Any, Any]) -> str:
    return LOCATIONS.get(str(row["location"]), ABSENT)


def component_names(frames: PlanFrames) -> dict[str, str]:
    return dict(zip(frames.components["id"], frames.components["name"], strict=True))


def goal_components(frames: PlanFrames) -> pd.DataFrame:
    """The goals with the component they hang from in `component_id`."""
    above = frames.objectives.set_index("id")["component_id"]
    return frames.goals.assign(component_id=frames.goals["objective_id"].map(above))


def sources(frames: PlanFrames, action_ids: Iterable[str]) -> dict[str, str]:
    """Action → «SGP $ 260.000.000; Entidad $ 40.000.000», by source."""
    wanted = set(action_ids)
    found: dict[str, list[str]] = {}
    for row in frames.action_resources.to_dict("records"):
        if row["action_id"] in wanted:
            name = FUNDING_SOURCES.get(row["source"], row["source"])
            found.setdefault(row["action_id"], []).append(f"{name}: {pesos(row['amount'])}")
    return {row_id: "; ".join(texts) for row_id, texts in found.items()}


def targets(frames: PlanFrames, goal_id: str, slices: Iterable[str]) -> str:
    """«Total 90 · Rural 88», of the slices asked for that have a target."""
    rows = frames.goal_slices[frames.goal_slices["goal_id"] == goal_id].set_index("slice")["target"]
    names = {"total": "Total", "urbana": "Urbana", "rural": "Rural"}
    told = [f"{names[one]} {_shortest(rows[one])}" for one in slices if one in rows.index and not is_missing(rows[one])]
    return " · ".join(told) or ABSENT


def _shortest(value: float) -> str:
    """Without a decimal that says nothing."""
    return number(value, 0 if float(value).is_integer() else 1)
