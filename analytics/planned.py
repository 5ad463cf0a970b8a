"""What each row of a plan is to reach by every cut-off, declared or assumed (ANALYTICS.md, Two percentages)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.accumulation import scheduled_to_date
from analytics.arrays import BoolArray, FloatArray, equals, floats
from analytics.numbers import quantize9
from analytics.schedule import lines

SCHEDULE: Final = ["t1", "t2", "t3", "t4"]


@dataclass(frozen=True)
class Planned:
    """Rows × 4, except `assumed`, of rows: where no schedule was declared and a line stands for it."""

    scheduled: FloatArray
    is_scheduled: BoolArray
    assumed: BoolArray


def planned(rows: pd.DataFrame) -> Planned:
    """The declared schedule, or the assumed one where none was declared.

    `rows`: accumulation, sense, basis, baseline, target, t1–t4.
    """
    declared = np.column_stack([floats(rows, column) for column in SCHEDULE])
    undeclared: BoolArray = np.all(np.isnan(declared), axis=1)
    schedule = np.where(undeclared[:, None], assumed_schedule(rows), declared)
    scheduled = scheduled_to_date(schedule, equals(rows, "accumulation", "flujo"))
    # Without a target nothing can be scheduled, yet the plan owes it: it is sin_meta, not no_programado.
    owed = undeclared & np.isnan(floats(rows, "target"))
    return Planned(scheduled, _anything_scheduled(rows, scheduled) | owed[:, None], undeclared & ~owed)


def assumed_schedule(rows: pd.DataFrame) -> FloatArray:
    """Rows × 4: linear; the target itself for a level to be kept; a milestone only at the end; even parts of a flow.

    `rows`: accumulation, sense, basis, baseline, target. It is also what the editor of the plan proposes.
    """
    target, baseline, flow = floats(rows, "target"), floats(rows, "baseline"), equals(rows, "accumulation", "flujo")
    start = np.where(equals(rows, "basis", "directo") | flow, 0.0, baseline)
    kept = equals(rows, "sense", "mantener_min", "mantener_max") | np.isnan(start)
    line = lines(np.where(kept, target, start), target)
    line[flow] = (target / 4)[flow, None]
    line[equals(rows, "accumulation", "hito"), :3] = np.nan
    return line


def _anything_scheduled(rows: pd.DataFrame, scheduled: FloatArray) -> BoolArray:
    """Whether the plan expects something by the cut-off: a move from the baseline, or more than nothing."""
    kept = equals(rows, "sense", "mantener_min", "mantener_max")[:, None]
    gap = (equals(rows, "basis", "brecha") & ~equals(rows, "accumulation", "hito"))[:, None]
    moved = quantize9(scheduled - floats(rows, "baseline")[:, None]) != 0
    result: BoolArray = (kept | np.where(gap, moved, scheduled > 0)) & ~np.isnan(scheduled)
    return result
