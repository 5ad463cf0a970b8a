"""The evidence of an opportunity: figures as they were, with the dataset versions that gave them."""

from dataclasses import replace

import pandas as pd
import pytest

from data import measures, priority_evidence
from data.intake.model import OBSERVATION_COLUMNS
from data.opening import Stores
from data.records import plan_elements, plan_frames, plans
from data.warehouse.acceptance import accept
from tests.warehouse.conftest import make_reading, upload_of

EL_BANCO, GUAMAL = "47245", "47318"


@pytest.fixture
def stores(sqlite_settings, sqlite_database, sqlite_warehouse):
    return Stores(sqlite_settings, sqlite_database, sqlite_warehouse)


@pytest.fixture
def load(stores, analyst):
    """`load(code, {(zone, group): {year: {municipality: (numerator, denominator)}}})`; a count has no denominator."""

    def loaded(code, figures):
        rows = [
            (year, place, zone, group, code, value, numerator, denominator)
            for (zone, group), years in figures.items()
            for year, places in years.items()
            for place, (value, numerator, denominator) in places.items()
        ]
        names = ["year", "municipality_code", "zone", "inclusion_group", "indicator_code", "value", "numerator"]
        frame = pd.DataFrame(rows, columns=[*names, "denominator"]).assign(sheet="datos", school_code="", pending=None)
        frame["row"] = range(2, len(frame) + 2)
        reading = make_reading([(2, 2025, EL_BANCO, code, 1.0)], dataset=code)
        figures = dict.fromkeys(("value", "numerator", "denominator"), "float64")
        reading = replace(
            reading, observations=frame.astype(figures)[OBSERVATION_COLUMNS], keys=frame[reading.keys.columns]
        )
        return accept(stores.database, stores.warehouse, analyst, reading, upload_of(code))

    return loaded


def rate(numerator, denominator):
    return numerator / denominator * 100, numerator, denominator


def count(value):
    return value, None, None


@pytest.fixture
def dropout(load):
    return load(
        "desercion",
        {
            ("total", "todos"): {
                2024: {EL_BANCO: rate(40, 1000), GUAMAL: rate(10, 500)},
                2025: {EL_BANCO: rate(50, 1000), GUAMAL: rate(10, 500)},
            },
            ("urbana", "todos"): {2025: {EL_BANCO: rate(20, 700), GUAMAL: rate(4, 300)}},
            ("rural", "todos"): {
                2024: {EL_BANCO: rate(24, 300), GUAMAL: rate(1, 200)},
                2025: {EL_BANCO: rate(30, 300), GUAMAL: rate(6, 200)},
            },
        },
    )


def test_it_keeps_value_trend_gap_and_enrolment_of_the_slice(stores, dropout):
    found = priority_evidence.facts(stores, "47", 2026, "desercion", "rural")
    assert (found["indicator"], found["slice"], found["year"]) == ("desercion", "rural", 2025)
    assert found["value"] == pytest.approx(7.2)
    assert found["statistic"] == "tasa ponderada de 2 municipios"
    assert found["trend"] == {
        "slope": pytest.approx(2.2),
        "first_year": 2024,
        "last_year": 2025,
        "worsening": pytest.approx(2.2 / 6.1 * 100),
    }
    assert found["gap"] == {"value": pytest.approx(4.8), "reference": pytest.approx(2.4), "against": "urbana"}
    assert found["distance"] == pytest.approx(4.8 / 7.2 * 100)
    assert found["enrolment"] == {
        "touched": 500.0, "total": 1500.0, "share": pytest.approx(100 / 3), "of": "denominador", "year": 2025,
    }  # fmt: skip
    assert len(found["versions"]) == 1 and "goal" not in found


def test_the_enrolment_loaded_is_preferred_to_the_denominators_of_the_rate(stores, dropout, load):
    load(
        "matricula",
        {
            ("total", "todos"): {2025: {EL_BANCO: count(2000), GUAMAL: count(1000)}},
            ("rural", "todos"): {2025: {EL_BANCO: count(500), GUAMAL: count(250)}},
        },
    )
    found = priority_evidence.facts(stores, "47", 2026, "desercion", "rural")
    assert (found["enrolment"]["share"], found["enrolment"]["of"]) == (25.0, "matricula")
    assert len(found["versions"]) == 2


