"""What was reported of each row of a plan by every cut-off; only the approved is official (ANALYTICS.md, Status)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.accumulation import placed, positions, running_sum
from analytics.arrays import BoolArray, FloatArray, IntArray, codes, flags
from analytics.formulas import Traits


@dataclass(frozen=True)
class Actual:
    """Arrays of rows × 4.

    actual: to date, null when the trimester has no value · reported · approved · stale: trimesters since the last
    official value · complete · goal_actual: official to date (a level may be old, a sum incomplete), or the trimester's
    own unapproved value while nothing is official · goal_approved.
    """

    actual: FloatArray
    reported: BoolArray
    approved: BoolArray
    stale: FloatArray
    complete: BoolArray
    goal_actual: FloatArray
    goal_approved: BoolArray


def reported(rows: pd.DataFrame, of: Traits, values: pd.DataFrame, *, include_unapproved: bool = False) -> Actual:
    """`rows`: indicator_id, slice · `values`: indicator_id, slice, trimester, value, approved.

    Raises ValueError when two rows are of the same indicator and slice.
    """
    own = _rows_of(rows, values)
    official_ones = np.logical_or(flags(values, "approved"), include_unapproved)
    this = placed(own, values, "value", len(rows))
    official = placed(np.where(official_ones, own, -1), values, "value", len(rows))
    return _to_date(official, this, of)


def _to_date(official: FloatArray, this: FloatArray, of: Traits) -> Actual:
    """`this`: the value of each trimester whatever its state; it stands on the official ones before it."""
    found = positions(official, of.added)
    before = np.zeros_like(official)
    before[:, 1:] = np.nan_to_num(running_sum(official)[:, :-1])
    preview = np.where(of.added[:, None], before + this, this)
    present = ~np.isnan(this)
    # A milestone that was approved as done stays done: nobody reports it again.
    done = of.milestone[:, None] & (found.actual >= 1)
    only_preview = np.isnan(found.actual) & present
    return Actual(
        actual=np.where(done, found.actual, preview),
        reported=present | done,
        approved=~np.isnan(official) | ~present | done,
        stale=found.stale,
        complete=found.complete,
        goal_actual=np.where(only_preview, preview, found.actual),
        goal_approved=~only_preview,
    )


def _rows_of(rows: pd.DataFrame, values: pd.DataFrame) -> IntArray:
    """The row of each value, by integer codes of indicator and slice; −1 where no row is of both."""
    of_rows, of_values = codes(rows["indicator_id"], values["indicator_id"])
    slice_of_rows, slice_of_values = codes(rows["slice"], values["slice"])
    kinds = 1 + max(slice_of_rows.max(initial=0), slice_of_values.max(initial=0))
    row_of = np.full((1 + max(of_rows.max(initial=0), of_values.max(initial=0))) * kinds, -1, dtype=np.int64)
    row_of[of_rows * kinds + slice_of_rows] = np.arange(len(rows))
    if (row_of >= 0).sum() < len(rows):
        raise ValueError("a slice of an indicator is repeated")
    found: IntArray = row_of[of_values * kinds + slice_of_values]
    return found
