"""The plan as a tree of weighted nodes for each index: gestión and resultado are never merged (ANALYTICS.md)."""

from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.accumulation import by_trimester
from analytics.actions import advance
from analytics.arrays import FloatArray, flags, floats, require
from analytics.progress import grade
from analytics.rollup import roll_up
from analytics.schedule import cutoff, is_due

GESTION: Final = "gestion"
RESULTADO: Final = "resultado"
NATURE: Final = {GESTION: "proceso", RESULTADO: "resultado"}
ROOT: Final = "pam"
ZONES: Final = ("urbana", "rural")
_NODE: Final = {
    "node": "object", "parent": "object", "level": "object", "id": "object",
    "weight": "float64", "assumed_weight": "bool", "contribution": "float64", "status": "object",
}  # fmt: skip


@dataclass(frozen=True)
class PlanFrames:
    """What the records know of one plan; extra columns are ignored.

    components: id, weight · objectives: id, component_id, weight · goals: id, objective_id, weight · indicators, slices
    and values: as in `evaluation.measures` · actions: id, goal_id, start_date, end_date, location (urbana, rural,
    ambas), weight[, appropriated] · action_objectives: action_id, objective_id · action_progress: action_id, trimester,
    physical (percent, cumulative), approved[, committed].
    """

    year: int
    components: pd.DataFrame
    objectives: pd.DataFrame
    goals: pd.DataFrame
    indicators: pd.DataFrame
    slices: pd.DataFrame
    values: pd.DataFrame
    actions: pd.DataFrame
    action_objectives: pd.DataFrame
    action_progress: pd.DataFrame


def evaluate_actions(
    plan: PlanFrames, trimester: int, today: date, *, grace_days: int = 0, include_unapproved: bool = False
) -> pd.DataFrame:
    """One row per action at the cut-off, in the order of `plan.actions`.

    Columns: action_id, start, end, physical, approved, due, elapsed, gap, financial, percent (physical / elapsed),
    shown, contribution, status, light. The light is that of the gap (−10, −25 points). Before its start with nothing
    done an action is no_programado; done in full and approved, it stays done without new reports.
    """
    require(plan.actions, ["id", "start_date", "end_date"])
    given = _physical(plan, trimester, include_unapproved)
    timed = advance(given, cutoff(plan.year, trimester))
    idle = timed["elapsed"].eq(0) & ~(given["physical"] > 0)
    measured = given.assign(
        accumulation="nivel", sense="aumento", basis="directo", baseline=np.nan, applies=True,
        target=timed["elapsed"], actual=given["physical"].mask(idle), low=np.nan, high=np.nan,
        is_scheduled=timed["elapsed"].ne(0), due=is_due(plan.year, trimester, today, grace_days),
    )  # fmt: skip
    graded = grade(measured)
    covered = graded["status"].isin(statuses.COVERED)
    own = given[["action_id", "start", "end", "physical", "approved"]].assign(due=measured["due"])
    result = own.join(timed[["elapsed", "gap", "financial"]]).join(graded.drop(columns="light"))
    return result.assign(light=timed["light"].where(covered, lights.GRIS))


def _physical(plan: PlanFrames, trimester: int, include_unapproved: bool) -> pd.DataFrame:
    """Physical advance reported this trimester, or the full one approved before; money to date."""
    rows = plan.actions.rename(columns={"id": "action_id", "start_date": "start", "end_date": "end"})
    rows = rows.reset_index(drop=True)
    progress = plan.action_progress
    if "committed" not in progress:
        progress = progress.assign(committed=np.nan)
    approved = progress.loc[np.logical_or(flags(progress, "approved"), include_unapproved)]
    every = _wide(progress, rows, "physical", trimester)
    official = _wide(approved, rows, "physical", trimester)
    done = (official >= 100).any(axis=1) & np.isnan(every[:, -1])
    return rows.assign(
        physical=np.where(done, 100.0, every[:, -1]),
        approved=~np.isnan(official[:, -1]) | np.isnan(every[:, -1]),
        committed=_latest(_wide(approved, rows, "committed", trimester)),
    )


def _wide(progress: pd.DataFrame, rows: pd.DataFrame, column: str, trimester: int) -> FloatArray:
    return by_trimester(progress, ["action_id"], rows, column)[:, :trimester]


def _latest(amounts: FloatArray) -> FloatArray:
    """Commitments are reported cumulative: the last one known."""
    latest: FloatArray = pd.DataFrame(amounts).ffill(axis=1).iloc[:, -1].to_numpy(dtype=np.float64)
    return latest


