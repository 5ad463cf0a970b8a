"""A plan of any size with all that a plan may have: holes, assumed lines, reports not approved, shared actions."""

from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.plan import PlanFrames

SLICES: Final = ("total", "urbana", "rural", "discapacidad")
TODAY: Final = date(2027, 2, 1)
_YEAR = 2026


def generated(
    seed: int = 1,
    *,
    components: int = 12,
    objectives: int = 60,
    goals: int = 180,
    indicators: int = 400,
    actions: int = 1_200,
) -> PlanFrames:
    """A plan of 2026; its figures are invented and mean nothing."""
    random = np.random.default_rng(seed)
    sheets = _indicators(random, indicators, goals)
    slices = _slices(random, sheets)
    tasks = _actions(random, actions, goals)
    return PlanFrames(
        year=_YEAR,
        components=pd.DataFrame({"id": _ids("c", components), "weight": _weights(random, components)}),
        objectives=_hung(random, "o", objectives, "component_id", "c", components),
        goals=_hung(random, "g", goals, "objective_id", "o", objectives),
        indicators=sheets,
        slices=slices,
        values=_values(random, slices),
        actions=tasks,
        action_objectives=_ties(random, tasks, objectives),
        action_progress=_progress(random, tasks),
    )


def _ids(letter: str, size: int) -> list[str]:
    return [f"{letter}{number}" for number in range(size)]


def _weights(random: np.random.Generator, size: int) -> Any:
    """Whole numbers, now and then none."""
    return np.where(random.random(size) < 0.1, 0.0, random.integers(1, 100, size).astype(np.float64))


def _hung(random: np.random.Generator, letter: str, size: int, column: str, above: str, choices: int) -> pd.DataFrame:
    parents = [f"{above}{number}" for number in random.integers(0, choices, size)]
    return pd.DataFrame({"id": _ids(letter, size), column: parents, "weight": _weights(random, size)})


def _indicators(random: np.random.Generator, size: int, goals: int) -> pd.DataFrame:
    return _hung(random, "i", size, "goal_id", "g", goals).assign(
        nature=random.choice(["proceso", "resultado"], size),
        accumulation=random.choice(["suma", "nivel", "flujo", "escala", "hito"], size),
        sense=random.choice(["aumento", "reduccion", "mantener_min", "mantener_max"], size, p=[0.6, 0.2, 0.1, 0.1]),
        basis=random.choice(["brecha", "directo"], size),
        low=_holed(random, np.full(size, 60.0), 0.5),
        high=_holed(random, np.full(size, 85.0), 0.5),
    )


def _holed(random: np.random.Generator, values: Any, share: float) -> Any:
    return np.where(random.random(len(values)) < share, np.nan, values)


def _slices(random: np.random.Generator, sheets: pd.DataFrame) -> pd.DataFrame:
    size = len(sheets) * len(SLICES)
    baseline, target = (random.integers(low, 100, size).astype(np.float64) for low in (0, 1))
    done = np.repeat(sheets["accumulation"].eq("hito").to_numpy(), len(SLICES))
    declared = random.random(size) < 0.7
    rows: dict[str, Any] = {
        "indicator_id": np.repeat(sheets["id"].to_numpy(), len(SLICES)),
        "slice": np.tile(SLICES, len(sheets)),
        "applies": random.random(size) < 0.95,
        "baseline": _holed(random, baseline, 0.1),
        "target": np.where(done, 1.0, _holed(random, target, 0.05)),
        "original_target": np.where(done, 1.0, target),
    }
    for number in range(1, 5):
        position = np.round(baseline + (target - baseline) * number / 4, 2)
        rows[f"t{number}"] = np.where(declared, _holed(random, position, 0.1), np.nan)
    return pd.DataFrame(rows)


def _values(random: np.random.Generator, slices: pd.DataFrame) -> pd.DataFrame:
    blocks = [
        slices[["indicator_id", "slice"]].assign(
            trimester=number,
            value=_holed(random, random.integers(0, 110, len(slices)).astype(np.float64), 0.05),
            approved=random.random(len(slices)) < 0.8,
        )
        for number in range(1, 5)
    ]
    every = pd.concat(blocks, ignore_index=True)
    return every[random.random(len(every)) < 0.9].reset_index(drop=True)


def _actions(random: np.random.Generator, size: int, goals: int) -> pd.DataFrame:
    first = date(_YEAR, 1, 1)
    starts = random.integers(0, 200, size)
    goal = np.array([f"g{number}" for number in random.integers(0, goals, size)], dtype=object)
    goal[random.random(size) < 0.1] = None
    return pd.DataFrame(
        {
            "id": _ids("a", size),
            "goal_id": goal,
            "start_date": [first + timedelta(days=int(days)) for days in starts],
            "end_date": [first + timedelta(days=int(days)) for days in starts + random.integers(0, 160, size)],
            "location": random.choice(["urbana", "rural", "ambas"], size),
            "weight": _weights(random, size),
            "appropriated": _holed(random, random.integers(0, 900, size) * 1e6, 0.2),
        }
    )


def _ties(random: np.random.Generator, actions: pd.DataFrame, objectives: int) -> pd.DataFrame:
    """Most actions of one objective, some of two, some of none."""
    first, second = (actions.loc[random.random(len(actions)) < share, "id"] for share in (0.9, 0.2))
    tied = pd.concat([first, second], ignore_index=True)
    of = [f"o{number}" for number in random.integers(0, objectives, len(tied))]
    return pd.DataFrame({"action_id": tied, "objective_id": of})


def _progress(random: np.random.Generator, actions: pd.DataFrame) -> pd.DataFrame:
    blocks = [
        actions[["id"]]
        .rename(columns={"id": "action_id"})
        .assign(
            trimester=number,
            physical=_holed(random, random.integers(0, 101, len(actions)).astype(np.float64), 0.1),
            committed=_holed(random, random.integers(0, 500, len(actions)) * 1e6, 0.2),
            approved=random.random(len(actions)) < 0.8,
        )
        for number in range(1, 5)
    ]
    every = pd.concat(blocks, ignore_index=True)
    return every[random.random(len(every)) < 0.9].reset_index(drop=True)
