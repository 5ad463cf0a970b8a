"""What each row of a plan is to reach by every cut-off, declared or assumed (ANALYTICS.md, Two percentages)."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

from analytics.accumulation import scheduled_to_date
from analytics.arrays import BoolArray, FloatArray, floats
from analytics.formulas import Traits, traits
from analytics.numbers import quantize9
from analytics.schedule import lines

SCHEDULE: Final = ["t1", "t2", "t3", "t4"]


@dataclass(frozen=True)
class Planned:
    """Rows × 4, except `assumed`, of rows: where no schedule was declared and a line stands for it."""

    scheduled: FloatArray
    is_scheduled: BoolArray
    assumed: BoolArray


def planned(rows: pd.DataFrame, of: Traits) -> Planned:
    """The declared schedule, or the assumed one where none was declared; `rows`: baseline, target, t1–t4."""
    declared = np.column_stack([floats(rows, column) for column in SCHEDULE])
    baseline, target = floats(rows, "baseline"), floats(rows, "target")
    undeclared: BoolArray = np.all(np.isnan(declared), axis=1)
    schedule = declared
    schedule[undeclared] = _assumed(of, baseline, target)[undeclared]
    scheduled = scheduled_to_date(schedule, of.flow)
    # Without a target nothing can be scheduled, yet the plan owes it: it is sin_meta, not no_programado.
    owed = undeclared & np.isnan(target)
    return Planned(scheduled, _anything(of, baseline, scheduled) | owed[:, None], undeclared & ~owed)


def assumed_schedule(rows: pd.DataFrame) -> FloatArray:
    """Rows × 4: linear; the target itself for a level to be kept; a milestone only at the end; even parts of a flow.

    `rows`: accumulation, sense, basis, baseline, target. It is also what the editor of the plan proposes.
    """
    return _assumed(traits(rows), floats(rows, "baseline"), floats(rows, "target"))


def _assumed(of: Traits, baseline: FloatArray, target: FloatArray) -> FloatArray:
    start = np.where(of.from_zero, 0.0, baseline)
    line = lines(np.where(of.kept | np.isnan(start), target, start), target)
    line[of.flow] = (target / 4)[of.flow, None]
    line[of.milestone, :3] = np.nan
    return line


def _anything(of: Traits, baseline: FloatArray, scheduled: FloatArray) -> BoolArray:
    """Whether the plan expects something by the cut-off: a move from the baseline, or more than nothing."""
    moved = quantize9(scheduled - baseline[:, None]) != 0
    result: BoolArray = of.kept[:, None] | np.where(of.gap[:, None], moved, scheduled > 0)
    return result & ~np.isnan(scheduled)
