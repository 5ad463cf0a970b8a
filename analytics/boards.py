"""The committee's figures: both indices side by side, the component × trimester matrix, the quadrant."""

from datetime import date
from typing import Final

import pandas as pd

from analytics import lights
from analytics.evaluation import evaluate_plan
from analytics.schedule import TRIMESTERS
from analytics.tree import GESTION, NATURE, RESULTADO, PlanFrames, evaluate_actions, rolled, tree

FIGURES: Final = ["strict", "reported", "coverage", "regression", "light"]


def index_nodes(
    plan: PlanFrames,
    trimester: int,
    today: date,
    kind: str,
    slice_code: str = "total",
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """Every node of one index at a cut-off, rolled up: the columns of `tree.rolled`."""
    evaluated = evaluate_plan(
        plan.indicators, plan.slices, plan.values, trimester, today, plan.year,
        grace_days=grace_days, include_unapproved=include_unapproved,
    )  # fmt: skip
    actions = evaluate_actions(plan, trimester, today, grace_days=grace_days, include_unapproved=include_unapproved)
    return rolled(tree(plan, evaluated, actions, kind, slice_code))


def indices(
    plan: PlanFrames, evaluated: pd.DataFrame, actions: pd.DataFrame, slice_code: str = "total"
) -> pd.DataFrame:
    """Both indices of the PAM and of each component: level, id, quadrant and, per kind, {gestion,resultado}_{figure}.

    Figures: strict, reported, coverage, regression, light. First the row of the plan (level and id "pam").
    """
    sides = []
    for kind in NATURE:
        nodes = rolled(tree(plan, evaluated, actions, kind, slice_code))
        top = nodes[nodes["level"].isin(["pam", "componente"])].set_index(["level", "id"])
        sides.append(top[FIGURES].add_prefix(f"{kind}_"))
    both = sides[0].join(sides[1]).reset_index()
    strict = zip(both[f"{GESTION}_strict"], both[f"{RESULTADO}_strict"], strict=True)
    return both.assign(quadrant=[quadrant(gestion, resultado) for gestion, resultado in strict])


def quadrant(gestion: float, resultado: float, threshold: float = lights.LOW) -> str:
    """The committee's headline: "ejecuta y transforma", "ejecuta sin transformar"…; "—" without both figures.

    A side is reached from the threshold on (default: where amarillo begins), judged on the figure as shown.
    """
    lit = lights.lights(pd.Series([gestion, resultado], dtype="float64"), low=threshold, high=threshold)
    names = {
        (lights.VERDE, lights.VERDE): "ejecuta y transforma",
        (lights.VERDE, lights.ROJO): "ejecuta sin transformar",
        (lights.ROJO, lights.VERDE): "transforma sin ejecutar",
        (lights.ROJO, lights.ROJO): "ni ejecuta ni transforma",
    }
    return names.get((lit.iloc[0], lit.iloc[1]), "—")


def component_matrix(
    plan: PlanFrames,
    today: date,
    kind: str,
    slice_code: str = "total",
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """Component × trimester, long: component_id, trimester (1–4), strict, reported, coverage, regression, light.

    In the order of the components. A trimester with nothing to evaluate has null figures and a gris light: "—".
    """
    blocks = []
    for trimester in TRIMESTERS:
        nodes = index_nodes(
            plan, trimester, today, kind, slice_code, grace_days=grace_days, include_unapproved=include_unapproved
        )
        own = nodes.loc[nodes["level"].eq("componente"), ["id", *FIGURES]].rename(columns={"id": "component_id"})
        blocks.append(own.assign(trimester=trimester))
    place = {component: position for position, component in enumerate(plan.components["id"])}
    matrix = pd.concat(blocks, ignore_index=True)
    matrix = matrix.assign(place=matrix["component_id"].map(place)).sort_values(["place", "trimester"])
    return matrix[["component_id", "trimester", *FIGURES]].reset_index(drop=True)
