"""A plan as the engine evaluates it: its frames and what was reported of it, read together."""

from datetime import date

from analytics.plan import PlanFrames
from analytics.year import Year, evaluate_year
from data.records import plan_frames, reports
from data.records.database import Database


def measured(database: Database, entity_id: str, plan_id: str, year: int) -> PlanFrames:
    """The plan and its reports, approved and not. Raises NotFoundError."""
    frames = plan_frames.frames(database, entity_id, plan_id)
    return PlanFrames(
        year,
        frames.components,
        frames.objectives,
        frames.goals,
        frames.indicators,
        frames.indicator_slices,
        reports.values(database, entity_id, plan_id),
        frames.actions,
        frames.action_objectives,
        reports.action_progress(database, entity_id, plan_id),
    )


def official(database: Database, entity_id: str, plan_id: str, year: int, today: date) -> Year:
    """The plan's four cut-offs by the official figures: only approved reports count."""
    return evaluate_year(measured(database, entity_id, plan_id, year), today)
