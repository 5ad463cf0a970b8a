"""What the typed values would be worth once approved: both percentages, with their explanation. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analytics.evaluation import evaluate_plan, explained
from analytics.plausibility import Typed, doubts
from data.records.plan_frames import PlanFrames
from pages.components import labels
from pages.components.reports.subjects import Part, Subject

ADDED = ("suma", "flujo")


@dataclass(frozen=True)
class Preview:
    """Of one slice: eficacia against the scheduled, cumplimiento against the target, and what they come from."""

    shown: float | None
    light: str
    status: str
    explanation: str
    goal_shown: float | None
    goal_explanation: str
    to_date: float | None
    complete: bool


def previews(
    subject: Subject,
    frames: PlanFrames,
    values: pd.DataFrame,
    typed: Mapping[str, float | None],
    *,
    trimester: int,
    year: int,
    today: date,
    grace_days: int,
) -> dict[str, Preview]:
    """By slice, only those with a typed value: as if this report, with them, were approved."""
    known = {name: value for name, value in typed.items() if value is not None}
    if not known:
        return {}
    mine = values[(values["indicator_id"] == subject.id) & (values["trimester"] != trimester)]
    now = pd.DataFrame(
        [
            {"indicator_id": subject.id, "slice": name, "trimester": trimester, "value": value, "approved": True}
            for name, value in known.items()
        ]
    )
    indicator = frames.indicators[frames.indicators["id"] == subject.id]
    slices = frames.indicator_slices[frames.indicator_slices["indicator_id"] == subject.id]
    reported = pd.concat([mine[now.columns], now], ignore_index=True)
    rows = explained(evaluate_plan(indicator, slices, reported, trimester, today, year, grace_days=grace_days))
    return {row["slice"]: _preview(row) for row in rows.to_dict("records") if row["slice"] in known}


def _preview(row: dict) -> Preview:
    return Preview(
        shown=_null(row["shown"]),
        light=row["light"],
        status=row["status"],
        explanation=row["explanation"],
        goal_shown=_null(row["goal_shown"]),
        goal_explanation=row["goal_explanation"],
        to_date=_null(row["actual"]),
        complete=bool(row["complete"]),
    )


def earlier_total(values: pd.DataFrame, subject: Subject, part: Part, trimester: int) -> float | None:
    """What came before this trimester: the sum for contributions, the last level otherwise. Null when nothing did."""
    if subject.accumulation not in ADDED:
        return part.last_value
    earlier = values[
        (values["indicator_id"] == subject.id) & (values["slice"] == part.slice) & (values["trimester"] < trimester)
    ]["value"].dropna()
    return float(earlier.sum()) if len(earlier) else None


def doubts_of(
    subject: Subject, part: Part, value: float, values: pd.DataFrame, frames: PlanFrames, trimester: int
) -> list[str]:
    """What looks odd in a value just typed."""
    return doubts(
        Typed(
            accumulation=subject.accumulation,
            sense=subject.sense,
            unit=subject.unit,
            value=value,
            baseline=part.baseline,
            target=part.target,
            previous=earlier_total(values, subject, part, trimester),
            scheduled=part.scheduled,
            scheduled_before=_scheduled_before(frames, subject, part, trimester),
        )
    )


def _scheduled_before(frames: PlanFrames, subject: Subject, part: Part, trimester: int) -> float | None:
    slices = frames.indicator_slices
    row = slices[(slices["indicator_id"] == subject.id) & (slices["slice"] == part.slice)]
    earlier = row[[f"t{number}" for number in range(1, trimester)]].iloc[0].dropna() if len(row) else []
    if len(earlier):
        return float(earlier.iloc[-1])
    assumed = part.schedule_assumed and part.scheduled is not None and trimester > 1
    return part.scheduled * (trimester - 1) / trimester if assumed and part.scheduled is not None else None


def _null(value: object) -> float | None:
    return None if labels.absent(value) else float(value)  # type: ignore[arg-type]
