"""A whole plan at its four cut-offs, in vectorized passes: measures, actions and both indices (ANALYTICS.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.arrays import FloatArray, IntArray, floats, places
from analytics.evaluation import When, measure_columns
from analytics.evaluation import evaluated as evaluated_measures
from analytics.forest import GOAL, LEVELS, Forest, forest
from analytics.numbers import quantize9, shown
from analytics.plan import NATURE, ROOT, TOTAL, PlanFrames
from analytics.rollup import raised
from analytics.schedule import TRIMESTERS
from analytics.tree import of_leaves
from analytics.underway import evaluated as evaluated_actions

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
    when = When(today, plan.year, grace_days, include_unapproved)
    columns = measure_columns(plan.indicators, plan.slices, plan.values, trimesters, when)
    indicators, efficacy = evaluated_measures(*columns)
    actions, advance = evaluated_actions(plan, trimesters, when)
    status = [_by_cutoff(one.status, trimesters) for one in (efficacy, advance)]
    contribution = [_by_cutoff(one.contribution, trimesters) for one in (efficacy, advance)]
    return Year(indicators, actions, _nodes(plan, _first(indicators, trimesters), status, contribution, trimesters))


def index_figures(
    plan: PlanFrames, indicators: pd.DataFrame, actions: pd.DataFrame, trimesters: Sequence[int]
) -> pd.DataFrame:
    """The `nodes` of a `Year` from its other two frames, which are of those same cut-offs."""
    both = (indicators, actions)
    status = [_by_cutoff(places(pd.Series(statuses.ALL), one["status"]), trimesters) for one in both]
    contribution = [_by_cutoff(floats(one, "contribution"), trimesters) for one in both]
    return _nodes(plan, _first(indicators, trimesters), status, contribution, trimesters)


def _first(indicators: pd.DataFrame, trimesters: Sequence[int]) -> pd.DataFrame:
    """The rows of the first cut-off: what hangs from what is the same in all."""
    return indicators.iloc[: len(indicators) // len(trimesters)]


def _nodes(
    plan: PlanFrames,
    rows: pd.DataFrame,
    status: Sequence[IntArray],
    contribution: Sequence[FloatArray],
    trimesters: Sequence[int],
) -> pd.DataFrame:
    """`status` and `contribution`: of the rows and of the actions, by cut-off."""
    slices = [TOTAL, *(code for code in rows["slice"].unique() if code != TOTAL)]
    trees = [(kind, slice_code) for kind in NATURE for slice_code in slices]
    found = forest(plan, rows, trees)
    figures = raised(
        found.parent,
        found.weight,
        of_leaves(found, *status, absent=-1),
        of_leaves(found, *contribution, absent=np.nan),
    )
    inner = np.flatnonzero(found.level <= GOAL)
    strict = figures.strict[inner].T.ravel()
    return pd.DataFrame(
        {
            **_named(plan, found, np.tile(inner, len(trimesters)), trees),
            "trimester": np.repeat(trimesters, len(inner)),
            "strict": strict,
            "reported": figures.reported[inner].T.ravel(),
            "coverage": figures.coverage[inner].T.ravel(),
            "regression": figures.regression[inner].T.ravel(),
            "light": lights.named(lights.codes(shown(quantize9(strict))), lights.ALL),
        },
        copy=False,
    )


def _by_cutoff(column: _Array, trimesters: Sequence[int]) -> _Array:
    """Blocks of rows one after another, as rows × cut-offs."""
    return column.reshape(len(trimesters), -1).T


def _named(plan: PlanFrames, found: Forest, nodes: IntArray, trees: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """kind, slice, level and id of those nodes of the trunks."""
    kinds, slices = zip(*trees, strict=True)
    own = [ROOT, *(name for frame in (plan.components, plan.objectives, plan.goals) for name in frame["id"].tolist())]
    tree = found.tree[nodes]
    return {
        "kind": lights.named(tree, kinds),
        "slice": lights.named(tree, slices),
        "level": lights.named(found.level[nodes], LEVELS),
        "id": lights.named(nodes % len(own), tuple(own)),
    }
