"""What the page knows of the indicator chosen, read once per rerun."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data.records import indicator_log, users
from pages.components.plan.desk import Desk
from reports import indicator_sheet
from reports.indicator_sheet import IndicatorSheet

Row = dict[str, Any]


@dataclass(frozen=True)
class Open:
    """An indicator of the plan on the desk: its row, its variables and slices as frames, and its sheet in words."""

    desk: Desk
    row: Row
    variables: pd.DataFrame
    slices: pd.DataFrame
    sheet: IndicatorSheet

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def may_edit(self) -> bool:
        return self.desk.may_edit("indicators") or self.desk.may_edit("indicator_slices")


def read(desk: Desk, indicator_id: str) -> Open:
    """Four queries besides those of the desk."""
    stores, entity_id = desk.stores, desk.actor.entity_id
    entries = indicator_log.entries(stores.database, entity_id, desk.plan_id, indicator_id)
    people = users.names(stores.database, entity_id)
    [sheet] = indicator_sheet.sheets(desk.frames, entries, people, [indicator_id])
    rows = desk.frames.indicators
    [row] = rows[rows["id"] == indicator_id].to_dict("records")
    parts = (desk.frames.table(name) for name in ("indicator_variables", "indicator_slices"))
    variables, slices = (part[part["indicator_id"] == indicator_id].reset_index(drop=True) for part in parts)
    return Open(desk, row, variables, slices, sheet)
