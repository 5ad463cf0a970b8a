"""The plan as a tree of weighted nodes for each index: gestión and resultado are never merged (ANALYTICS.md)."""

from typing import Any

import numpy as np
import pandas as pd

from analytics import lights, statuses
from analytics.arrays import ObjectArray, floats
from analytics.forest import ACTION, COMPONENT, GOAL, GROUP, INDICATOR, LEVELS, OBJECTIVE, ROOT, Forest, forest
from analytics.plan import GESTION, NATURE, RESULTADO, TOTAL, ZONES, PlanFrames
from analytics.rollup import roll_up
from analytics.underway import evaluate_actions

__all__ = [
    "GESTION", "NATURE", "RESULTADO", "TOTAL", "ZONES", "PlanFrames",
    "evaluate_actions", "ids", "of_leaves", "rolled", "status_counts", "tree",
]  # fmt: skip


def tree(
    plan: PlanFrames, evaluated: pd.DataFrame, actions: pd.DataFrame, kind: str, slice_code: str = TOTAL
) -> pd.DataFrame:
    """Nodes of one index on one slice, ready for `roll_up`: node, parent, level, id, weight, assumed_weight (siblings
    with no weight declared share evenly: say so), contribution, status.

    `evaluated`: from `evaluate_plan`, and `actions`: from `evaluate_actions`, both of one cut-off · `kind`: gestion
    (process indicators and actions) or resultado (result indicators). Levels: pam, componente, objetivo, meta,
    indicador, acciones, accion; how they hang and weigh is in `forest`.
    """
    found = forest(plan, evaluated, [(kind, slice_code)])
    done = actions.set_index("action_id").reindex(plan.actions["id"])
    own = ids(plan, evaluated, found)
    node = _names(found, own)
    return pd.DataFrame(
        {
            "node": node,
            "parent": np.append(node, np.nan)[found.parent],
            "level": np.array(LEVELS, dtype=object)[found.level],
            "id": own,
            "weight": found.weight,
            "assumed_weight": found.assumed,
            "contribution": of_leaves(
                found, floats(evaluated, "contribution"), floats(done, "contribution"), absent=np.nan
            ),
            "status": of_leaves(found, _objects(evaluated["status"]), _objects(done["status"]), absent=np.nan),
        }
    )


def ids(plan: PlanFrames, rows: pd.DataFrame, found: Forest) -> ObjectArray:
    """The id of every node in its own frame; `rows`: indicator_id, one per indicator and slice."""
    result: ObjectArray = np.full(len(found.level), LEVELS[ROOT], dtype=object)
    sources = {
        COMPONENT: plan.components["id"], OBJECTIVE: plan.objectives["id"], GOAL: plan.goals["id"],
        INDICATOR: rows["indicator_id"], GROUP: plan.objectives["id"], ACTION: plan.actions["id"],
    }  # fmt: skip
    for level, source in sources.items():
        at = found.level == level
        result[at] = _objects(source)[found.place[at]]
    return result


def _objects(column: "pd.Series[str]") -> ObjectArray:
    found: ObjectArray = column.to_numpy(dtype=object)
    return found


def _names(found: Forest, own: ObjectArray) -> ObjectArray:
    """The level and the id, as in "meta:7"; an action also says of which objective; the root is the plan."""
    result: ObjectArray = np.array([f"{level}:" for level in LEVELS], dtype=object)[found.level] + own
    result[found.level == ROOT] = LEVELS[ROOT]
    actions = found.level == ACTION
    result[actions] += "@" + own[found.parent[actions]]
    return result


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


def of_leaves(found: Forest, of_indicators: Any, of_actions: Any, *, absent: Any) -> Any:
    """An array of the evaluated rows and one of the actions over the nodes: absent on those that are not leaves."""
    result = np.full((len(found.level), *of_indicators.shape[1:]), absent, dtype=of_indicators.dtype)
    for level, source in ((INDICATOR, of_indicators), (ACTION, of_actions)):
        at = found.level == level
        result[at] = source[found.place[at]]
    return result
