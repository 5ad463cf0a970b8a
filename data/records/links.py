"""Many-to-many ties of the plan: actions ↔ objectives, actions ↔ factors, objectives ↔ factors, and
instruments ↔ indicators."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Table, delete, insert, select

from data.records.database import Unit
from data.records.schema.plan import action_factors, action_objectives
from data.records.schema.priorities import factor_objectives
from data.records.schema.strategy import strategy_instrument_indicators


@dataclass(frozen=True)
class Link:
    """A tie kept in `table` between the row that owns it (`own` column) and the others (`other` column)."""

    table: Table
    own: str
    other: str
    other_table: str


LINKS: dict[tuple[str, str], Link] = {
    ("actions", "objective_ids"): Link(action_objectives, "action_id", "objective_id", "objectives"),
    ("actions", "factor_ids"): Link(action_factors, "action_id", "factor_id", "factors"),
    ("objectives", "factor_ids"): Link(factor_objectives, "objective_id", "factor_id", "factors"),
    ("strategy_instruments", "indicator_ids"): Link(
        strategy_instrument_indicators, "instrument_id", "indicator_id", "indicators"
    ),
}


def linked(unit: Unit, link: Link, own_id: str) -> list[str]:
    """Ids of the others, sorted."""
    query = select(link.table.c[link.other]).where(
        link.table.c[link.own] == own_id, link.table.c.entity_id == unit.actor.entity_id
    )
    return sorted(row[0] for row in unit.connection.execute(query))


def set_links(unit: Unit, table: str, field: str, own_id: str, others: Iterable[str], *, action: str) -> None:
    """Replaces the ties of a row and audits both lists; the same list again writes nothing."""
    link = LINKS[table, field]
    before, after = linked(unit, link, own_id), sorted(set(others))
    if before == after:
        return
    columns = link.table.c
    own = (columns[link.own] == own_id) & (columns.entity_id == unit.actor.entity_id)
    gone = sorted(set(before) - set(after))
    unit.connection.execute(delete(link.table).where(own, columns[link.other].in_(gone)))
    rows = [
        {"entity_id": unit.actor.entity_id, link.own: own_id, link.other: other}
        for other in sorted(set(after) - set(before))
    ]
    if rows:
        unit.connection.execute(insert(link.table), rows)
    unit.log(action, table, own_id, before={field: before}, after={field: after})
