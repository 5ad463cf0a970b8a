"""A municipality beside the whole: its figures against the plan's baselines and targets, and its money by zone."""

from typing import Final

import pandas as pd

from analytics.arrays import require
from analytics.reach import BOTH

_FALLING: Final = ["reduccion", "mantener_max"]
LOCATIONS: Final = ["rural", "urbana", BOTH]


def compare(figures: pd.DataFrame) -> pd.DataFrame:
    """`figures` (value, baseline, target, sense) with three more columns; each is null when a figure is missing.

    gap: value − baseline, the municipality against the whole in the unit of the indicator. favourable: whether that
    gap is to its favour; null when there is none. to_target: how far the municipality is from the plan's target in the
    direction of the sense; 0 or less, it is there.
    """
    require(figures, ["value", "baseline", "target", "sense"])
    value, baseline, target = (
        pd.to_numeric(figures[name]).astype("float64") for name in ("value", "baseline", "target")
    )
    sign = figures["sense"].isin(_FALLING).map({True: -1.0, False: 1.0})
    gap = value - baseline
    favourable = (gap * sign).gt(0).astype("boolean").mask(gap.isna() | gap.eq(0))
    return figures.assign(gap=gap, favourable=favourable, to_target=(target - value) * sign)


def by_location(rows: pd.DataFrame) -> pd.DataFrame:
    """How many actions and how much money by location: location, actions, amount, share (percent of the money).

    `rows`: id, location, amount (null when not known), one row per action. The three locations are always there and
    add up to the whole. What is for both zones is not split: the plan does not say how much is of each.
    """
    require(rows, ["id", "location", "amount"])
    grouped = rows.groupby("location")
    found = pd.DataFrame({"actions": grouped["id"].nunique(), "amount": grouped["amount"].sum(min_count=1)})
    found = found.reindex(LOCATIONS)
    actions = found["actions"].fillna(0).astype("int64")
    amount = found["amount"].mask(actions.eq(0), 0).astype("Int64")
    total = int(amount.sum())
    share = amount.astype("Float64") / total * 100 if total else pd.Series(float("nan"), index=found.index)
    made = pd.DataFrame({"location": LOCATIONS, "actions": actions.to_numpy(), "amount": amount.to_numpy()})
    return made.assign(share=share.astype("Float64").to_numpy(dtype="float64", na_value=float("nan")))


def estimated_rural(located: pd.DataFrame, rural_percent: float | None) -> tuple[float | None, float | None]:
    """The money and the percent that are rural if what is for both zones were shared by `rural_percent`.

    `located` as `by_location` gives it. An estimate, to be called so; null when the percent is not known or there is no
    money.
    """
    amounts = located.set_index("location")["amount"].astype("Float64").fillna(0)
    total = float(amounts.sum())
    if rural_percent is None or pd.isna(rural_percent) or not total:
        return None, None
    rural = float(amounts["rural"]) + float(amounts[BOTH]) * float(rural_percent) / 100
    return rural, rural / total * 100
