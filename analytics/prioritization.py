"""Order of the factors by trend, urgency and impact (ANALYTICS.md, Prioritization; manual, activity 2)."""

from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import FloatArray, require
from analytics.numbers import quantize9

CRITERIA: Final = ("trend", "urgency", "impact")
LOWEST, HIGHEST = 1, 5
ORDER: Final = ["total", "impact", "urgency", "trend"]
_SEED = 20260101


def is_score(value: object) -> bool:
    """Whether the value is a whole number from 1 to 5; anything else is refused at entry."""
    return not bool(_valid(pd.Series([value], dtype="object")).isna().iloc[0])


def rank(scores: pd.DataFrame) -> pd.DataFrame:
    """One row per factor, the first ranked on top: factor, trend, urgency, impact, total, rank, tied, spread…

    `scores`: factor[, voter], trend, urgency, impact; one row per factor, or per factor and voter. The three criteria
    of the answer are means over the voters (1–5), `total` their sum (3–15), `rank` Int64 by total, then impact,
    urgency and trend. A full tie shares the rank (1, 1, 3) and is `tied`: the committee owes a note. A factor with a
    score that is missing or refused has neither total nor rank. `spread` is the widest disagreement among voters in
    points; `spread_*`, `lowest_*` and `highest_*` say it per criterion.
    """
    require(scores, ["factor", *CRITERIA])
    valid = scores.assign(**{criterion: _valid(scores[criterion]) for criterion in CRITERIA})
    result = _by_factor(valid)
    complete = result["total"].notna()
    result["rank"] = ranks(result[complete][ORDER]).reindex(result.index)
    result["tied"] = result.duplicated(ORDER, keep=False) & complete
    ordered = result.sort_index(key=lambda factors: factors.astype(str)).sort_values("rank", kind="stable")
    return ordered.reset_index()


def sensitivity(scores: pd.DataFrame, top: int, runs: int = 1000, seed: int = _SEED) -> pd.DataFrame:
    """How firm the first places are: factor, share_in_top (percent of `runs` random weightings of the criteria).

    Weights are drawn uniformly among those that add up to 1, always the same for the same seed. Whoever ties with the
    last place of the top is in it. Only ranked factors; in the order of `rank`.
    """
    ranked = rank(scores).dropna(subset=["total"])
    weights = np.random.default_rng(seed).dirichlet(np.ones(len(CRITERIA)), size=runs)
    totals = quantize9(ranked[list(CRITERIA)].to_numpy(dtype=np.float64) @ weights.T)
    place = max(len(ranked) - top, 0)
    threshold = np.partition(totals, place, axis=0)[place] if len(ranked) else totals.max(axis=0, initial=0)
    return pd.DataFrame(
        {"factor": ranked["factor"].array, "share_in_top": (totals >= threshold).mean(axis=1) * 100},
    )


def doubled(scores: pd.DataFrame, top: int) -> pd.DataFrame:
    """What doubling each criterion would change: criterion, changes_order, changes_top (bool), order (list), ranks.

    `ranks` is factor → place. Order is `rank`'s, with the doubled criterion counted twice in the total; ties are broken
    in the same way.
    """
    ranked = rank(scores).dropna(subset=["total"]).set_index("factor")
    base = ranked["rank"]
    rows = []
    for criterion in CRITERIA:
        again = ranks(ranked.assign(total=ranked["total"] + ranked[criterion])[ORDER])
        rows.append(
            {
                "criterion": criterion,
                "changes_order": bool((again != base).any()),
                "changes_top": bool(((again <= top) != (base <= top)).any()),
                "order": again.sort_values(kind="stable").index.tolist(),
                "ranks": {str(factor): int(place) for factor, place in again.items()},
            }
        )
    return pd.DataFrame(rows)


def _valid(column: "pd.Series[float]") -> "pd.Series[float]":
    """Whole numbers from 1 to 5 as float; null for anything else."""
    numbers = pd.to_numeric(column, errors="coerce").astype("float64")
    return numbers.where(numbers.between(LOWEST, HIGHEST) & (numbers % 1 == 0))


def _by_factor(valid: pd.DataFrame) -> pd.DataFrame:
    """Mean, sum and spread per factor; a criterion with any vote missing is null."""
    votes = valid.groupby("factor", sort=True)[list(CRITERIA)]
    # min_count per group cannot be asked of mean(): a missing vote must empty the criterion, not shrink the voters
    means = votes.mean().where(votes.count().eq(votes.size(), axis=0))
    result = means.assign(total=quantize9(_sums(means)))
    lowest, highest = votes.min(), votes.max()
    for criterion in CRITERIA:
        result[f"lowest_{criterion}"] = lowest[criterion]
        result[f"highest_{criterion}"] = highest[criterion]
        result[f"spread_{criterion}"] = highest[criterion] - lowest[criterion]
    result["spread"] = (highest - lowest).max(axis=1)
    return result


def _sums(means: pd.DataFrame) -> FloatArray:
    sums: FloatArray = means.to_numpy(dtype=np.float64).sum(axis=1)
    return sums


def ranks(keys: pd.DataFrame) -> "pd.Series[int]":
    """Competition ranks (1, 1, 3) of rows by their columns, the greatest first."""
    ordered = keys.round(9).sort_values(list(keys.columns), ascending=False, kind="stable")
    new = ~ordered.duplicated()
    places = pd.Series(np.arange(1, len(ordered) + 1), index=ordered.index).where(new).ffill()
    return places.reindex(keys.index).astype("Int64")