def tree(
    plan: PlanFrames, evaluated: pd.DataFrame, actions: pd.DataFrame, kind: str, slice_code: str = "total"
) -> pd.DataFrame:
    """Nodes of one index on one slice, ready for `roll_up`: node, parent, level, id, weight, contribution, status,
    assumed_weight (siblings with no weight declared share evenly: say so).

    `evaluated`: from `evaluate_plan`; `actions`: from `evaluate_actions`; `kind`: gestion (process indicators and
    actions) or resultado (result indicators). Levels: pam, componente, objetivo, meta, indicador, acciones, accion.
    The actions of an objective form one node beside its goals that weighs as much as its goals with process indicators
    together (all of the objective if there are none); an action of several objectives splits its weight among them, so
    it counts once. One without objectives hangs from its goal's; without either, conformity C06 blocks it and it is
    out of the index. Zone slices take the actions of that zone and of both; inclusion slices, none.
    """
    leaves = evaluated[evaluated["nature"].eq(NATURE[kind]) & evaluated["slice"].eq(slice_code)]
    goals = _named(plan.goals, "meta", "id", "objetivo", "objective_id")
    blocks = [
        pd.DataFrame([{"node": ROOT, "level": ROOT, "id": ROOT, "weight": 100.0, "assumed_weight": False}]),
        _named(plan.components.assign(root=ROOT), "componente", "id", None, "root"),
        _named(plan.objectives, "objetivo", "id", "componente", "component_id"),
        goals,
        _named(leaves, "indicador", "indicator_id", "meta", "goal_id"),
    ]
    if kind == GESTION and slice_code in ("total", *ZONES):
        measured = goals[goals["id"].isin(leaves["goal_id"])]
        blocks += _action_nodes(plan, actions, measured, slice_code)
    nodes = [block.reindex(columns=list(_NODE)).astype(_NODE) for block in blocks if len(block)]
    return pd.concat(nodes, ignore_index=True)


def rolled(nodes: pd.DataFrame) -> pd.DataFrame:
    """Nodes of `tree` with strict, reported, coverage, regression and the light of the strict figure."""
    figures = roll_up(nodes)
    return nodes.join(figures).assign(light=lights.lights(figures["strict"]))


def status_counts(nodes: pd.DataFrame) -> pd.DataFrame:
    """How many leaves of each status lie below every node: index node, one column per status (each counted apart)."""
    parent = nodes.set_index("node")["parent"]
    below = nodes.loc[nodes["status"].notna(), ["node", "status"]]
    found = []
    while len(below):
        found.append(below)
        above = below.assign(node=below["node"].map(parent))
        below = above[above["node"].notna()]
    if not found:
        return pd.DataFrame(0, index=pd.Index(nodes["node"]), columns=list(statuses.ALL))
    every = pd.concat(found)
    counts = pd.crosstab(every["node"], every["status"])
    return counts.reindex(index=pd.Index(nodes["node"]), columns=list(statuses.ALL), fill_value=0)


def _named(frame: pd.DataFrame, level: str, own: str, above: str | None, parent: str) -> pd.DataFrame:
    """The rows as nodes called "level:id"; siblings without any declared weight share evenly."""
    weight = pd.Series(np.nan_to_num(floats(frame, "weight")), index=frame.index)
    undeclared = weight.groupby(frame[parent]).transform("sum").eq(0)
    prefix = "" if above is None else f"{above}:"
    return frame.assign(
        node=f"{level}:" + frame[own].astype(str),
        parent=prefix + frame[parent].astype(str),
        level=level,
        id=frame[own],
        weight=weight.mask(undeclared, 1.0),
        assumed_weight=undeclared,
    )


def _action_nodes(
    plan: PlanFrames, evaluated: pd.DataFrame, goals: pd.DataFrame, slice_code: str
) -> list[pd.DataFrame]:
    """One "acciones" node per objective with actions, and its actions; `goals`: nodes with process indicators."""
    links = _links(plan)
    share = links.groupby("action_id")["objective_id"].transform("size")
    located = plan.actions if slice_code == "total" else plan.actions[_located(plan.actions, slice_code)]
    own = located[["id", "weight"]].rename(columns={"id": "action_id"})
    leaves = links.assign(share=share).merge(own, on="action_id").merge(evaluated, on="action_id")
    nodes = _named(leaves, "accion", "action_id", "acciones", "objective_id")
    nodes["node"] = nodes["node"] + "@" + nodes["objective_id"].astype(str)
    nodes["weight"] = nodes["weight"] / nodes["share"]
    groups = leaves[["objective_id"]].drop_duplicates()
    weights = groups["objective_id"].map(goals.groupby("objective_id")["weight"].sum())
    groups = groups.assign(weight=weights.fillna(1.0))
    return [_named(groups, "acciones", "objective_id", "objetivo", "objective_id"), nodes]


def _links(plan: PlanFrames) -> pd.DataFrame:
    """action_id, objective_id: the declared ones, or that of the action's goal for an action without any."""
    links = plan.action_objectives[["action_id", "objective_id"]].drop_duplicates()
    loose = plan.actions[~plan.actions["id"].isin(links["action_id"])]
    goals = plan.goals[["id", "objective_id"]].rename(columns={"id": "goal_id"})
    by_goal = loose[["id", "goal_id"]].merge(goals, on="goal_id").rename(columns={"id": "action_id"})
    return pd.concat([links, by_goal[["action_id", "objective_id"]]], ignore_index=True)


def _located(actions: pd.DataFrame, zone: str) -> "pd.Series[bool]":
    return actions["location"].isin([zone, "ambas"])
