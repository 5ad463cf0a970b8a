"""A plan kept in memory and brought up to date is the plan that would be read again, whatever was written since."""

import pandas as pd
import pytest

from data.records import plan_elements, plan_frames, plan_fresh, plan_undo, plans, priorities
from data.records.plan_fresh import Kept
from procedure.edits import New, Void
from procedure.errors import NotFoundError

YEAR = 2026


class Draft:
    def __init__(self, database, actor):
        self.database, self.actor = database, actor
        self.id = plans.create(database, actor, YEAR, "Plan")["id"]
        self.component = self.add("components", name="Permanencia")
        self.objective = self.add("objectives", component_id=self.component, text="Reducir la deserción")
        self.goal = self.add("goals", objective_id=self.objective, text="Bajar a 3 %")
        self.indicator = self.add("indicators", goal_id=self.goal, name="Deserción")
        self.action = self.add("actions", component_id=self.component, text="Rutas", goal_id=self.goal)
        [one] = priorities.apply_edits(database, actor, YEAR, "opportunities", [New({"text": "Deserción"})]).saved
        factor = New({"opportunity_id": one, "text": "Vías", "origin": "externo"})
        [self.factor] = priorities.apply_edits(database, actor, YEAR, "factors", [factor]).saved

    def add(self, table, **values):
        return plan_elements.add(self.database, self.actor, self.id, table, values)["id"]

    def version(self, table, row_id):
        return int(self.read().table(table).set_index("id")["version"][row_id])

    def change(self, table, row_id, **changes):
        version = self.version(table, row_id)
        plan_elements.change(self.database, self.actor, self.id, table, row_id, version, changes)

    def void(self, table, row_id):
        plan_elements.void(self.database, self.actor, self.id, table, row_id, self.version(table, row_id))

    def read(self):
        return plan_frames.frames(self.database, "47", self.id)

    def fresh(self, kept=None):
        return plan_fresh.current(self.database, "47", self.id, kept)


def same(found, wanted):
    assert found.plan == wanted.plan
    for name, frame in vars(wanted).items():
        if name != "plan":
            pd.testing.assert_frame_equal(found.table(name), frame)


@pytest.fixture
def draft(database, analyst):
    return Draft(database, analyst)


WRITES = {
    "a figure": lambda one: one.change("components", one.component, weight=40),
    "a tie of an action": lambda one: one.change("actions", one.action, objective_ids=[]),
    "a tie to a factor": lambda one: one.change("objectives", one.objective, factor_ids=[]),
    "a new row with its slices": lambda one: one.add("goals", objective_id=one.objective, text="Otra"),
    "a goal is retired": lambda one: one.void("goals", one.goal),
    "a branch is retired": lambda one: one.void("components", one.component),
    "an objective is retired": lambda one: one.void("objectives", one.objective),
    "an undo": lambda one: plan_undo.undo(one.database, one.actor, one.id),
    "an order": lambda one: plan_elements.reorder(
        one.database, one.actor, one.id, "components", [one.add("components", name="B"), one.component]
    ),
    "a factor is retired": lambda one: _retire_factor(one),
}


def _retire_factor(one):
    version = int(priorities.factors_of(one.database, "47", YEAR).set_index("id")["version"][one.factor])
    priorities.apply_edits(one.database, one.actor, YEAR, "factors", [Void(one.factor, version)])


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_after_any_write_it_is_what_would_be_read_again(draft, write):
    draft.change("objectives", draft.objective, factor_ids=[draft.factor])
    draft.change("actions", draft.action, objective_ids=[draft.objective], factor_ids=[draft.factor])
    kept = draft.fresh()
    write(draft)
    now = draft.fresh(kept)
    assert now.position > kept.position
    same(now.frames, draft.read())


def test_restoring_brings_back_the_goal_of_an_action(draft):
    draft.void("goals", draft.goal)
    kept = draft.fresh()
    assert kept.frames.actions["goal_id"].isna().all()
    plan_elements.restore(draft.database, draft.actor, draft.id, "goals", draft.goal)
    same(draft.fresh(kept).frames, draft.read())


def test_nothing_is_read_again_when_nothing_changed_and_only_what_did_when_it_has(draft):
    kept = draft.fresh()
    assert draft.fresh(kept) is kept
    draft.change("components", draft.component, weight=40)
    now = draft.fresh(kept).frames
    assert now.components is not kept.frames.components
    assert now.indicator_slices is kept.frames.indicator_slices and now.actions is kept.frames.actions


@pytest.mark.parametrize("lost", [{"hash": "otra"}, {"position": 10**6}, {"position": 0}])
def test_a_chain_that_is_not_the_one_kept_starts_it_over(draft, lost):
    kept = draft.fresh()
    draft.change("components", draft.component, weight=40)
    other = Kept(kept.frames, **{"position": kept.position, "hash": kept.hash, **lost})
    now = draft.fresh(other)
    assert now.frames.indicator_slices is not kept.frames.indicator_slices
    same(now.frames, draft.read())


def test_the_plan_of_another_entity_is_not_there(draft, stranger):
    with pytest.raises(NotFoundError):
        plan_fresh.current(draft.database, stranger.entity_id, draft.id)
