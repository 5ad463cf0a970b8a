"""The goal that a plan set for an indicator of the characterization."""

from sqlalchemy import select

from data.records.database import Database, Row
from data.records.schema.plan import goals, indicator_slices, indicators, plans


def of_measure(database: Database, entity_id: str, plan_year: int, code: str, slice_code: str) -> Row | None:
    """`target`, `year` and `number` of the plan that set it: that of the year or, without one, of the year before."""
    live = [table.c.voided_at.is_(None) for table in (plans, goals, indicators, indicator_slices)]
    query = (
        select(indicator_slices.c.target, plans.c.year, plans.c.number)
        .join(indicators, indicators.c.id == indicator_slices.c.indicator_id)
        .join(goals, goals.c.id == indicators.c.goal_id)
        .join(plans, plans.c.id == indicators.c.plan_id)
        .where(plans.c.entity_id == entity_id, plans.c.year.in_((plan_year, plan_year - 1)), *live)
        .where(indicators.c.catalog_code == code, indicator_slices.c.slice == slice_code)
        .where(indicator_slices.c.applies, indicator_slices.c.target.is_not(None))
        .order_by(plans.c.year.desc(), plans.c.number.desc(), indicators.c.position, indicators.c.id)
    )
    with database.read() as connection:
        found = connection.execute(query.limit(1)).mappings().first()
    return None if found is None else dict(found)
