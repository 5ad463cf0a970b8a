"""Totals that cannot be added up, parts that are missing, and impossible totals."""

import pandas as pd
import pytest

from analytics.breakdown import check_parts, rates
from analytics.composites import outcomes_problem


def counts(**columns):
    return pd.DataFrame(columns)


def test_inclusion_groups_are_never_added_up():
    given = counts(
        zone=["urbana", "rural"] * 2,
        inclusion_group=["etnia", "etnia", "victimas", "victimas"],
        numerator=[1, 2, 3, 4],
        denominator=[10, 10, 10, 10],
    )
    found = rates(given, ["inclusion_group", "zone"])
    assert "total" not in found["inclusion_group"].tolist()
    assert found.set_index(["inclusion_group", "zone"]).loc[("etnia", "total"), "rate"] == 15


def test_a_part_without_its_figures_leaves_the_total_null():
    found = rates(counts(zone=["URBANO", "RURAL"], numerator=[600, None], denominator=[12000, 8000]), ["zone"])
    found = found.set_index("zone")
    assert found["status"].to_dict() == {"RURAL": "sin_reporte", "URBANO": "con_dato", "total": "sin_reporte"}
    assert found.loc["URBANO", "rate"] == 5
    assert found["gap"].isna().all()


def test_without_zones_there_is_no_gap():
    found = rates(counts(year=[2021, 2022], numerator=[1, 2], denominator=[10, 10]), ["year"])
    assert found["rate"].tolist() == [10, 20, 15]
    assert found["gap"].isna().all()


def test_counts_that_carry_a_total_are_refused():
    with pytest.raises(ValueError, match="total"):
        rates(counts(zone=["urbana", "total"], numerator=[1, 2], denominator=[10, 20]), ["zone"])


def rules(**row):
    return check_parts(pd.DataFrame([row]))["rule"].tolist()


def test_a_rounded_total_is_not_accused():
    assert rules(urban_rate=5.0, rural_rate=5.0, total_rate=5.04) == []
    assert rules(urban_rate=5.0, rural_rate=8.0, total_rate=4.9) == ["total_fuera_de_partes"]
    assert rules(urban_rate=5.0, rural_rate=None, total_rate=9.0) == []


def test_zones_that_exceed_the_total_are_an_error():
    found = check_parts(
        pd.DataFrame([{"urban_count": 1200, "rural_count": 900, "total_count": 2050}], index=["fila 7"])
    )
    assert found[["row", "severity"]].to_numpy().tolist() == [["fila 7", "error"]]
    assert "superan el total 2.050 en 50." in found["message"].iloc[0]


def test_groups_overlap_but_have_limits():
    assert rules(total=200, disability=20, ethnic=30, inclusion_unique=20) == ["unico_imposible"]
    assert rules(total=200, disability=20, ethnic=30, inclusion_unique=51) == ["unico_imposible"]
    assert rules(total=25, disability=20, ethnic=30) == ["grupo_mayor_que_total"]


def test_outcomes_with_a_null_are_not_judged_and_the_tolerance_is_inclusive():
    assert outcomes_problem(88.4, 7.9, float("nan")) is None
    assert outcomes_problem(88.4, 7.9, 3.8) is None
    assert outcomes_problem(88.4, 7.9, 3.81) is not None
