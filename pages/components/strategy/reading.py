"""What the page knows of the strategy of the plan chosen, read once per rerun."""

from dataclasses import dataclass
from datetime import datetime

from data.opening import Stores
from data.records import entities, follow_up
from pages.components import labels
from pages.components.plan import desk as desks
from pages.components.plan.desk import Desk
from procedure.elements import STRATEGY_TABLES
from procedure.follow_up import FollowUp
from procedure.roles import Actor
from reports import strategy_record
from reports.strategy_record import StrategyRecord


@dataclass(frozen=True)
class Open:
    """The plan on the desk, its follow-up as rows, and the strategy in words."""

    desk: Desk
    found: FollowUp
    record: StrategyRecord

    @property
    def may_edit(self) -> bool:
        return any(self.desk.may_edit(table) for table in STRATEGY_TABLES)


def read(stores: Stores, actor: Actor, plan_id: str) -> Open:
    """A few queries besides those of the desk."""
    desk = desks.read(stores, actor, plan_id)
    found = follow_up.read(stores.database, actor.entity_id, plan_id)
    entity = entities.get(stores.database, actor.entity_id)
    made = datetime.now(labels.BOGOTA)
    return Open(desk, found, strategy_record.record(found, desk.frames.plan, entity, made))
