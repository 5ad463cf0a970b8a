"""Writes the invented follow-up strategy, its six elements, through the commands that people use on its page."""

from typing import Any

from data.demo import content
from data.demo.people import Cast
from data.records import plan_elements, plan_frames
from data.records.database import Database

_TABLES = {"team": "strategy_team", "instruments": "strategy_instruments", "spaces": "strategy_spaces"}


def write(database: Database, cast: Cast, plan_id: str) -> None:
    """The team, the instruments and the spaces, and what the plan's own row of the strategy says."""
    wanted = content.strategy()
    frames = plan_frames.frames(database, cast.entity_id, plan_id)
    indicators = dict(zip(frames.indicators["code"], frames.indicators["id"], strict=True))
    for name, table in _TABLES.items():
        for row in wanted[name]:
            plan_elements.add(database, cast.analyst, plan_id, table, _values(cast, row, indicators))
    own = frames.strategies.iloc[0]
    said = {key: str(wanted[key]).strip() for key in ("periodicity", "indicators_criterion", "presentation")}
    plan_elements.change(database, cast.analyst, plan_id, "strategies", own["id"], int(own["version"]), said)


def _values(cast: Cast, row: dict[str, Any], indicators: dict[str, str]) -> dict[str, Any]:
    values = {key: value for key, value in row.items() if key not in ("account", "indicators")}
    if "indicators" in row:
        values["indicator_ids"] = [indicators[code] for code in row["indicators"]]
    account = cast.actors.get(row["account"])
    return values | {"responsible_id": account.user_id if account else None}
