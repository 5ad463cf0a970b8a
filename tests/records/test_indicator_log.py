"""The versions of a hoja de vida are the saves that touched it, told from the audit, and of nobody else's."""

import pytest
from sqlalchemy import event

from data.records import indicator_log, plan_copies, plan_elements, plan_frames, plan_undo, plans
from procedure.edits import Change, New, Void

FIELDS = ["number", "kind", "user", "undone", "undoes", "table"]


@pytest.fixture
def plan(database, analyst):
    return plans.create(database, analyst, 2026, "Plan 2026")


@pytest.fixture
def sheet(database, analyst, plan):
    """An indicator with its three slices and one variable: two saves."""

    def add(table, **values):
        return plan_elements.add(database, analyst, plan["id"], table, values)["id"]

    component = add("components", name="Permanencia")
    goal = add("goals", objective_id=add("objectives", component_id=component, text="o"), text="m")
    indicator = add("indicators", goal_id=goal, name="Deserción", sense="reduccion")
    other = add("indicators", goal_id=goal, name="Otro")
    variable = add("indicator_variables", indicator_id=indicator, symbol="N", name="Retirados")
    return {"indicator": indicator, "other": other, "variable": variable, "goal": goal}


def entries(database, plan, indicator_id=None, entity_id="47"):
    return indicator_log.entries(database, entity_id, plan["id"], indicator_id)


def change(database, actor, plan, table, row_id, **changes):
    rows = plan_frames.frames(database, "47", plan["id"]).table(table).set_index("id")
    plan_elements.change(database, actor, plan["id"], table, row_id, int(rows["version"][row_id]), changes)


def told(frame):
    return [tuple(row) for row in frame[FIELDS].itertuples(index=False)]


def test_each_save_that_touched_it_is_a_version_with_its_author(database, analyst, leader, plan, sheet):
    slices = plan_frames.frames(database, "47", plan["id"]).indicator_slices
    own = slices[slices["indicator_id"] == sheet["indicator"]].set_index("slice")["id"]
    edits = [Change(own[name], 1, {"target": 3.0}) for name in ("total", "rural")]
    plan_elements.apply_edits(database, leader, plan["id"], "indicator_slices", edits)
    change(database, analyst, plan, "indicators", sheet["other"], name="Otro nombre")
    found = entries(database, plan, sheet["indicator"])
    assert told(found) == [
        (1, "edicion", "Analista de Calidad", False, 0, "indicators"),
        *[(1, "edicion", "Analista de Calidad", False, 0, "indicator_slices")] * 3,
        (2, "edicion", "Analista de Calidad", False, 0, "indicator_variables"),
        *[(3, "edicion", "Líder de Calidad", False, 0, "indicator_slices")] * 2,
    ]
    assert found["before"].iloc[-1]["target"] is None and found["after"].iloc[-1]["target"] == 3.0
    assert str(found["at"].dtype) == "datetime64[us, UTC]"


def test_an_undone_save_says_so_and_undoing_is_a_version_too(database, analyst, plan, sheet):
    change(database, analyst, plan, "indicators", sheet["indicator"], name="Deserción intraanual")
    plan_undo.undo(database, analyst, plan["id"])
    change(database, analyst, plan, "indicators", sheet["indicator"], unit="%")
    assert told(entries(database, plan, sheet["indicator"]))[-3:] == [
        (3, "edicion", "Analista de Calidad", True, 0, "indicators"),
        (4, "deshacer", "Analista de Calidad", False, 3, "indicators"),
        (5, "edicion", "Analista de Calidad", False, 0, "indicators"),
    ]


def test_two_saves_undone_are_told_apart(database, analyst, plan, sheet):
    for name in ("A", "B"):
        change(database, analyst, plan, "indicators", sheet["indicator"], name=name)
    plan_undo.undo(database, analyst, plan["id"])
    plan_undo.undo(database, analyst, plan["id"])
    found = entries(database, plan, sheet["indicator"]).query("number > 2")
    assert list(zip(found["number"], found["undone"], found["undoes"], strict=True)) == [
        (3, True, 0),
        (4, True, 0),
        (5, False, 4),
        (6, False, 3),
    ]


def test_a_variable_retired_stays_in_the_log_of_its_indicator(database, analyst, plan, sheet):
    plan_elements.apply_edits(database, analyst, plan["id"], "indicator_variables", [Void(sheet["variable"], 1)])
    last = entries(database, plan, sheet["indicator"]).iloc[-1]
    assert (last["table"], last["row_id"], bool(last["after"]["voided_at"])) == (
        "indicator_variables",
        sheet["variable"],
        True,
    )


def test_many_rows_pasted_at_once_are_one_version(database, analyst, plan, sheet):
    news = [New({"indicator_id": sheet["other"], "symbol": symbol, "name": "x"}) for symbol in "ABC"]
    plan_elements.apply_edits(database, analyst, plan["id"], "indicator_variables", news)
    assert entries(database, plan, sheet["other"])["number"].tolist() == [1, 1, 1, 1, 2, 2, 2]


def test_a_copied_plan_begins_with_its_copy(database, analyst, leader, plan, sheet):
    copied = plan_copies.duplicate(database, leader, plan["id"])
    rows = plan_frames.frames(database, "47", copied["id"]).indicators
    both = entries(database, copied)
    assert sorted(both["indicator_id"]) == sorted(rows["id"])
    assert {tuple(row) for row in both[FIELDS].itertuples(index=False)} == {
        (1, "copia", "Líder de Calidad", False, 0, "plans")
    }
    change(database, analyst, copied, "indicators", rows["id"].iloc[0], name="Nueva")
    goal = rows["goal_id"].iloc[0]
    new = plan_elements.add(database, analyst, copied["id"], "indicators", {"goal_id": goal, "name": "Después"})["id"]
    assert entries(database, copied, rows["id"].iloc[0])["number"].tolist() == [1, 2]
    assert set(entries(database, copied, new)["kind"]) == {"edicion"}
    assert entries(database, plan, sheet["indicator"])["number"].max() == 2, (
        "the plan it was copied from is not touched"
    )


def test_of_the_whole_plan_each_indicator_has_its_own_numbers(database, analyst, plan, sheet):
    whole = entries(database, plan)
    for one in ("indicator", "other"):
        alone = entries(database, plan, sheet[one])
        assert whole[whole["indicator_id"] == sheet[one]].reset_index(drop=True).equals(alone)


def test_another_entity_reads_nothing_of_it(database, plan, sheet, stranger):
    assert entries(database, plan, sheet["indicator"], entity_id=stranger.entity_id).empty
    assert entries(database, plan, entity_id=stranger.entity_id).empty


def test_it_takes_the_same_queries_for_one_save_and_for_many(database, analyst, plan, sheet):
    before = selects(database, plan)
    for number in range(10):
        change(database, analyst, plan, "indicators", sheet["indicator"], name=f"Nombre {number}")
    assert selects(database, plan) == before <= 4


def selects(database, plan):
    """How many queries the reading of the whole log takes."""
    seen = []

    def note(_connection, _cursor, statement, *_rest):
        seen.append(statement.lstrip()[:6].upper())

    event.listen(database.engine, "before_cursor_execute", note)
    try:
        entries(database, plan)
    finally:
        event.remove(database.engine, "before_cursor_execute", note)
    return seen.count("SELECT")
