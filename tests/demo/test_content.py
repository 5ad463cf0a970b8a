"""The invented plan adds up, so that whoever looks at it closely finds no loose end."""

import pytest

from data import catalog
from data.demo import characterization, content
from data.demo.people import AREAS, ROLE_ACCOUNTS
from procedure import formula_symbols, indicator_rules
from procedure.profile import TOPIC_LABELS
from procedure.vocabulary import PERIODICITIES, PLAN_DECISIONS, SPACE_PURPOSES, SWOT, TEAM_DUTIES

COMPONENTS = content.components()
INDICATORS = content.indicators()
SUMS = [
    indicator
    for indicator in INDICATORS
    if indicator["accumulation"] in {"suma", "flujo"} and {"urbana", "rural"} <= set(indicator["slices"])
]


def test_weights_add_up_to_100_at_every_level():
    levels = [COMPONENTS]
    for component in COMPONENTS:
        levels.append(component["objectives"])
        for objective in component["objectives"]:
            levels.append(objective["goals"])
            levels += [goal["indicators"] for goal in objective["goals"]]
    assert {sum(element["weight"] for element in level) for level in levels} == {100}


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator["code"])
def test_every_schedule_reaches_its_target(indicator):
    for series in indicator["slices"].values():
        reached = sum(series["plan"]) if indicator["accumulation"] == "flujo" else series["plan"][-1]
        assert reached == series["target"]


@pytest.mark.parametrize("indicator", SUMS, ids=lambda indicator: indicator["code"])
def test_sums_are_the_sum_of_their_zones(indicator):
    slices = indicator["slices"]
    for key in ("plan", "real"):
        zones = zip(slices["urbana"][key], slices["rural"][key], strict=True)
        assert slices["total"][key] == [sum(pair) for pair in zones]


def test_every_factor_that_the_plan_names_was_prioritized():
    factors = {factor["code"] for opportunity in content.opportunities() for factor in opportunity["factors"]}
    named = {code for component in COMPONENTS for objective in component["objectives"] for code in objective["factors"]}
    assert named <= factors


def test_the_characterization_is_drawn_the_same_twice_and_its_total_is_the_sum_of_its_zones():
    own = catalog.municipalities().query("entity_id == '47'")
    drawn = characterization.observations(own)
    assert drawn.equals(characterization.observations(own))
    zones = drawn[drawn["inclusion_group"] == "todos"].pivot_table(
        index=["year", "municipality_code", "indicator_code"], columns="zone", values=["numerator", "denominator"]
    )
    for count in ("numerator", "denominator"):
        assert (zones[count]["urbana"] + zones[count]["rural"]).equals(zones[count]["total"].rename(None))
    assert (drawn["numerator"] <= drawn["denominator"]).all()
    assert drawn["municipality_code"].nunique() == 28


def test_the_characterization_ends_near_the_baselines_that_the_plan_was_written_with():
    own = catalog.municipalities().query("entity_id == '47'")
    drawn = characterization.observations(own).query("year == 2025")
    sums = drawn.groupby(["indicator_code", "zone", "inclusion_group"])[["numerator", "denominator"]].sum()
    rates = sums["numerator"] / sums["denominator"] * 100
    for indicator in INDICATORS:
        for name, series in indicator["slices"].items():
            key = (indicator.get("catalog", ""), name, "todos")
            if key in rates.index:
                assert abs(rates[key] - series["base"]) < 1.5


def test_the_profile_says_something_of_everything_that_the_manual_asks():
    profile = content.profile()
    assert set(profile["texts"]) == set(TOPIC_LABELS) and all(profile["texts"].values())
    assert set(profile["swot"]) == set(SWOT) and all(profile["swot"].values())
    assert profile["decision"] in PLAN_DECISIONS and profile["reason"]
    assert {norm["name"] for norm in profile["not_applicable"]} <= set(catalog.norms()["name"])


def test_the_follow_up_strategy_has_its_six_elements():
    strategy = content.strategy()
    assert strategy["periodicity"] in PERIODICITIES
    assert strategy["indicators_criterion"] and strategy["presentation"]
    assert {duty for one in strategy["team"] for duty in one["duties"]} == set(TEAM_DUTIES)
    assert {one["purpose"] for one in strategy["spaces"]} == set(SPACE_PURPOSES)
    accounts = {one["account"] for name in ("team", "instruments", "spaces") for one in strategy[name]}
    assert accounts <= {"", *ROLE_ACCOUNTS, *AREAS}
    gathered = {code for one in strategy["instruments"] for code in one.get("indicators", ())}
    assert gathered < {indicator["code"] for indicator in INDICATORS}, "the rest go in the instrument without a list"


def test_every_indicator_has_its_hoja_de_vida_and_no_hoja_is_left_over():
    assert list(content.sheets()) == [indicator["code"] for indicator in INDICATORS]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda indicator: indicator["code"])
def test_every_formula_names_its_variables_and_no_other(indicator):
    sheet = content.sheets()[indicator["code"]]
    assert indicator_rules.formula(sheet, sheet["variables"]) == []
    assert all(formula_symbols.names(sheet["formula"], one["symbol"]) for one in sheet["variables"])
    assert bool(sheet["variables"]) is (indicator["accumulation"] != "hito")
