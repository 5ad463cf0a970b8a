"""The committee's figures: both indices side by side, the component × trimester matrix, the quadrant."""

from datetime import date

import pandas as pd

from analytics import lights
from analytics.plan import GESTION, NATURE, RESULTADO, TOTAL, PlanFrames
from analytics.year import FIGURES, evaluate_year, index_figures

__all__ = [
    "FIGURES", "GESTION", "RESULTADO", "component_matrix", "indices", "matrix_of", "quadrant", "side_by_side",
]  # fmt: skip


def indices(plan: PlanFrames, evaluated: pd.DataFrame, actions: pd.DataFrame, slice_code: str = TOTAL) -> pd.DataFrame:
    """`side_by_side` of one cut-off, from the rows of `evaluate_plan` and of `evaluate_actions` at it."""
    trimesters = pd.concat([evaluated["trimester"], actions["trimester"]]).unique()
    return side_by_side(index_figures(plan, evaluated, actions, trimesters[:1] if len(trimesters) else [1]), slice_code)


def side_by_side(nodes: pd.DataFrame, slice_code: str = TOTAL) -> pd.DataFrame:
    """Both indices of the PAM and of each component: level, id, quadrant and, per kind, {gestion,resultado}_{figure}.

    `nodes`: those of a `Year` at one cut-off. Figures: FIGURES. First the row of the plan (level and id "pam").
    """
    own = nodes[nodes["slice"].eq(slice_code) & nodes["level"].isin(["pam", "componente"])]
    sides = [own[own["kind"].eq(kind)].set_index(["level", "id"])[FIGURES].add_prefix(f"{kind}_") for kind in NATURE]
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
    slice_code: str = TOTAL,
    *,
    grace_days: int = 0,
    include_unapproved: bool = False,
) -> pd.DataFrame:
    """`matrix_of` a plan that is evaluated for it."""
    year = evaluate_year(plan, today, grace_days=grace_days, include_unapproved=include_unapproved)
    return matrix_of(year.nodes, kind, slice_code)


def matrix_of(nodes: pd.DataFrame, kind: str, slice_code: str = TOTAL) -> pd.DataFrame:
    """Component × trimester, long: component_id, trimester (1–4), strict, reported, coverage, regression, light.

    `nodes`: those of a `Year`. In the order of the components. A trimester with nothing to evaluate has null figures
    and a gris light: "—".
    """
    own = nodes[nodes["kind"].eq(kind) & nodes["slice"].eq(slice_code) & nodes["level"].eq("componente")]
    place = own["id"].map({component: position for position, component in enumerate(own["id"].unique())})
    matrix = own.assign(place=place).sort_values(["place", "trimester"]).rename(columns={"id": "component_id"})
    return matrix[["component_id", "trimester", *FIGURES]].reset_index(drop=True)
