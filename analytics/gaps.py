"""How far apart the slices of each indicator are: urban from rural, and the whole from each inclusion group.

The gap is itself an indicator, with baseline and target (ANALYTICS.md, Urban, rural, inclusion).
"""

from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import require
from analytics.numbers import quantize9, shown
from analytics.plan import TOTAL, ZONES
from analytics.progress import grade

URBAN, RURAL = ZONES
ZONE_GAP: Final = "urbana-rural"
_FIGURES: Final = {"baseline": "baseline", "target": "target", "goal_actual": "actual"}


def gaps(evaluated: pd.DataFrame) -> pd.DataFrame:
    """One row per indicator, trimester and pair of slices that are both measured; milestones have none.

    `evaluated`: rows of `evaluation.evaluate_plan`. The answer: indicator_id, trimester, gap ("urbana-rural", or the
    code of the group), baseline, target, actual (points of the indicator's unit: urban − rural, or total − group,
    because groups overlap and cannot be told from one another; null when a side is), stale_trimesters (of the older
    side) and, as of any `brecha`, percent, shown, status and light: from the baseline gap towards the target one. A gap
    that is to stay is met while it is no further from zero.
    """
    require(evaluated, ["indicator_id", "trimester", "slice", "accumulation", "applies", *_FIGURES])
    measured = evaluated[evaluated["accumulation"].ne("hito") & evaluated["applies"].astype(bool)]
    groups = [code for code in measured["slice"].unique() if code not in (TOTAL, *ZONES)]
    pairs = [_pair(measured, URBAN, RURAL, ZONE_GAP), *(_pair(measured, TOTAL, code, code) for code in groups)]
    return _graded(pd.concat(pairs, ignore_index=True))


def _pair(measured: pd.DataFrame, high: str, low: str, name: str) -> pd.DataFrame:
    keys = ["indicator_id", "trimester"]
    carried = [*keys, *_FIGURES, "stale_trimesters", "goal_approved", "goal_due"]
    one, other = (measured.loc[measured["slice"].eq(code), carried] for code in (high, low))
    both = one.merge(other, on=keys, suffixes=("_high", "_low"))
    own = {to: quantize9((both[f"{of}_high"] - both[f"{of}_low"]).to_numpy(np.float64)) for of, to in _FIGURES.items()}
    return both[keys].assign(
        gap=name,
        **own,
        stale_trimesters=both[["stale_trimesters_high", "stale_trimesters_low"]].max(axis=1, skipna=False),
        approved=both["goal_approved_high"] & both["goal_approved_low"],
        due=both["goal_due_high"],
    )


def _graded(rows: pd.DataFrame) -> pd.DataFrame:
    """A gap that closes from above falls; from below, rises."""
    still = rows["target"].eq(rows["baseline"])
    rises = rows["target"].gt(rows["baseline"]) | (still & rows["baseline"].lt(0))
    given = rows.assign(
        accumulation="nivel", basis="brecha", sense=np.where(rises, "aumento", "reduccion"),
        is_scheduled=True, applies=True, low=np.nan, high=np.nan,
    )  # fmt: skip
    found = grade(given)
    return rows.drop(columns=["approved", "due"]).assign(
        percent=found["percent"], shown=shown(found["percent"].to_numpy(np.float64)),
        status=found["status"], light=found["light"],
    )  # fmt: skip
