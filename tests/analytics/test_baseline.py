"""Means, gaps, distances, outliers, holes and trends of the characterization."""

import pandas as pd
import pytest

from analytics import baseline


def observations(*rows):
    columns = ["year", "municipality_code", "zone", "inclusion_group", "value", "denominator"]
    return pd.DataFrame(rows, columns=columns).assign(indicator_code="desercion", numerator=None)


def everyone(year, *values, zone="total", group="todos"):
    return [(year, f"470{place:02}", zone, group, value, 100.0) for place, value in enumerate(values)]


def test_the_two_means_are_labelled_and_differ():
    values, weights = pd.Series([5.0, 8.0, None]), pd.Series([12000.0, 8000.0, None])
    simple, weighted = baseline.simple_mean(values), baseline.weighted_mean(values, weights)
    assert (simple.value, simple.label) == (6.5, "media simple de 2 municipios")
    assert (weighted.value, weighted.label) == (6.2, "tasa ponderada de 2 municipios")


@pytest.mark.parametrize(
    ("values", "weights", "reason"),
    [
        ([5.0, 8.0], [12000.0, None], "Falta el denominador de 1 municipios."),
        ([5.0], [0.0], "Los denominadores suman 0."),
        ([None], [3.0], "Ningún municipio tiene dato."),
    ],
)
def test_a_weighted_mean_without_all_its_weights_is_null_with_the_reason(values, weights, reason):
    found = baseline.weighted_mean(pd.Series(values, dtype=float), pd.Series(weights, dtype=float))
    assert (found.value, found.reason) == (None, reason)


def test_no_values_have_no_mean():
    assert baseline.simple_mean(pd.Series([None, None], dtype=float)).value is None


def test_the_summary_never_mixes_zones_or_groups():
    rows = [*everyone(2022, 2.0, 4.0, 9.0), *everyone(2022, 1.0, zone="rural"), *everyone(2021, None)]
    found = baseline.summary(observations(*rows)).set_index(["zone", "year"])
    figures = ["n", "mean", "weighted", "min", "max", "median"]
    assert found.loc[("total", 2022), figures].tolist() == [3, 5, 5, 2, 9, 4]
    assert found.loc[("rural", 2022), "mean"] == 1
    empty = found.loc[("total", 2021)]
    assert empty["n"] == 0
    assert empty[["mean", "weighted", "min", "max", "median"]].isna().all()
    assert empty["weighted_reason"] == "Ningún municipio tiene dato."


def test_the_gap_is_urban_minus_rural_and_null_without_both():
    rows = [*everyone(2022, 5.0, 6.0, zone="urbana"), *everyone(2022, 8.0, zone="rural"), *everyone(2022, 7.0)]
    found = baseline.gaps(observations(*rows)).set_index("municipality_code")
    assert found.loc["47000", "gap"] == -3
    assert pd.isna(found.loc["47001", "gap"])


def test_each_group_is_measured_from_everybody():
    rows = [
        *everyone(2022, 4.0, 6.0),
        *everyone(2022, 9.0, group="victimas"),
        *everyone(2022, 2.0, group="etnia"),
        *everyone(2021, 2.0, group="etnia"),
    ]
    found = baseline.inclusion_distance(observations(*rows))
    assert found.loc[found["year"].eq(2022), ["inclusion_group", "distance"]].to_numpy().tolist() == [
        ["etnia", -3.0],
        ["victimas", 4.0],
    ]
    assert found.loc[found["year"].eq(2021), "distance"].isna().all()


def test_one_far_value_does_not_hide_itself_or_accuse_the_others():
    ordinary = [3.1, 3.3, 3.0, 3.2, 2.9, 3.4, 3.1]
    assert baseline.outliers(observations(*everyone(2022, *ordinary, 31.0)))["value"].tolist() == [31.0]
    assert baseline.outliers(observations(*everyone(2022, *ordinary))).empty
    assert baseline.outliers(observations(*everyone(2022, *[3.0] * 9, 30.0)))["value"].tolist() == [30.0]
    assert baseline.outliers(observations(*everyone(2022, *[3.0] * 9))).empty


def test_completeness_names_the_absent():
    rows = observations(*everyone(2022, 1.0, None))
    found = baseline.completeness(rows, ["47000", "47001"], [2021, 2022]).set_index("year")
    assert found.loc[2022, ["present", "percent", "missing"]].tolist() == [1, 50, ["47001"]]
    assert found.loc[2021, "missing"] == ["47000", "47001"]


def test_the_trend_is_the_slope_of_the_last_years():
    rows = [row for year, value in enumerate([50.0, 4.0, 3.0, 2.0], start=2019) for row in everyone(year, value)]
    found = baseline.trend(observations(*rows), years=3).iloc[0]
    assert found["slope"] == pytest.approx(-1)
    assert found[["n_years", "first_year", "last_year"]].tolist() == [3, 2020, 2022]
    assert pd.isna(baseline.trend(observations(*everyone(2022, 1.0)))["slope"].iloc[0])
