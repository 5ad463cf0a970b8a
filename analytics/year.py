"""A whole plan at its four cut-offs, in vectorized passes: measures, actions and both indices (ANALYTICS.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.arrays import FloatArray, IntArray, floats
from analytics.evaluation import evaluate_plan
from analytics.forest import GOAL, LEVELS, Forest, forest
from analytics.numbers import quantize9, shown
from analytics.plan import NATURE, TOTAL, PlanFrames
from analytics.rollup import raised
from analytics.schedule import TRIMESTERS
from analytics.tree import ids, of_leaves
from analytics.underway import evaluate_actions

_Array = TypeVar("_Array", FloatArray, IntArray)
FIGURES: Final = ["strict", "reported", "coverage", "regression", "light"]


@dataclass(frozen=True)
class Year:
    """One block of rows after another for each trimester, each with its column `trimester`.

    indicators: `evaluation.evaluate_plan` · actions: `underway.evaluate_actions` · nodes: kind (gestion, resultado),
    slice, level (pam, componente, objetivo, meta), id and FIGURES, where the light is that of the strict figure.
    The frames are shared by whoever reads them: they are not to be changed in place.
    """

    indicators: pd.DataFrame
    actions: pd.DataFrame
    nodes: pd.DataFrame

    def at(self, trimester: int) -> "Year":
        """The year at one cut-off only."""
        frames = (self.indicators, self.actions, self.nodes)
        return Year(*(frame[frame["trimester"] == trimester].reset_index(drop=True) for frame in frames))


def evaluate_year(
    plan: PlanFrames,
    today: date,
    *,
    trimesters: Sequence[int] = TRIMESTERS,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> Year:
    """Everything of the plan at each cut-off: both percentages of every slice, and both indices of every slice."""
    options: dict[str, Any] = {"grace_days": grace_days, "include_unapproved": include_unapproved}
    indicators = evaluate_plan(plan.indicators, plan.slices, plan.values, trimesters, today, plan.year, **options)
    actions = evaluate_actions(plan, trimesters, today, **options)
    return Year(indicators, actions, index_figures(plan, indicators, actions, trimesters))


def index_figures(
    plan: PlanFrames, indicators: pd.DataFrame, actions: pd.DataFrame, trimesters: Sequence[int]
) -> pd.DataFrame:
    """The `nodes` of a `Year` from its other two frames, which are of those same cut-offs."""
    rows = indicators.iloc[: len(indicators) // len(trimesters)]
    slices = [TOTAL, *(code for code in rows["slice"].unique() if code != TOTAL)]
    trees = [(kind, slice_code) for kind in NATURE for slice_code in slices]
    found = forest(plan, rows, trees)
    status = of_leaves(found, _codes(indicators, trimesters), _codes(actions, trimesters), absent=-1)
    worth = (_by_cutoff(floats(one, "contribution"), trimesters) for one in (indicators, actions))
    contribution = of_leaves(found, *worth, absent=np.nan)
    figures = raised(found.parent, found.weight, status, contribution)
    inner = np.flatnonzero(found.level <= GOAL)
    strict = figures.strict[inner].ravel(order="F")
    index = pd.RangeIndex(len(strict))
    own = _names(plan, rows, found, trees).take(np.tile(inner, len(trimesters))).set_axis(index)
    return own.assign(
        trimester=np.repeat(trimesters, len(inner)),
        strict=strict,
        reported=figures.reported[inner].ravel(order="F"),
        coverage=figures.coverage[inner].ravel(order="F"),
        regression=figures.regression[inner].ravel(order="F"),
        light=lights.named(lights.codes(shown(quantize9(strict))), lights.ALL, index),
    )


def _codes(evaluated: pd.DataFrame, trimesters: Sequence[int]) -> IntArray:
    found = pd.Index(statuses.ALL).get_indexer(pd.Index(evaluated["status"]))
    return _by_cutoff(found.astype(np.int64), trimesters)


def _by_cutoff(column: _Array, trimesters: Sequence[int]) -> _Array:
    """Blocks of rows one after another, as rows × cut-offs."""
    return column.reshape(len(trimesters), -1).T


def _names(plan: PlanFrames, rows: pd.DataFrame, found: Forest, trees: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """kind, slice, level and id of every node."""
    kinds, slices = (np.array(list(names), dtype=object) for names in zip(*trees, strict=True))
    return pd.DataFrame(
        {
            "kind": kinds[found.tree],
            "slice": slices[found.tree],
            "level": np.array(LEVELS, dtype=object)[found.level],
            "id": ids(plan, rows, found),
        }
    )
