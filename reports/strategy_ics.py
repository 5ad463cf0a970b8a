"""The calendar of the follow-up for anybody's own calendar: every event, or those that concern one person."""

from procedure.follow_up_calendar import HAND_IN, KINDS, Event
from reports import ics
from reports.strategy_record import StrategyRecord


def build(record: StrategyRecord, asked_id: str | None = None) -> bytes:
    """The bytes of a .ics. `asked_id`: only what that account hands in, with the cut-offs and the meetings."""
    wanted = [one for one in record.events if asked_id is None or one.kind != HAND_IN or one.asked_id == asked_id]
    return ics.build(record.title, [_entry(record, one) for one in wanted], record.made)


def _entry(record: StrategyRecord, one: Event) -> ics.Entry:
    summary = f"{one.title} ({one.who})" if one.kind == HAND_IN else one.title
    held = [" ".join((each.title, *each.remarks)) for each in one.requests] or [one.detail]
    lines = [f"Quién: {one.who}" if one.who else "", *held, record.notice]
    description = "\n".join(line for line in lines if line)
    return ics.Entry(f"{one.code}-{record.plan_id}@pam", one.day, summary, description, KINDS[one.kind])
