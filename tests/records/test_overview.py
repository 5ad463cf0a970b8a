"""The home page's facts are counts of one entity and year, and they move the thirteen activities."""

from datetime import date

import pytest

from data.records import overview, plan_elements, plan_frames, plans, priorities, profile, voting
from procedure.activity_states import activity_states
from procedure.calendar import Deadlines
from procedure.edits import Change, New, Void
from tests import scoring


@pytest.fixture
def plan(database, analyst):
    return plans.create(database, analyst, 2026, "Plan 2026")


def test_an_empty_installation_counts_nothing(database, analyst):
    found = overview.facts(database, "47", 2026)
    assert (found.datasets, found.factors, found.plan_state, dict(found.trimesters)) == (0, 0, "", {})
    assert overview.waiting(database, analyst, 2026, date(2026, 5, 1)) == []


def test_prioritization_is_counted_without_what_was_retired(database, analyst, leader):
    def add(table, **values):
        return priorities.apply_edits(database, analyst, 2026, table, [New(values)]).saved[0]

    first, _, third = (add("opportunities", text=text) for text in ("a", "b", "c"))
    scored, _ = (add("factors", opportunity_id=first, text=text, origin="interno") for text in ("f", "g"))
    gone = add("factors", opportunity_id=first, text="h", origin="externo")
    add("factors", opportunity_id=third, text="i", origin="externo")
    scoring.decided(database, 2026, *((actor, scored, 1, 2, 3) for actor in (analyst, leader)))
    scoring.opened(database, leader, 2026)
    voting.score(database, analyst, gone, 1, 2, 3)
    priorities.apply_edits(database, analyst, 2026, "factors", [Void(gone, 1)])
    priorities.apply_edits(database, analyst, 2026, "opportunities", [Void(third, 1)])
    found = overview.facts(database, "47", 2026)
    assert (found.opportunities, found.opportunities_without_factor) == (2, 1)
    assert (found.factors, found.factors_scored) == (2, 1)
    assert overview.facts(database, "47", 2027).opportunities == 0


def test_reports_are_expected_where_something_is_scheduled(database, analyst, plan):
    def add(table, **values):
        return plan_elements.add(database, analyst, plan["id"], table, values)["id"]

    component = add("components", name="c")
    objective = add("objectives", component_id=component, text="o")
    goal = add("goals", objective_id=objective, text="m")
    for accumulation in ("nivel", "flujo", "suma"):
        add("indicators", goal_id=goal, name=accumulation, accumulation=accumulation)
    frames = plan_frames.frames(database, "47", plan["id"])
    names = frames.indicators.set_index("id")["name"]
    totals = frames.indicator_slices[frames.indicator_slices["slice"] == "total"]
    others = frames.indicator_slices[frames.indicator_slices["slice"] != "total"]
    for row in others.to_dict("records"):
        edit = {"applies": False, "not_applicable_reason": "No se mide"}
        plan_elements.change(database, analyst, plan["id"], "indicator_slices", row["id"], 1, edit)
    for row in totals.to_dict("records"):
        if names[row["indicator_id"]] != "suma":
            plan_elements.change(database, analyst, plan["id"], "indicator_slices", row["id"], 1, {"t2": 5, "t4": 9})
    add("actions", component_id=component, text="a", start_date="2026-04-10", end_date="2026-08-01")
    found = overview.facts(database, "47", 2026)
    # suma always (no schedule declared); nivel from T2 on; flujo only in T2 and T4; the action in T2 and T3
    assert {number: one.expected for number, one in found.trimesters.items()} == {1: 1, 2: 4, 3: 3, 4: 3}


def test_the_profile_is_counted_by_what_is_written(database, analyst):
    assert not overview.facts(database, "47", 2026).profile_begun
    row = profile.begin(database, analyst, 2026)
    texts = profile.get(database, "47", 2026).texts
    said = [Change(texts["id"][0], 1, {"text": "Puerto"})]
    swot = [New({"kind": kind, "text": "a"}) for kind in ("debilidad", "debilidad", "amenaza")]
    decided = [Change(row["id"], 1, {"decision": "nuevo", "decision_reason": "Cambió el PDD"})]
    for table, edits in (("profile_texts", said), ("profile_swot", swot), ("profiles", decided)):
        assert profile.apply_edits(database, analyst, 2026, table, edits).complete
    facts = overview.facts(database, "47", 2026)
    assert (facts.profile_begun, facts.profile_texts, facts.swot_lists) == (True, 1, 2)
    assert facts.profile_decision == "nuevo"
    assert not overview.facts(database, "47", 2027).profile_begun


def test_the_plan_in_progress_moves_its_activities(database, analyst, leader, plan):
    plan_elements.add(database, analyst, plan["id"], "components", {"name": "c"})
    assert [one.text for one in overview.waiting(database, leader, 2026, date(2026, 2, 1))] == [
        "Plan 2026: enviar a viabilidad."
    ]
    plans.transition(database, leader, plan["id"], 1, "en_viabilidad")
    states = activity_states(overview.facts(database, "47", 2026), 2026, date(2026, 2, 1), Deadlines())
    assert {one.activity.number: one.state for one in states if one.activity.number in (3, 5)} == {
        3: "hecha",
        5: "en_curso",
    }


def test_whoever_scores_is_told_while_a_round_is_open(database, analyst, leader, committee):
    def lines(actor):
        return [one.text for one in overview.waiting(database, actor, 2026, date(2026, 5, 1))]

    opportunity = priorities.apply_edits(database, analyst, 2026, "opportunities", [New({"text": "o"})]).saved[0]
    factors = [New({"opportunity_id": opportunity, "text": text, "origin": "interno"}) for text in ("f", "g")]
    first, second = priorities.apply_edits(database, analyst, 2026, "factors", factors).saved
    assert lines(analyst) == []
    scoring.opened(database, leader, 2026)
    assert lines(leader) == ["La calificación está abierta: le faltan 2 factores."]
    voting.score(database, analyst, first, 1, 2, 3)
    assert lines(analyst) == ["La calificación está abierta: le falta un factor."]
    assert lines(committee) == []
    voting.score(database, analyst, second, 1, 2, 3)
    assert lines(analyst) == []
    scoring.closed(database, leader, 2026)
    assert lines(leader) == []
