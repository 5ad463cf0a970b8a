"""The invented establishments: recognisable as invented, as many as the plan says, and those that it names."""

import pytest

from analytics import pmi
from data import catalog, improvement_plans, opening
from data.demo import characterization, content, schools
from data.demo.plan import YEAR
from data.settings import Settings
from procedure.vocabulary import PMI_AREAS


@pytest.fixture(scope="module")
def places():
    return catalog.municipalities().query("entity_id == '47'")


@pytest.fixture(scope="module")
def demonstration(demonstration_home):
    settings = Settings(demonstration_home, f"sqlite:///{(demonstration_home / 'records.sqlite').as_posix()}", "47")
    opened = opening.open_stores(settings)
    yield opened
    opened.warehouse.close()
    opened.database.engine.dispose()


@pytest.fixture(scope="module")
def observations(places):
    return characterization.observations(places)


@pytest.fixture(scope="module")
def listed(places, observations):
    return schools.listed(places, observations)


def test_they_are_the_153_of_the_plan_in_the_28_municipalities_and_none_can_be_taken_for_real(listed):
    assert len(listed) == schools.ESTABLISHMENTS == listed["school_code"].nunique()
    assert listed["municipality_code"].nunique() == 28
    assert listed["name"].str.contains("de demostración").all()
    assert listed["school_code"].str.fullmatch(r"\d{6}99\d{4}").all()
    zones = listed.groupby(["municipality_code", "zone"]).size().unstack()
    assert zones.notna().all().all() and 0.45 < (listed["zone"] == "rural").mean() < 0.65


def test_the_schools_that_the_plan_names_are_among_them(listed):
    named = {
        code
        for component in content.components()
        for objective in component["objectives"]
        for action in objective["actions"]
        for code in action.get("schools", [])
    }
    assert named and named <= set(listed["school_code"])


def test_not_everybody_answered_and_what_they_said_is_drawn_the_same_twice(listed, observations):
    told = schools.summaries(listed, observations)
    assert told.equals(schools.summaries(listed, observations))
    assert 110 < len(told) < schools.ESTABLISHMENTS
    assert told["municipality_code"].nunique() == 27
    rural = told.groupby("zone")["pmi_administrativa"].mean()
    assert rural["rural"] < rural["urbana"] < pmi.LOW + 0.5


def test_the_areas_that_the_plan_attends_leave_one_out_that_the_schools_ask_for():
    declared = {area for component in content.components() for area in component["pmi_areas"]}
    assert set(PMI_AREAS) - declared == {"administrativa"}


def test_what_serves_is_read_as_any_other_file(demonstration):
    queries = ("pmi_figures", "pmi_texts", "directory_sedes")
    parts = [demonstration.warehouse.read(one, entity_id="47", year=YEAR - 1) for one in queries]
    found = improvement_plans.summaries(YEAR - 1, *parts)
    assert len(found.directory) == schools.ESTABLISHMENTS
    assert found.schools["is_listed"].all()
    whole = pmi.coverage(found.schools, found.directory).query("municipality_code == '' and zone == 'total'").iloc[0]
    assert (whole["answered"], whole["schools"]) == (len(found.schools), schools.ESTABLISHMENTS)


def test_the_municipal_figures_of_the_characterization_are_the_ones_that_serve(demonstration):
    served = demonstration.warehouse.read("indicator_year", entity_id="47", indicator="establecimientos_pmi", year=2025)
    assert set(served["dataset"]) == {"indicators_template"}


def test_those_with_their_pmi_up_to_date_are_as_many_as_the_baseline_of_the_plan_says(listed, observations):
    told = schools.summaries(listed, observations)
    rows = observations.query("indicator_code == 'establecimientos_pmi' and year == 2025").groupby("zone").sum()
    baseline = rows["numerator"] / rows["denominator"] * 100
    shares = told.groupby("zone")["pmi_actualizado"].mean() * 100
    assert abs(told["pmi_actualizado"].mean() * 100 - baseline["total"]) < 1
    assert all(abs(shares[zone] - baseline[zone]) < 2 for zone in ("urbana", "rural"))
