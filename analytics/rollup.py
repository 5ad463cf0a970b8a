"""Three figures that travel together up the tree of the plan: strict, reported, coverage (ANALYTICS.md, Roll-up)."""

import numpy as np
import pandas as pd

from analytics import statuses
from analytics.arrays import BoolArray, FloatArray, IntArray, equals, floats, require


def roll_up(nodes: pd.DataFrame) -> pd.DataFrame:
    """Strict, reported, coverage (percent, full precision) and regression (bool) of every node of a forest.

    `nodes`: node (unique), parent (null for a root), weight, contribution and status (read on leaves only: nodes that
    are nobody's parent; a leaf without a status has nothing to evaluate and is left out). The index is kept.
    At every level a child weighs its weight over the weights of its siblings that apply, so each leaf has one effective
    weight and strict = reported × coverage. Null in the three where nothing below applies; reported is null where
    nothing is covered. Raises ValueError for a repeated node, an unknown parent, a cycle or a negative weight.
    """
    require(nodes, ["node", "parent", "weight", "contribution", "status"])
    parent = _parents(nodes)
    weight = np.nan_to_num(floats(nodes, "weight"))
    if (weight < 0).any():
        raise ValueError("a weight is negative")
    leaf = np.ones(len(nodes), dtype=np.bool_)
    leaf[parent[parent >= 0]] = False
    strict, coverage, regression = _leaves(nodes, leaf)
    for level in _levels(parent):
        _raise_level(level, parent, weight, strict, coverage)
        regression |= np.bincount(parent[level], regression[level], len(nodes)) > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        reported = np.where(coverage > 0, strict / coverage * 100, np.nan)
    return pd.DataFrame(
        {"strict": strict, "reported": reported, "coverage": coverage, "regression": regression}, index=nodes.index
    )


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


def _leaves(nodes: pd.DataFrame, leaf: BoolArray) -> tuple[FloatArray, FloatArray, BoolArray]:
    """Strict and coverage of the leaves, null where they do not apply and on inner nodes; and who is in regression."""
    covered = equals(nodes, "status", *statuses.COVERED) & leaf
    applies = (equals(nodes, "status", *statuses.UNCOVERED) & leaf) | covered
    strict = np.where(applies, np.where(covered, np.nan_to_num(floats(nodes, "contribution")), 0.0), np.nan)
    coverage = np.where(applies, np.where(covered, 100.0, 0.0), np.nan)
    return strict, coverage, equals(nodes, "status", statuses.RETROCESO) & leaf


def _raise_level(
    level: IntArray, parent: IntArray, weight: FloatArray, strict: FloatArray, coverage: FloatArray
) -> None:
    """Write into the parents of one level the weighted means of the children that apply."""
    children = level[~np.isnan(strict[level])]
    above, size = parent[children], len(parent)
    total = np.bincount(above, weight[children], size)
    filled = total > 0
    for figure in (strict, coverage):
        added = np.bincount(above, weight[children] * figure[children], size)
        figure[filled] = added[filled] / total[filled]
