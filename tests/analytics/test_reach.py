"""Who an action reaches, and what of its money: every peso is somewhere, and what is not known is not said."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import reach

PLACES = ["47053", "47058", "47170"]
SCHOOLS = [f"1{place}00000{number}" for place in PLACES for number in (1, 2)]
ABROAD = "105001000001"


def action(row_id="a", municipalities=(), schools=(), location="ambas", cost=None):
    return {
        "id": row_id, "municipalities": list(municipalities), "schools": list(schools), "location": location,
        "cost": cost,
    }  # fmt: skip


def frame(*actions):
    return pd.DataFrame(list(actions), columns=["id", "municipalities", "schools", "location", "cost"])


def way(one, zone="rural", code=SCHOOLS[0]):
    found = reach.to_school(frame(one), reach.School(code, "47053", zone))
    return None if found.empty else tuple(found.iloc[0][["way", "is_sure"]])


@pytest.mark.parametrize(
    ("one", "zone", "expected"),
    [
        (action(), "rural", ("general", True)),
        (action(location="rural"), "rural", ("general", True)),
        (action(location="urbana"), "rural", None),
        (action(location="urbana"), "", ("general", False)),
        (action(municipalities=["47053"]), "", ("municipal", True)),
        (action(municipalities=["47058"]), "rural", None),
        (action(municipalities=["47058"], schools=[SCHOOLS[0]]), "rural", ("directo", True)),
        (action(schools=[SCHOOLS[0]], location="urbana"), "rural", ("directo", True)),
        (action(municipalities=["47053"], schools=[SCHOOLS[1]]), "rural", None),
    ],
)
def test_the_road_by_which_an_action_reaches_a_school(one, zone, expected):
    assert way(one, zone) == expected


def test_the_municipality_of_a_school_is_that_of_the_directory_or_of_its_code():
    actions = frame(action("a", schools=[SCHOOLS[0], SCHOOLS[2], "900000000001"]), action("b", ["47058"]), action("c"))
    found = reach.to_municipality(actions, "47053", {"900000000001": "47053"})
    assert found.to_numpy().tolist() == [["a", "directo", 2, 3], ["c", "general", 0, 0]]


def test_the_money_of_an_action_is_its_resources_then_its_cost_and_else_unknown():
    actions = frame(action("a", cost=5), action("b", cost=7), action("c"), action("d", cost=0))
    resources = pd.DataFrame({"action_id": ["a", "a"], "amount": [1, 2]})
    found = reach.amounts(actions, resources)
    assert found["a"] == 3 and found["b"] == 7 and pd.isna(found["c"]) and found["d"] == 0


some_actions = st.lists(
    st.builds(
        action,
        municipalities=st.lists(st.sampled_from(PLACES), unique=True),
        schools=st.lists(st.sampled_from([*SCHOOLS, ABROAD]), unique=True, max_size=4),
        location=st.sampled_from(["ambas", "urbana", "rural"]),
        cost=st.one_of(st.none(), st.integers(0, 10**12)),
    ),
    max_size=6,
)
some_weights = st.lists(st.integers(0, 10_000), min_size=6, max_size=6)


@given(some_actions, some_weights)
def test_every_peso_of_every_action_is_in_one_municipality(actions, drawn):
    rows = [one | {"id": str(number)} for number, one in enumerate(actions)]
    weights = pd.DataFrame({"urbana": drawn[:3], "rural": drawn[3:]}, index=PLACES)
    weights["total"] = weights["urbana"] + weights["rural"]
    pesos = reach.amounts(frame(*rows), pd.DataFrame({"action_id": [], "amount": []}))
    found = reach.money_by_municipality(frame(*rows), pesos, PLACES, weights, {})
    summed = found.groupby("id")["amount"].sum()
    for one in rows:
        if one["cost"] is None:
            assert one["id"] not in summed
        else:
            assert summed[one["id"]] == one["cost"]
    exclusive = found[found["rule"].eq("exclusivo")]
    assert not exclusive["id"].duplicated().any()
    assert set(found["municipality_code"]) <= {*PLACES, ""}


def test_the_rule_by_which_money_is_shared_out():
    weights = pd.DataFrame({"total": [10, 30, 60], "urbana": [0, 0, 0], "rural": [5, 5, 0]}, index=PLACES)
    actions = frame(
        action("todos", cost=100),
        action("rural", location="rural", cost=100),
        action("urbana", location="urbana", cost=9),
        action("uno", ["47058"], cost=8),
        action("ees", schools=[*SCHOOLS[:3], ABROAD], cost=100),
        action("ee", schools=[SCHOOLS[0]], cost=3),
        action("sin"),
    )
    pesos = reach.amounts(actions, pd.DataFrame({"action_id": [], "amount": []}))
    found = reach.money_by_municipality(actions, pesos, PLACES, weights, {})
    by = {key: dict(zip(rows["municipality_code"], rows["amount"], strict=True)) for key, rows in found.groupby("id")}
    assert by == {
        "todos": {"47053": 10, "47058": 30, "47170": 60},
        "rural": {"47053": 50, "47058": 50, "47170": 0},
        "urbana": {"47053": 3, "47058": 3, "47170": 3},
        "uno": {"47058": 8},
        "ees": {"47053": 50, "47058": 25, "": 25},
        "ee": {"47053": 3},
    }
    assert dict(zip(found["id"], found["rule"], strict=True)) == {
        "todos": "por_peso", "rural": "por_peso", "urbana": "por_peso", "uno": "exclusivo",
        "ees": "por_establecimientos", "ee": "exclusivo",
    }  # fmt: skip


def test_what_of_the_money_is_the_schools_is_known_only_where_it_is_named():
    actions = frame(
        action("sola", schools=[SCHOOLS[0]], cost=11),
        action("con otras", schools=[*SCHOOLS[1:3], SCHOOLS[0]], cost=101),
        action("municipio", ["47053"], cost=50),
        action("todos", cost=500),
        action("sin monto", schools=[SCHOOLS[0]]),
    )
    school = reach.School(SCHOOLS[0], "47053", "rural")
    pesos = reach.amounts(actions, pd.DataFrame({"action_id": [], "amount": []}))
    found = reach.money_of_school(actions, pesos, reach.to_school(actions, school), school.code)
    parts = [None if pd.isna(part) else int(part) for part in found["part"]]
    assert parts == [11, 33, None, None, None]
    assert found["amount"].sum() == 662


def test_an_action_serves_its_own_goal_or_those_of_its_objectives():
    goals = pd.DataFrame({"id": ["g1", "g2", "g3"], "objective_id": ["o1", "o1", "o2"]})
    actions = pd.DataFrame(
        {"id": ["a", "b", "c"], "goal_id": ["g2", None, None], "objective_ids": [["o2"], ["o1", "o1"], []]}
    )
    found = reach.goals_of(actions, goals)
    assert found.to_numpy().tolist() == [["a", "g2", True], ["b", "g1", False], ["b", "g2", False]]
