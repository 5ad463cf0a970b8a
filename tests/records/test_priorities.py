"""Opportunities have factors, factors have one score per voter, and a factor is tied to an objective."""

import pytest

from analytics.prioritization import rank
from data.records import plan_elements, plans, priorities
from data.records.errors import StaleVersionError
from procedure.edits import Change, New, Void
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError
from procedure.roles import Role


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


def test_each_voter_has_one_score_and_the_ranking_reads_them(database, analyst, leader, opportunity):
    first, second = (add_factor(database, analyst, opportunity, text) for text in ("a", "b"))
    priorities.score(database, analyst, first, 5, 5, 4)
    priorities.score(database, leader, first, 4, 5, 5)
    priorities.score(database, leader, second, "1", 1.0, 2)
    again = priorities.score(database, leader, second, 2, 2, 2)
    scores = priorities.frames(database, "47", 2026).scores
    assert (len(scores), again["version"]) == (3, 2)
    ranked = rank(scores.rename(columns={"factor_id": "factor", "user_id": "voter"}))
    assert ranked["total"].tolist() == [14.0, 6.0]
    assert set(scores["user"]) == {"Analista de Calidad", "Líder de Calidad"}


def test_the_same_voter_in_two_tabs_sees_both_scores(database, analyst, opportunity):
    factor = add_factor(database, analyst, opportunity)
    stored = priorities.score(database, analyst, factor, 1, 2, 3)
    priorities.score(database, analyst, factor, 2, 2, 3, version=stored["version"])
    with pytest.raises(StaleVersionError) as stale:
        priorities.score(database, analyst, factor, 5, 5, 5, version=stored["version"])
    assert (stale.value.current["trend"], stale.value.attempted["trend"]) == (2, 5)


@pytest.mark.parametrize(
    ("value", "shown"), [("alto", "«alto»"), (3.5, "«3.5»"), (0, "«0»"), (6, "«6»"), (None, "vacío"), (True, "«True»")]
)
def test_a_score_is_a_whole_number_from_1_to_5(sqlite_database, analyst, value, shown):
    new = New({"text": "o"})
    opportunity = priorities.apply_edits(sqlite_database, analyst, 2026, "opportunities", [new]).saved[0]
    factor = add_factor(sqlite_database, analyst, opportunity)
    with pytest.raises(InvalidValueError) as refused:
        priorities.score(sqlite_database, analyst, factor, 3, value, 3)
    assert refused.value.message == (
        f"Urgencia: {shown} no sirve; califique con un número entero de 1 (poco urgente) a 5 (muy urgente)."
    )
    assert refused.value.field == "urgency"
    assert priorities.frames(sqlite_database, "47", 2026).scores.empty


def test_retiring_an_opportunity_retires_its_factors_and_their_scores_are_not_counted(database, analyst, opportunity):
    factor = add_factor(database, analyst, opportunity)
    priorities.score(database, analyst, factor, 1, 1, 1)
    assert priorities.apply_edits(database, analyst, 2026, "opportunities", [Void(opportunity, 1)]).complete
    frames = priorities.frames(database, "47", 2026)
    assert frames.factors.empty and frames.scores.empty
    with pytest.raises(NotFoundError):
        priorities.score(database, analyst, factor, 1, 1, 1)


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
        lambda: priorities.score(sqlite_database, intruder, factor, 1, 1, 1),
        lambda: priorities.link(sqlite_database, intruder, factor, "o"),
    ):
        with pytest.raises(NotAllowedError):
            work()


def test_another_entity_neither_reads_nor_scores(database, analyst, stranger, opportunity):
    factor = add_factor(database, analyst, opportunity)
    assert priorities.frames(database, stranger.entity_id, 2026).opportunities.empty
    with pytest.raises(NotFoundError):
        priorities.score(database, stranger, factor, 1, 1, 1)
    with pytest.raises(NotFoundError):
        priorities.apply_edits(database, stranger, 2026, "factors", [Change(factor, 1, {"text": "z"})])
