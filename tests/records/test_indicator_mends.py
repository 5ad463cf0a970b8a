"""What an indicator declares and the figures that asked for it are saved together, or not at all."""

import pytest

from data.records import indicator_log, plan_elements, plan_frames, plan_undo, plans
from data.records.errors import StaleVersionError
from procedure.edits import Change, New
from procedure.errors import InvalidValueError, NotAllowedError, StateError


@pytest.fixture
def plan(database, analyst):
    return plans.create(database, analyst, 2026, "Plan 2026")


@pytest.fixture
def indicator(database, analyst, plan):
    """An indicator that rises, with baseline 4 and target 5 in its total."""

    def add(table, **values):
        return plan_elements.add(database, analyst, plan["id"], table, values)["id"]

    goal = add("goals", objective_id=add("objectives", component_id=add("components", name="c"), text="o"), text="m")
    indicator_id = add("indicators", goal_id=goal, name="Deserción", sense="aumento")
    total = row(database, plan, "total")
    plan_elements.change(
        database, analyst, plan["id"], "indicator_slices", total["id"], 1, {"baseline": 4, "target": 5}
    )
    return indicator_id


def row(database, plan, name):
    rows = plan_frames.frames(database, "47", plan["id"]).indicator_slices
    return rows[rows["slice"] == name].iloc[0]


def stored(database, plan):
    frames = plan_frames.frames(database, "47", plan["id"])
    total = row(database, plan, "total")
    return frames.indicators["sense"].iloc[0], total["baseline"], total["target"]


def mend(database, actor, plan, indicator, changes, slices=(), version=1, key=None):
    change = Change(indicator, version, changes)
    return plan_elements.mend_indicator(database, actor, plan["id"], change, slices, key)


def test_neither_half_stands_alone_and_both_together_do(database, analyst, plan, indicator):
    total = row(database, plan, "total")
    falls = Change(total["id"], 2, {"baseline": 5, "target": 3})
    assert not plan_elements.apply_edits(database, analyst, plan["id"], "indicator_slices", [falls]).complete
    with pytest.raises(InvalidValueError, match="contradice"):
        mend(database, analyst, plan, indicator, {"sense": "reduccion"})
    outcome = mend(database, analyst, plan, indicator, {"sense": "reduccion"}, [falls])
    assert stored(database, plan) == ("reduccion", 5, 3)
    assert outcome.versions == {total["id"]: 3}


def test_it_is_one_version_and_one_undo(database, analyst, plan, indicator):
    falls = Change(row(database, plan, "total")["id"], 2, {"baseline": 5, "target": 3})
    before = indicator_log.entries(database, "47", plan["id"], indicator)["number"].max()
    mend(database, analyst, plan, indicator, {"sense": "reduccion"}, [falls])
    assert indicator_log.entries(database, "47", plan["id"], indicator)["number"].max() == before + 1
    plan_undo.undo(database, analyst, plan["id"])
    assert stored(database, plan) == ("aumento", 4, 5)


@pytest.mark.parametrize(
    ("changes", "figures", "field"),
    [({"sense": "reduccion"}, {"target": 9}, "target"), ({"sense": "mantener"}, {"target": 3}, "sense")],
)
def test_what_still_contradicts_saves_nothing(database, analyst, plan, indicator, changes, figures, field):
    edit = Change(row(database, plan, "total")["id"], 2, figures)
    with pytest.raises(InvalidValueError) as refused:
        mend(database, analyst, plan, indicator, changes, [edit])
    assert refused.value.field == field
    assert stored(database, plan) == ("aumento", 4, 5)


def test_a_slice_that_was_waiting_to_be_added_comes_in_with_it(database, analyst, plan, indicator):
    new = New({"indicator_id": indicator, "slice": "etnia", "baseline": 6, "target": 4})
    total = Change(row(database, plan, "total")["id"], 2, {"target": 3})
    mend(database, analyst, plan, indicator, {"sense": "reduccion"}, [new, total])
    assert row(database, plan, "etnia")["target"] == 4


def test_somebody_elses_save_is_not_overwritten(database, analyst, leader, plan, indicator):
    plan_elements.change(database, leader, plan["id"], "indicators", indicator, 1, {"name": "Otra"})
    with pytest.raises(StaleVersionError):
        mend(database, analyst, plan, indicator, {"sense": "mantener_min"})
    total = Change(row(database, plan, "total")["id"], 1, {"target": 4})
    with pytest.raises(StaleVersionError):
        mend(database, analyst, plan, indicator, {"sense": "mantener_min"}, [total], version=2)
    assert stored(database, plan) == ("aumento", 4, 5)


def test_two_clicks_are_one_save(database, analyst, plan, indicator):
    for _ in range(2):
        mend(database, analyst, plan, indicator, {"sense": "mantener_min"}, key="k")
    assert plan_frames.frames(database, "47", plan["id"]).indicators["version"].iloc[0] == 2


def test_only_whoever_drafts_mends_and_only_a_draft(database, analyst, coauthor, committee, leader, plan, indicator):
    for actor in (coauthor, committee):
        with pytest.raises(NotAllowedError):
            mend(database, actor, plan, indicator, {"sense": "mantener_min"})
    plans.transition(database, leader, plan["id"], 1, "en_viabilidad")
    with pytest.raises(StateError):
        mend(database, analyst, plan, indicator, {"sense": "mantener_min"})
