"""Indicators worked out from others: each rule by its arithmetic, and what is null."""

import numpy as np
import pandas as pd
import pytest

from analytics import derived

BY = ["year", "municipality_code"]


def figures(*values, denominators=None, version="v1"):
    places = [f"470{place:02}" for place in range(len(values))]
    return pd.DataFrame(
        {
            "year": 2024,
            "municipality_code": places,
            "value": pd.Series(values, dtype=float),
            "numerator": np.nan,
            "denominator": pd.Series(denominators or [np.nan] * len(values), dtype=float),
            "dataset": "prueba",
            "version_id": version,
        }
    )


@pytest.mark.parametrize(
    ("rule", "inputs", "expected"),
    [
        ("complement", [(85.5, 104.0, None)], [14.5, -4.0, None]),
        ("difference", [(104.2, 80.0), (85.1, None)], [19.1, None]),
        ("left_out", [(2000.0, 500.0, None), (95.0, 100.5, 90.0)], [100.0, None, None]),
        ("percentage", [(1900.0, 30.0, 5.0), (2000.0, 0.0, None)], [95.0, None, None]),
        ("ratio", [(300.0, 10.0), (12.0, 0.0)], [25.0, None]),
    ],
)
def test_each_rule_by_its_arithmetic(rule, inputs, expected):
    found = derived.derive(rule, [figures(*values) for values in inputs], BY)
    assert found["value"].tolist() == pytest.approx([np.nan if one is None else one for one in expected], nan_ok=True)


def test_a_fraction_keeps_its_parts_and_a_complement_the_weight_of_its_rate():
    share = derived.derive("percentage", [figures(30.0), figures(40.0)], BY).iloc[0]
    assert (share["numerator"], share["denominator"], share["value"]) == (30, 40, 75)
    rest = derived.derive("complement", [figures(80.0, denominators=[40.0])], BY).iloc[0]
    assert (rest["denominator"], rest["value"]) == (40, 20)
    points = derived.derive("difference", [figures(80.0, denominators=[40.0]), figures(70.0)], BY).iloc[0]
    assert np.isnan(points["denominator"])


def test_only_municipalities_with_every_input_have_a_figure():
    found = derived.derive("difference", [figures(9.0, 8.0, 7.0), figures(1.0)], BY)
    assert found["municipality_code"].tolist() == ["47000"]
    assert list(found.columns) == list(figures(1.0).columns)
    assert derived.derive("difference", [figures(9.0), figures()], BY).empty


def test_the_gap_is_urban_minus_rural_and_has_no_weight():
    found = derived.gap(figures(3.0, 5.0, denominators=[10.0, 10.0]), figures(7.5, 4.0, version="v2"), BY)
    assert found["value"].tolist() == [-4.5, 1.0]
    assert found["denominator"].isna().all()


def test_the_gap_of_the_territory_is_between_the_two_weighted_rates():
    urban, rural = figures(2.0, 4.0, denominators=[30.0, 10.0]), figures(8.0, denominators=[5.0])
    found = derived.territory_gap(urban, rural)
    assert (found.value, found.n) == (pytest.approx(2.5 - 8.0), 1)
    missing = derived.territory_gap(urban, figures(8.0))
    assert (missing.value, missing.reason) == (None, "Falta el denominador de 1 municipios.")
