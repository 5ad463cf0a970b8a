"""Which denominator weighs a rate."""

import pandas as pd
import pytest

from analytics.baseline import weighted_mean
from analytics.denominators import weighed

NOTHING = pd.DataFrame({"year": [], "municipality_code": [], "value": []})


def figures(denominators: list[float | None]) -> pd.DataFrame:
    codes = [str(number) for number in range(len(denominators))]
    values = [10.0 * number for number in range(len(denominators))]
    return pd.DataFrame(
        {"year": 2022, "municipality_code": codes, "value": values, "denominator": pd.Series(denominators, dtype=float)}
    )


def population(values: list[float | None]) -> pd.DataFrame:
    codes = [str(number) for number in range(len(values))]
    return pd.DataFrame({"year": 2022, "municipality_code": codes, "value": pd.Series(values, dtype=float)})


def test_own_denominators_win_over_the_population() -> None:
    found = weighed(figures([1, 3]), population([3, 1]))
    assert not found.by_population
    assert weighted_mean(found.observations["value"], found.observations["denominator"]).value == 7.5


def test_without_own_denominators_the_population_weighs() -> None:
    found = weighed(figures([None, None]), population([3, 1]))
    assert found.by_population
    assert weighted_mean(found.observations["value"], found.observations["denominator"]).value == 2.5


def test_a_municipality_without_population_leaves_the_rate_unsaid() -> None:
    found = weighed(figures([None, None]), population([3, None]))
    mean = weighted_mean(found.observations["value"], found.observations["denominator"])
    assert mean.value is None
    assert "1 municipios" in mean.reason


@pytest.mark.parametrize("weights", [NOTHING, population([None, None])])
def test_without_any_population_nothing_weighs(weights: pd.DataFrame) -> None:
    found = weighed(figures([None, None]), weights)
    assert not found.by_population
    assert found.observations["denominator"].isna().all()


def test_the_population_of_another_year_does_not_weigh() -> None:
    other = population([3, 1]).assign(year=2021)
    assert weighed(figures([None, None]), other).observations["denominator"].isna().all()
