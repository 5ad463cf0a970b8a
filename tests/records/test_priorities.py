"""Opportunities have factors, and a factor is tied to an objective."""

import pytest

from data.records import plan_elements, plans, priorities, voting
from procedure.edits import Change, New, Void
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError
from procedure.roles import Role
from tests import scoring


@pytest.fixture
def opportunity(database, analyst):
    evidence = {"indicator": "desercion", "zone": "rural"}
    new = New({"text": "Deserción rural", "component_code": "permanencia", "evidence": evidence})
    return priorities.apply_edits(database, analyst, 2026, "opportunities", [new]).saved[0]


def add_factor(database, actor, opportunity, text="Rutas escolares", origin="interno"):
    new = New({"opportunity_id": opportunity, "text": text, "origin": origin})
    outcome = priorities.apply_edits(database, actor, 2026, "factors", [new])
    assert outcome.problems == []
    return outcome.saved[0]


def test_what_is_written_is_read_back_for_its_year_only(database, analyst, opportunity):
    factor = add_factor(database, analyst, opportunity)
    frames = priorities.frames(database, "47", 2026)
    assert frames.opportunities[["text", "component_code"]].values.tolist() == [["Deserción rural", "permanencia"]]
    assert frames.opportunities.loc[0, "evidence"] == {"indicator": "desercion", "zone": "rural"}
    assert frames.factors[["id", "opportunity_id", "origin"]].values.tolist() == [[factor, opportunity, "interno"]]
    assert priorities.frames(database, "47", 2027).opportunities.empty
    assert priorities.years(database, "47") == [2026]
    assert priorities.years(database, "08") == []


def test_a_factor_says_whether_it_is_internal_or_external(database, analyst, opportunity):
    edits = [
        New({"opportunity_id": opportunity, "text": "f"}),
        New({"opportunity_id": "x", "text": "f", "origin": "interno"}),
    ]
    problems = priorities.apply_edits(database, analyst, 2026, "factors", edits).problems
    assert [(one.edit, one.field) for one in problems] == [(0, "origin"), (1, "opportunity_id")]


def test_retiring_an_opportunity_retires_its_factors_and_their_scores_are_not_counted(database, analyst, opportunity):
    factor = add_factor(database, analyst, opportunity)
    scoring.decided(database, 2026, (analyst, factor, 1, 1, 1))
    assert len(priorities.frames(database, "47", 2026).scores) == 1
    scoring.opened(database, analyst, 2026)
    assert priorities.apply_edits(database, analyst, 2026, "opportunities", [Void(opportunity, 1)]).complete
    frames = priorities.frames(database, "47", 2026)
    assert frames.factors.empty and frames.scores.empty
    with pytest.raises(NotFoundError):
        voting.score(database, analyst, factor, 1, 1, 1)


def test_two_people_on_one_factor_see_both_versions(database, analyst, leader, opportunity):
    factor = add_factor(database, analyst, opportunity)
    note = [Change(factor, 1, {"tie_note": "Se discutió"})]
    assert priorities.apply_edits(database, analyst, 2026, "factors", note).complete
    conflict = priorities.apply_edits(database, leader, 2026, "factors", [Change(factor, 1, {"text": "z"})]).conflicts[
        0
    ]
    assert (conflict.current["tie_note"], conflict.attempted) == ("Se discutió", {"text": "z"})


def test_a_factor_is_tied_to_an_objective_of_its_years_draft(database, analyst, leader, opportunity):
    factor = add_factor(database, analyst, opportunity)
    objective = {}
    for year in (2026, 2027):
        plan = plans.create(database, analyst, year, "Plan")
        component = plan_elements.add(database, analyst, plan["id"], "components", {"name": "c"})["id"]
        values = {"component_id": component, "text": "o"}
        objective[year] = plan_elements.add(database, analyst, plan["id"], "objectives", values)
    for _ in range(2):
        priorities.link(database, analyst, factor, objective[2026]["id"])
    tied = priorities.frames(database, "47", 2026).factor_objectives
    assert tied.values.tolist() == [[factor, objective[2026]["id"]]]
    with pytest.raises(InvalidValueError, match="vigencia 2026 y el objetivo de la 2027"):
        priorities.link(database, analyst, factor, objective[2027]["id"])
    plans.transition(database, leader, objective[2026]["plan_id"], 1, "en_viabilidad")
    with pytest.raises(StateError, match="no se puede editar"):
        priorities.unlink(database, analyst, factor, objective[2026]["id"])


@pytest.mark.parametrize("role", [Role.COAUTHOR, Role.COMMITTEE, Role.TECHNICIAN, Role.RESPONSIBLE, Role.ADMIN])
def test_who_does_not_prioritize_is_refused_in_the_command(sqlite_database, analyst, enrol, role):
    new = New({"text": "o"})
    opportunity = priorities.apply_edits(sqlite_database, analyst, 2026, "opportunities", [new]).saved[0]
    factor = add_factor(sqlite_database, analyst, opportunity)
    intruder = enrol(role)
    for work in (
        lambda: priorities.apply_edits(sqlite_database, intruder, 2026, "opportunities", [new]),
        lambda: voting.score(sqlite_database, intruder, factor, 1, 1, 1),
        lambda: priorities.link(sqlite_database, intruder, factor, "o"),
    ):
        with pytest.raises(NotAllowedError):
            work()


def test_another_entity_neither_reads_nor_scores(database, analyst, stranger, opportunity):
    factor = add_factor(database, analyst, opportunity)
    assert priorities.frames(database, stranger.entity_id, 2026).opportunities.empty
    with pytest.raises(NotFoundError):
        voting.score(database, stranger, factor, 1, 1, 1)
    with pytest.raises(NotFoundError):
        priorities.apply_edits(database, stranger, 2026, "factors", [Change(factor, 1, {"text": "z"})])
