"""What weighs each municipality's rate: its own denominator, or the population that the catalog names for it."""

from dataclasses import dataclass

import pandas as pd

from analytics.arrays import require

_KEY = ["year", "municipality_code"]


@dataclass(frozen=True)
class Weighed:
    """`observations` with `denominator` filled for weighing; `by_population` says that it is not the rate's own."""

    observations: pd.DataFrame
    by_population: bool


def weighed(observations: pd.DataFrame, population: pd.DataFrame) -> Weighed:
    """The figures of one indicator, zone and group, ready for `baseline.weighted_mean`.

    `observations` and `population` (the weighing count, same zone and group): year, municipality_code, value and, the
    first, denominator. Own denominators win as soon as one figure has one: mixing the two would weigh people against
    enrolments. A municipality without population keeps a null weight, which the mean refuses with its reason.
    """
    require(observations, [*_KEY, "value", "denominator"])
    require(population, [*_KEY, "value"])
    if observations["denominator"].notna().any() or population["value"].isna().all():
        return Weighed(observations, by_population=False)
    weights = population.set_index(_KEY)["value"].rename("denominator")
    joined = observations.drop(columns="denominator").join(weights, on=_KEY)
    return Weighed(joined[observations.columns], by_population=True)