def test_what_is_not_measured_over_students_says_nothing_of_the_enrolment(stores, load):
    places = {2025: {EL_BANCO: rate(10, 20)}}
    load("sedes_conectadas_a_internet", {("total", "todos"): places, ("rural", "todos"): places})
    assert "enrolment" not in priority_evidence.facts(stores, "47", 2026, "sedes_conectadas_a_internet", "rural")


def test_without_figures_only_indicator_and_slice_are_kept(stores):
    assert priority_evidence.facts(stores, "47", 2026, "desercion", "rural") == {
        "indicator": "desercion",
        "slice": "rural",
    }


def test_the_goal_of_the_plan_is_what_is_missing(stores, dropout, analyst):
    plan = plans.create(stores.database, analyst, 2025, "Plan")["id"]

    def add(table, **values):
        return plan_elements.add(stores.database, analyst, plan, table, values)["id"]

    goal = add(
        "goals", objective_id=add("objectives", component_id=add("components", name="c"), text="o"), text="m", unit="%"
    )
    indicator = add(
        "indicators", goal_id=goal, name="d", nature="resultado", unit="%", accumulation="nivel", sense="reduccion",
        basis="brecha", catalog_code="desercion",
    )  # fmt: skip
    slices = plan_frames.frames(stores.database, "47", plan).indicator_slices
    rural = slices[(slices["indicator_id"] == indicator) & (slices["slice"] == "rural")].iloc[0]
    changes = {"baseline": 7.2, "target": 5.4}
    plan_elements.change(
        stores.database, analyst, plan, "indicator_slices", rural["id"], int(rural["version"]), changes
    )
    found = priority_evidence.facts(stores, "47", 2026, "desercion", "rural")
    assert found["goal"] == {"target": 5.4, "plan": "2025, versión 1"}
    assert found["distance"] == pytest.approx(25)


def test_heads_are_added_up_and_compared_with_nothing(stores, load):
    load("matricula", {("total", "todos"): {2024: {EL_BANCO: count(1000)}, 2025: {EL_BANCO: count(900)}}})
    found = priority_evidence.facts(stores, "47", 2026, "matricula")
    assert (found["value"], found["statistic"]) == (900.0, "suma de los municipios")
    assert found["trend"]["worsening"] == pytest.approx(100 / 950 * 100)
    assert "gap" not in found and found["enrolment"]["share"] == 100


def test_a_gap_is_that_of_the_territory_and_is_worse_far_from_zero(stores, load):
    years = {2024: rate(40, 1000), 2025: rate(60, 1000)}
    load(
        "desercion",
        {
            ("urbana", "todos"): {year: {EL_BANCO: rate(20, 1000)} for year in years},
            ("rural", "todos"): {year: {EL_BANCO: figure} for year, figure in years.items()},
        },
    )
    found = priority_evidence.facts(stores, "47", 2026, "brecha_desercion")
    assert found["value"] == pytest.approx(-4)
    assert found["trend"]["worsening"] == pytest.approx(2 / 3 * 100)


def test_the_slices_offered_are_those_with_figures(stores, dropout):
    available = measures.read(stores.warehouse, "available", entity_id="47")
    assert priority_evidence.slices(available, "desercion") == ["total", "urbana", "rural"]
    assert priority_evidence.slices(available, "brecha_desercion") == ["total"]
    assert priority_evidence.slices(available, "reprobacion") == []


def test_the_signals_are_read_from_what_was_stored():
    stored = [{"trend": {"worsening": 2.0}, "distance": 30.0, "enrolment": {"share": 37.5}}, {"indicator": "x"}, None]
    found = priority_evidence.signals(pd.Series(stored, dtype="object"))
    assert found.loc[0].tolist() == [2.0, 30.0, 37.5]
    assert found.loc[1:].isna().all().all()
