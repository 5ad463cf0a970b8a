"""The plan as weighted trees of integers, one per index and slice: what hangs from what, whatever the cut-off."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import BoolArray, FloatArray, IntArray, equals, floats, places
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
class _Wood:
    """What every tree of a plan is cut from: codes instead of names. `goal` and `objective` are rows of the trunk."""

    trunk: Forest
    goal: IntArray
    weight: FloatArray
    slices: "pd.Series[str]"
    of_kind: dict[str, BoolArray]
    links: "_Links"


@dataclass(frozen=True)
class _Links:
    """Which objective each action hangs from; `share`: among how many objectives it splits."""

    action: IntArray
    objective: IntArray
    share: IntArray
    weight: FloatArray
    of_zone: dict[str, BoolArray]


def forest(plan: PlanFrames, rows: pd.DataFrame, trees: Sequence[tuple[str, str]]) -> Forest:
    """One tree per (index, slice) asked for; the indices are gestion and resultado.

    `rows`: goal_id, nature, slice, weight, one per indicator and slice; the actions are those of the plan, only in
    gestión. The actions of an objective form one node beside its goals that weighs as much as its goals with process
    indicators together (all of the objective if there are none); an action of several objectives splits its weight
    among them, so it counts once. One without objectives hangs from its goal's; without either, conformity C06 blocks
    it and it is out of the index. Zone slices take the actions of that zone and of both; inclusion slices, none.
    Raises ValueError for a node whose parent is not in the plan.
    """
    wood = _wood(plan, rows)
    return _joined([_tree(wood, kind, slice_code) for kind, slice_code in trees])


def _wood(plan: PlanFrames, rows: pd.DataFrame) -> _Wood:
    trunk = _trunk(plan)
    goals = np.flatnonzero(trunk.level == GOAL)
    return _Wood(
        trunk=trunk,
        goal=_row_of(goals, places(plan.goals["id"], rows["goal_id"])),
        weight=floats(rows, "weight"),
        slices=rows["slice"],
        of_kind={kind: equals(rows, "nature", nature) for kind, nature in NATURE.items()},
        links=_links(plan, np.flatnonzero(trunk.level == OBJECTIVE)),
    )


def _trunk(plan: PlanFrames) -> Forest:
    """What all trees share: the plan, its components, objectives and goals."""
    root = Forest(*(np.array([value]) for value in (ROOT, 0, -1, 100.0, False, 0)))
    of_objectives = places(plan.components["id"], plan.objectives["component_id"])
    of_goals = places(plan.objectives["id"], plan.goals["objective_id"])
    first = 1 + len(plan.components)
    components = _nodes(COMPONENT, np.zeros(len(plan.components), dtype=np.int64), floats(plan.components, "weight"))
    above = _row_of(np.arange(1, first), of_objectives)
    objectives = _nodes(OBJECTIVE, above, floats(plan.objectives, "weight"))
    above = _row_of(first + np.arange(len(plan.objectives)), of_goals)
    goals = _nodes(GOAL, above, floats(plan.goals, "weight"))
    return _stacked([root, components, objectives, goals])


def _links(plan: PlanFrames, objectives: IntArray) -> _Links:
    """The declared ties, or that of the action's goal for an action without any."""
    declared = plan.action_objectives[["action_id", "objective_id"]].drop_duplicates()
    action = places(plan.actions["id"], declared["action_id"])
    objective = _row_of(objectives, places(plan.objectives["id"], declared["objective_id"]))
    loose = np.setdiff1d(np.arange(len(plan.actions)), action)
    of_goal = _row_of(objectives, places(plan.objectives["id"], plan.goals["objective_id"]))
    by_goal = _row_of(of_goal, places(plan.goals["id"], plan.actions["goal_id"].take(loose)))
    action = np.concatenate([action, loose[by_goal >= 0]])
    objective = np.concatenate([objective, by_goal[by_goal >= 0]])[action >= 0]
    action = action[action >= 0]
    located = {zone: equals(plan.actions, "location", zone, "ambas")[action] for zone in ZONES}
    return _Links(
        action=action,
        objective=objective,
        share=np.bincount(action, minlength=len(plan.actions))[action],
        weight=floats(plan.actions, "weight")[action],
        of_zone={TOTAL: np.ones(len(action), dtype=np.bool_), **located},
    )


def _tree(wood: _Wood, kind: str, slice_code: str) -> Forest:
    leaves = np.flatnonzero(wood.of_kind[kind] & wood.slices.eq(slice_code).to_numpy(dtype=np.bool_))
    indicators = replace(_nodes(INDICATOR, wood.goal[leaves], wood.weight[leaves]), place=leaves)
    blocks = [wood.trunk, indicators]
    if kind == GESTION and slice_code in wood.links.of_zone:
        own = np.flatnonzero(wood.links.of_zone[slice_code])
        blocks += _actions(wood, own, np.unique(indicators.parent), len(wood.trunk.level) + len(leaves))
    return _stacked(blocks)


def _actions(wood: _Wood, own: IntArray, measured: IntArray, first: int) -> list[Forest]:
    """One "acciones" node per objective with actions, and its actions; `measured`: goals with process indicators."""
    trunk, links = wood.trunk, wood.links
    objectives, position = np.unique(links.objective[own], return_inverse=True)
    size = len(trunk.level)
    weighed = np.bincount(trunk.parent[measured], trunk.weight[measured], size)[objectives]
    with_goals = np.bincount(trunk.parent[measured], minlength=size)[objectives] > 0
    groups = _nodes(GROUP, objectives, np.where(with_goals, weighed, 1.0))
    actions = _nodes(ACTION, first + position, links.weight[own])
    return [
        replace(groups, place=trunk.place[objectives]),
        replace(actions, place=links.action[own], weight=actions.weight / links.share[own]),
    ]


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
    """The blocks of one tree, whose parents already are rows of it."""
    return Forest(*(np.concatenate(arrays) for arrays in zip(*(vars(block).values() for block in blocks), strict=True)))


def _joined(trees: Sequence[Forest]) -> Forest:
    """The trees one after another, each with rows of its own."""
    sizes = np.cumsum([0, *(len(tree.level) for tree in trees)])
    return _stacked(
        [
            replace(
                tree,
                parent=np.where(tree.parent < 0, -1, tree.parent + sizes[position]),
                tree=np.full(len(tree.level), position),
            )
            for position, tree in enumerate(trees)
        ]
    )
