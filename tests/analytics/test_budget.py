"""The money of a plan adds up to the peso whichever way it is cut, and every line is weighed against its ceiling."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import budget

COLUMNS = ["action_id", "source", "amount", "poai_line_id", "men_percentage", "men_project"]
LINE_COLUMNS = ["id", "code", "name", "source", "ceiling"]


def resources(*rows):
    frame = pd.DataFrame(rows, columns=COLUMNS)
    return frame.astype({"amount": "float64", "men_percentage": "float64", "poai_line_id": "str", "men_project": "str"})


def actions(*rows):
    return pd.DataFrame(rows, columns=["id", "component_id", "cost"]).astype({"cost": "float64"})


LINES = pd.DataFrame(
    [("l1", "23.01", "Permanencia", "sgp", 500.0), ("l2", "", "Libre", "entidad", 0.0)], columns=LINE_COLUMNS
)
ACTIONS = actions(("a", "c1", 400), ("b", "c1", 300), ("c", "c2", None))
RESOURCES = resources(
    ("a", "sgp", 300, "l1", None, ""),
    ("a", "men", 100, None, 25, "PTA"),
    ("b", "sgp", 350, "l1", None, ""),
    ("c", "alianzas", 250, "l2", None, ""),
)


def test_by_source_the_largest_comes_first_with_its_share():
    found = budget.by_source(RESOURCES)
    assert found.values.tolist() == [["sgp", 650, 65], ["alianzas", 250, 25], ["men", 100, 10]]


def test_by_component_costs_and_sources_stand_side_by_side():
    found = budget.by_component(ACTIONS, RESOURCES).set_index("component_id")
    assert found.loc["c1", ["cost", "amount", "sgp", "men", "alianzas"]].tolist() == [700, 750, 650, 100, 0]
    assert found.loc["c2", ["cost", "amount", "alianzas"]].tolist() == [0, 250, 250]


def test_a_line_over_its_ceiling_has_a_negative_remainder_and_one_of_0_has_no_percentage():
    found = budget.by_line(LINES, RESOURCES)
    assert found[["id", "amount", "remainder"]].values.tolist() == [["l1", 650, -150], ["l2", 250, -250]]
    assert found["used"].iloc[0] == 130 and pd.isna(found["used"].iloc[1])
    assert budget.without_line(RESOURCES) == 100


def test_an_action_says_what_its_sources_lack_and_how_much_the_ministry_puts_in():
    found = budget.by_action(ACTIONS, RESOURCES).set_index("id")
    assert found["difference"].tolist()[:2] == [0, -50] and pd.isna(found["difference"]["c"])
    assert found["men_share"].tolist() == [25, 0, 0]


def test_projects_of_the_ministry_with_what_was_declared():
    more = resources(*RESOURCES.values.tolist(), ("b", "sgp", 50, None, 40, "PTA"), ("b", "men", 7, None, None, ""))
    found = budget.by_project(more).set_index("project")
    assert found.loc["PTA", ["amount", "actions", "lowest", "highest"]].tolist() == [150, 2, 25, 40]
    assert found.loc["", "amount"] == 7


@pytest.mark.parametrize("empty", [budget.by_source, budget.by_project])
def test_without_resources_there_are_no_rows(empty):
    assert empty(resources()).empty


def test_without_resources_every_component_and_line_is_there_with_nothing():
    assert budget.by_component(ACTIONS, resources())["amount"].tolist() == [0, 0]
    assert budget.by_line(LINES, resources())["amount"].tolist() == [0, 0]
    assert budget.by_action(ACTIONS, resources())["men_share"].isna().all()
    assert budget.by_component(actions(), resources()).empty


amounts = st.integers(0, 10**15)
rows = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.sampled_from(["entidad", "sgp", "men"]),
        amounts,
        st.sampled_from(["l1", "l2", None]),
        st.one_of(st.none(), st.integers(0, 100)),
        st.sampled_from(["", "PTA"]),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(rows)
def test_every_cut_adds_up_to_the_same_pesos(made):
    found = resources(*made)
    whole = sum(row[2] for row in made)
    assert budget.total(found) == whole
    assert int(budget.by_source(found)["amount"].sum()) == whole
    assert int(budget.by_component(ACTIONS, found)["amount"].sum()) == whole
    assert int(budget.by_action(ACTIONS, found)["amount"].sum()) == whole
    assert int(budget.by_line(LINES, found)["amount"].sum()) + budget.without_line(found) == whole
