"""How the order moves when one thing is otherwise: the weight of a criterion, or a voter less (ANALYTICS.md,
Prioritization, sensitivity)."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analytics.numbers import quantize9
from analytics.prioritization import CRITERIA, ORDER, rank, ranks

_WATCHED = 5


def first_places(factors: int) -> int:
    """How many places are watched: the first five, or all but the last when they are fewer."""
    return max(1, min(_WATCHED, factors - 1))


def reweighted(scores: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """factor, total, rank, moved with those weights of the criteria, the first on top; only the factors with a rank.

    The total keeps its scale of 3 to 15: it is three times the weighted mean. `moved` is how many places the factor
    goes up (positive) or down. Raises ValueError unless the weights are not negative and some is positive.
    """
    given = {criterion: float(weights[criterion]) for criterion in CRITERIA}
    whole = sum(given.values())
    if min(given.values()) < 0 or whole <= 0:
        raise ValueError("the weights may not be negative nor all zero")
    base = rank(scores).dropna(subset=["total"]).set_index("factor")
    shares = np.array(list(given.values())) * len(CRITERIA) / whole
    total = pd.Series(quantize9(base[list(given)].to_numpy("float64") @ shares), index=base.index)
    places = ranks(base.assign(total=total)[ORDER])
    found = pd.DataFrame({"total": total, "rank": places, "moved": base["rank"] - places})
    return found.sort_values("rank", kind="stable").reset_index()


def without_each(scores: pd.DataFrame, top: int) -> pd.DataFrame:
    """What the order would be without each voter: voter, changes_order, changes_top (bool), order (factors), ranks.

    `scores`: factor, voter, trend, urgency, impact. `ranks` is factor → place, without those that only that voter
    scored. Nothing is said of a single voter: without them there is no order.
    """
    base = _places(scores)
    voters = list(dict.fromkeys(scores["voter"]))
    rows = []
    for voter in voters if len(voters) > 1 else []:
        again = _places(scores[scores["voter"] != voter])
        shared = base.index.intersection(again.index, sort=False)
        rows.append(
            {
                "voter": voter,
                "changes_order": len(shared) < len(base) or bool((again[shared] != base[shared]).any()),
                "changes_top": set(base.index[base <= top]) != set(again.index[again <= top]),
                "order": again.index.tolist(),
                "ranks": {str(factor): int(place) for factor, place in again.items()},
            }
        )
    return pd.DataFrame(rows, columns=["voter", "changes_order", "changes_top", "order", "ranks"])


def range_without(without: pd.DataFrame, factors: Sequence[str]) -> pd.DataFrame:
    """The best and the worst place of each factor in the answer of `without_each`: factor, best, worst (Int64), and
    whether it is left without a score when its only voter is missing: unscored (bool)."""
    seen: dict[str, list[int]] = {factor: [] for factor in factors}
    for places in without["ranks"]:
        for factor, place in places.items():
            seen[factor].append(place)
    best = pd.Series([min(places, default=pd.NA) for places in seen.values()], dtype="Int64")
    worst = pd.Series([max(places, default=pd.NA) for places in seen.values()], dtype="Int64")
    unscored = [len(places) < len(without) for places in seen.values()]
    return pd.DataFrame({"factor": list(factors), "best": best, "worst": worst, "unscored": unscored})


def _places(scores: pd.DataFrame) -> "pd.Series[int]":
    """Factor → place, in order."""
    return rank(scores).dropna(subset=["total"]).set_index("factor")["rank"]
