"""Three figures that travel together up the tree of the plan: strict, reported, coverage (ANALYTICS.md, Roll-up)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics import statuses
from analytics.arrays import BoolArray, FloatArray, IntArray, floats, require


@dataclass(frozen=True)
class Figures:
    """The figures of every node at every cut-off: arrays of nodes × cut-offs, in percent; NaN is null."""

    strict: FloatArray
    coverage: FloatArray
    regression: BoolArray

    @property
    def reported(self) -> FloatArray:
        """Null where nothing is covered."""
        with np.errstate(divide="ignore", invalid="ignore"):
            result: FloatArray = np.where(self.coverage > 0, self.strict / self.coverage * 100, np.nan)
        return result


def roll_up(nodes: pd.DataFrame) -> pd.DataFrame:
    """Strict, reported, coverage (percent, full precision) and regression (bool) of every node of a forest.

    `nodes`: node (unique), parent (null for a root), weight, contribution and status (read on leaves only: nodes that
    are nobody's parent; a leaf without a status has nothing to evaluate and is left out). The index is kept.
    At every level a child weighs its weight over the weights of its siblings that apply, so each leaf has one effective
    weight and strict = reported × coverage. Null in the three where nothing below applies; reported is null where
    nothing is covered. Raises ValueError for a repeated node, an unknown parent, a cycle or a negative weight.
    """
    require(nodes, ["node", "parent", "weight", "contribution", "status"])
    status = pd.Index(statuses.ALL).get_indexer(pd.Index(nodes["status"])).astype(np.int64)
    found = raised(
        _parents(nodes), np.nan_to_num(floats(nodes, "weight")), status[:, None], floats(nodes, "contribution")[:, None]
    )
    return pd.DataFrame(
        {
            "strict": found.strict[:, 0],
            "reported": found.reported[:, 0],
            "coverage": found.coverage[:, 0],
            "regression": found.regression[:, 0],
        },
        index=nodes.index,
    )


def raised(parent: IntArray, weight: FloatArray, status: IntArray, contribution: FloatArray) -> Figures:
    """`roll_up` on arrays, every cut-off at once.

    `parent`: the row of each node's parent, −1 for a root · `status` (positions in `statuses.ALL`, −1 for none) and
    `contribution`: nodes × cut-offs, read on leaves only. Raises ValueError for a cycle or a negative weight.
    """
    if (weight < 0).any():
        raise ValueError("a weight is negative")
    leaf = np.ones((len(parent), 1), dtype=np.bool_)
    leaf[parent[parent >= 0]] = False
    covered = leaf & (status >= 0) & (status < statuses.FIRST_UNCOVERED)
    applies = leaf & (status >= 0) & (status < statuses.FIRST_EXCLUDED)
    strict = np.where(applies, np.where(covered, np.nan_to_num(contribution), 0.0), np.nan)
    coverage = np.where(applies, np.where(covered, 100.0, 0.0), np.nan)
    regression = leaf & (status == statuses.CODE[statuses.RETROCESO])
    for level in _levels(parent):
        _raise_level(level, parent[level], weight[level][:, None], Figures(strict, coverage, regression))
    return Figures(strict, coverage, regression)


def _parents(nodes: pd.DataFrame) -> IntArray:
    """The row of each node's parent; -1 for a root."""
    names = pd.Index(nodes["node"])
    if not names.is_unique:
        raise ValueError("a node appears twice")
    rows: IntArray = names.get_indexer(pd.Index(nodes["parent"])).astype(np.int64)
    root = nodes["parent"].isna().to_numpy()
    if (rows[~root] < 0).any():
        raise ValueError("a parent is not among the nodes")
    rows[root] = -1
    return rows


def _levels(parent: IntArray) -> list[IntArray]:
    """Rows that have a parent, grouped by depth, the deepest first."""
    depth = np.zeros(len(parent), dtype=np.int64)
    above = parent.copy()
    while (above >= 0).any():
        depth += above >= 0
        above = np.where(above >= 0, parent[above], -1)
        if depth.max(initial=0) > len(parent):
            raise ValueError("the nodes form a cycle")
    return [np.flatnonzero(depth == level) for level in range(int(depth.max(initial=0)), 0, -1)]


def _raise_level(level: IntArray, above: IntArray, weight: FloatArray, figures: Figures) -> None:
    """Write into the parents of one level the weighted means of the children that apply, and any regression."""
    parents, place = np.unique(above, return_inverse=True)
    applies = ~np.isnan(figures.strict[level])
    applied = np.where(applies, weight, 0.0)
    total = _added(place, applied, len(parents))
    filled = total > 0
    divisor = np.where(filled, total, 1.0)
    for figure in (figures.strict, figures.coverage):
        added = _added(place, np.where(applies, weight * figure[level], 0.0), len(parents))
        figure[parents] = np.where(filled, added / divisor, figure[parents])
    figures.regression[parents] |= _added(place, figures.regression[level], len(parents)) > 0


def _added(places: IntArray, amounts: FloatArray | BoolArray, size: int) -> FloatArray:
    """Sums of the rows of `amounts` by place: an array of `size` rows."""
    cutoffs = amounts.shape[1]
    cells = places[:, None] * cutoffs + np.arange(cutoffs)
    added = np.bincount(cells.ravel(), amounts.ravel(), size * cutoffs)
    return added.astype(np.float64, copy=False).reshape(size, cutoffs)
