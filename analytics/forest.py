"""The plan as weighted trees of integers, one per index and slice: what hangs from what, whatever the cut-off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import BoolArray, FloatArray, IntArray, equals, floats, places, texts
from analytics.plan import GESTION, NATURE, TOTAL, ZONES, PlanFrames

LEVELS: Final = ("pam", "componente", "objetivo", "meta", "indicador", "acciones", "accion")
ROOT, COMPONENT, OBJECTIVE, GOAL, INDICATOR, GROUP, ACTION = range(len(LEVELS))


@dataclass(frozen=True)
class Forest:
    """Arrays of one length, a row per node; in each tree a parent comes before its children.

    level: position in LEVELS · place: the node's row in its own frame (components, objectives, goals, the evaluated
    rows, actions; of "acciones", the objective's) · parent: row of its parent, −1 for a root · weight · assumed:
    siblings without any declared weight share evenly · tree: position among the trees that were asked for.
    """

    level: IntArray
    place: IntArray
    parent: IntArray
    weight: FloatArray
    assumed: BoolArray
    tree: IntArray


@dataclass(frozen=True)
class _Links:
    """Which objective (row of the trunk) each action hangs from; `share`: among how many objectives it splits."""

    action: IntArray
    objective: IntArray
    share: IntArray
    weight: FloatArray
    of_slice: dict[str, BoolArray]


def forest(plan: PlanFrames, rows: pd.DataFrame, trees: Sequence[tuple[str, str]]) -> Forest:
    """One tree per (index, slice) asked for; the indices are gestion and resultado.

    `rows`: goal_id, nature, slice, weight, one per indicator and slice; the actions are those of the plan, only in
    gestión. The actions of an objective form one node beside its goals that weighs as much as its goals with process
    indicators together (all of the objective if there are none); an action of several objectives splits its weight
    among them, so it counts once. One without objectives hangs from its goal's; without either, conformity C06 blocks
    it and it is out of the index. Zone slices take the actions of that zone and of both; inclusion slices, none.
    Raises ValueError for a node whose parent is not in the plan.
    """
    trunk = _trunk(plan)
    trunks = _copies(trunk, len(trees))
    leaves = _indicators(plan, rows, trees, trunk)
    groups, actions = _actions(plan, trees, trunk, trunks, np.unique(leaves.parent))
    return _stacked([trunks, groups, leaves, actions])


def _trunk(plan: PlanFrames) -> Forest:
    """What all trees share: the plan, its components, objectives and goals."""
    of_objectives = places(plan.components["id"], plan.objectives["component_id"])
    of_goals = places(plan.objectives["id"], plan.goals["objective_id"])
    first = 1 + len(plan.components)
    root = Forest(*(np.array([value]) for value in (ROOT, 0, -1, 100.0, False, 0)))
    components = _nodes(COMPONENT, np.zeros(len(plan.components), dtype=np.int64), floats(plan.components, "weight"))
    objectives = _nodes(OBJECTIVE, _row_of(np.arange(1, first), of_objectives), floats(plan.objectives, "weight"))
    rows = first + np.arange(len(plan.objectives))
    goals = _nodes(GOAL, _row_of(rows, of_goals), floats(plan.goals, "weight"))
    return _stacked([root, components, objectives, goals])


def _copies(trunk: Forest, times: int) -> Forest:
    size = len(trunk.level)
    tree = np.repeat(np.arange(times), size)
    every = Forest(*(np.tile(array, times) for array in vars(trunk).values()))
    return replace(every, parent=np.where(every.parent < 0, -1, every.parent + tree * size), tree=tree)


def _indicators(plan: PlanFrames, rows: pd.DataFrame, trees: Sequence[tuple[str, str]], trunk: Forest) -> Forest:
    slices = list(dict.fromkeys(slice_code for _, slice_code in trees))
    slice_of = places(pd.Series(slices, dtype="str"), rows["slice"])
    tree = np.full(len(rows), -1, dtype=np.int64)
    for kind, nature in NATURE.items():
        of_slice = np.array([trees.index((kind, one)) if (kind, one) in trees else -1 for one in [*slices, None]])
        tree = np.where(equals(rows, "nature", nature), of_slice[slice_of], tree)
    own = np.flatnonzero(tree >= 0)
    goal = _row_of(np.flatnonzero(trunk.level == GOAL), places(plan.goals["id"], rows["goal_id"]))[own]
    above = np.where(goal < 0, -1, goal + tree[own] * len(trunk.level))
    return replace(_nodes(INDICATOR, above, floats(rows, "weight")[own]), place=own, tree=tree[own])


def _actions(
    plan: PlanFrames, trees: Sequence[tuple[str, str]], trunk: Forest, trunks: Forest, measured: IntArray
) -> tuple[Forest, Forest]:
    """One "acciones" node per objective with actions, and its actions; `measured`: goals with indicators."""
    links = _links(plan, trunk)
    with_actions = [place for place, (kind, code) in enumerate(trees) if kind == GESTION and code in links.of_slice]
    chosen = [np.flatnonzero(links.of_slice[trees[place][1]]) for place in with_actions]
    own = np.concatenate([np.empty(0, dtype=np.int64), *chosen])
    tree = np.repeat(np.array(with_actions, dtype=np.int64), [len(one) for one in chosen])
    hung = np.where(links.objective[own] < 0, -1, links.objective[own] + tree * len(trunk.level))
    objectives, position = np.unique(hung, return_inverse=True)
    size = len(trunks.level)
    weighed = np.bincount(trunks.parent[measured], trunks.weight[measured], size)[objectives]
    with_goals = np.bincount(trunks.parent[measured], minlength=size)[objectives] > 0
    groups = _nodes(GROUP, objectives, np.where(with_goals, weighed, 1.0))
    leaves = _nodes(ACTION, size + position, links.weight[own])
    return (
        replace(groups, place=trunks.place[objectives], tree=trunks.tree[objectives]),
        replace(leaves, place=links.action[own], weight=leaves.weight / links.share[own], tree=tree),
    )


def _links(plan: PlanFrames, trunk: Forest) -> _Links:
    """The declared ties, or that of the action's goal for an action without any."""
    ties = plan.action_objectives
    action = places(plan.actions["id"], ties["action_id"])
    objective = places(plan.objectives["id"], ties["objective_id"])
    first = np.sort(np.unique(action * (len(plan.objectives) + 1) + objective, return_index=True)[1])
    first = first[action[first] >= 0]
    action, objective = action[first], objective[first]
    loose = np.setdiff1d(np.arange(len(plan.actions)), action)
    by_goal = _row_of(trunk.parent[trunk.level == GOAL], places(plan.goals["id"], plan.actions["goal_id"].take(loose)))
    action = np.concatenate([action, loose[by_goal >= 0]])
    of_tie = _row_of(np.flatnonzero(trunk.level == OBJECTIVE), objective)
    objective = np.concatenate([of_tie, by_goal[by_goal >= 0]])
    location = texts(plan.actions, "location")[action]
    located = {zone: (location == zone) | (location == "ambas") for zone in ZONES}
    return _Links(
        action=action,
        objective=objective,
        share=np.bincount(action, minlength=len(plan.actions))[action],
        weight=floats(plan.actions, "weight")[action],
        of_slice={TOTAL: np.ones(len(action), dtype=np.bool_), **located},
    )


def _nodes(level: int, parent: IntArray, weight: FloatArray) -> Forest:
    """Siblings without any declared weight share evenly, and it is said."""
    if (parent < 0).any():
        raise ValueError("a parent is not among the nodes")
    declared = np.nan_to_num(weight)
    assumed = np.bincount(parent, declared)[parent] == 0
    size = len(parent)
    return Forest(
        level=np.full(size, level),
        place=np.arange(size),
        parent=parent,
        weight=np.where(assumed, 1.0, declared),
        assumed=assumed,
        tree=np.zeros(size, dtype=np.int64),
    )


def _row_of(rows: IntArray, position: IntArray) -> IntArray:
    """rows[position], −1 where the position is unknown."""
    known: IntArray = np.append(rows, -1)[position]
    return known


def _stacked(blocks: Sequence[Forest]) -> Forest:
    """The blocks one after another; their parents already are rows of the whole."""
    return Forest(*(np.concatenate(arrays) for arrays in zip(*(vars(block).values() for block in blocks), strict=True)))
