"""The tree is walked from the top, and its weights are added up among siblings."""

import pandas as pd
import pytest

from data.records import plan_frames
from pages.components.indicator_sheets.editing import BLOCKS
from pages.components.plan import review
from pages.components.plan.levels import LEVELS, Scope, Tree, sums
from pages.components.plan.proposals import baseline_changes, schedule_changes, with_indicators
from pages.components.plan.weights import sentence
from procedure.edits import Change
from procedure.elements import ELEMENTS, PLAN_TABLES, STRATEGY_TABLES


@pytest.fixture
def tree(plan, analyst):
    plan.second = plan.add("components", name="Acceso", weight=0)
    plan.third = plan.add("objectives", component_id=plan.second, text="Ampliar cupos", weight=90)
    plan.far = plan.add("goals", objective_id=plan.third, text="500 cupos", weight=100)
    return Tree(plan_frames.frames(plan.database, "47", plan.id))


def test_every_table_of_the_plan_has_a_level_and_every_field_of_it_a_place():
    assert set(LEVELS) == set(PLAN_TABLES) - set(STRATEGY_TABLES)
    in_sheets = {name for blocks in BLOCKS.values() for block in blocks for name in block.fields}
    for level in LEVELS.values():
        shown = {*level.grid, *level.sheet, *(in_sheets if level.table == "indicators" else ())}
        missing = {field.name for field in ELEMENTS[level.table].fields} - shown
        assert missing <= {"baseline_choice_id"}, (level.table, missing)


def test_the_scope_narrows_every_level_below_it(plan, tree):
    inside = Scope(component=plan.component)
    assert tree.rows("goals", inside)["id"].tolist() == [plan.goal]
    assert tree.rows("goals", Scope(component=plan.second))["id"].tolist() == [plan.far]
    assert len(tree.rows("indicator_slices", Scope(goal=plan.goal))) == 3
    assert tree.rows("indicator_slices", Scope(goal=plan.far)).empty
    assert tree.rows("actions", Scope(component=plan.second)).empty
    assert len(tree.rows("goal_slices", Scope(row=plan.goal))) == 3


def test_without_a_scope_rows_follow_the_order_of_the_tree(plan, tree):
    assert tree.rows("objectives", Scope())["id"].tolist() == [plan.objective, plan.other, plan.third]
    assert tree.rows("goals", Scope())["id"].tolist() == [plan.goal, plan.far]


def test_weights_are_added_up_by_parent(plan, tree):
    assert sums(tree, "objectives", Scope()) == [(plan.component, 100), (plan.second, 90)]
    assert sums(tree, "goal_slices", Scope()) == []


@pytest.mark.parametrize(
    ("total", "text"),
    [(90, "Los pesos suman 90; faltan 10 para 100."), (112.5, "Los pesos suman 112,5; sobran 12,5 para 100.")],
)
def test_a_sum_that_is_not_100_says_by_how_much(total, text):
    assert sentence("", total) == text


def test_frozen_baselines_fill_only_what_is_empty(plan, analyst):
    frames = plan_frames.frames(plan.database, "47", plan.id)
    rows = with_indicators(frames.indicator_slices, frames.indicators)
    choice = {
        "id": "c",
        "indicator_code": "desercion",
        "municipality_code": "",
        "year": 2022,
        "source": "MEN en cifras",
    }
    frozen = pd.DataFrame(
        [
            {**choice, "slice": "total", "value": 4.1, "frozen_at": pd.Timestamp("2026-01-01")},
            {**choice, "slice": "rural", "value": 5.0, "frozen_at": pd.NaT},
        ]
    )
    total = frames.indicator_slices.set_index("slice")["id"]["total"]
    values = {"baseline": 4.1, "baseline_year": 2022, "baseline_source": "MEN en cifras", "baseline_choice_id": "c"}
    assert baseline_changes(rows, frozen) == [Change(total, 1, values)]
    assert baseline_changes(rows.assign(baseline=1.0), frozen) == []


def test_nothing_is_proposed_without_a_target(plan, analyst):
    frames = plan_frames.frames(plan.database, "47", plan.id)
    assert schedule_changes(with_indicators(frames.indicator_slices, frames.indicators)) == []


def test_only_the_rows_of_a_proposal_that_keep_their_mark_are_saved(plan, analyst):
    slices = plan.rows("indicator_slices").set_index("slice")["id"]
    for code, baseline in (("total", 5), ("rural", 8)):
        plan.change("indicator_slices", slices[code], baseline=baseline, target=4)
    frames = plan_frames.frames(plan.database, "47", plan.id)
    rows = with_indicators(frames.indicator_slices, frames.indicators)
    changes = schedule_changes(rows)
    table = review.proposed(rows, changes)
    assert table[["Zona o grupo", "Base", "T1", "T4", "Meta"]].values.tolist() == [
        ["Total", "5,00", "4,75", "4,00", "4,00"],
        ["Rural", "8,00", "7,00", "4,00", "4,00"],
    ]
    kept = review.chosen(changes, table.assign(Guardar=[False, True]))
    assert [one.row_id for one in kept] == [slices["rural"]]
