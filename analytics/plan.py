"""What the formulas know of one plan: its frames, its two indices, its zones."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

GESTION: Final = "gestion"
RESULTADO: Final = "resultado"
NATURE: Final = {GESTION: "proceso", RESULTADO: "resultado"}
"""The kind of indicator that each index is made of; gestión and resultado are never merged."""
ROOT: Final = "pam"
TOTAL: Final = "total"
ZONES: Final = ("urbana", "rural")


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
