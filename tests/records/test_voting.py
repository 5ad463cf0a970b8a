"""Rounds of scoring: opened and closed by the leader, unseen while open, kept when another one begins."""

import pytest

from analytics.prioritization import rank
from data.records import ballots, priorities, voting
from data.records.errors import StaleVersionError
from procedure.edits import New
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, StateError
from procedure.roles import Role
from tests import scoring

YEAR = 2026


@pytest.fixture
def factors(chosen_database, analyst):
    def add(table, values):
        return priorities.apply_edits(chosen_database, analyst, YEAR, table, [New(values)]).saved[0]

    opportunity = add("opportunities", {"text": "Deserción rural"})
    return [add("factors", {"opportunity_id": opportunity, "text": text, "origin": "interno"}) for text in ("a", "b")]


def seen(database, actor):
    return ballots.read(database, actor, YEAR)


def results(database):
    return priorities.frames(database, "47", YEAR).scores


def test_nobody_scores_before_a_round_is_open_nor_after_it_is_closed(database, analyst, leader, factors):
    with pytest.raises(StateError, match="no está abierta todavía"):
        voting.score(database, analyst, factors[0], 1, 2, 3)
    assert voting.open_round(database, leader, YEAR) == 1
    voting.score(database, analyst, factors[0], 1, 2, 3)
    scoring.closed(database, leader, YEAR)
    with pytest.raises(StateError, match="La ronda 1 se cerró"):
        voting.score(database, analyst, factors[1], 1, 2, 3)
    assert results(database)["factor_id"].tolist() == [factors[0]]


def test_while_a_round_is_open_each_voter_sees_their_own_scores_and_how_many_voted(database, analyst, leader, factors):
    voting.open_round(database, leader, YEAR)
    voting.score(database, analyst, factors[0], 5, 5, 5)
    voting.score(database, leader, factors[0], 1, 1, 1)
    voting.score(database, leader, factors[1], 2, 2, 2)
    assert results(database).empty
    assert ballots.history(database, "47", YEAR).empty
    mine = seen(database, analyst)
    assert mine.mine[["user_id", "trend"]].to_numpy().tolist() == [[analyst.user_id, 5]]
    assert (mine.turnout, mine.entitled, mine.is_open, mine.closed_number) == ([2, 1], 2, True, 0)
    assert mine.last["voters"] == 2


def test_once_closed_everybodys_scores_make_the_order(database, analyst, leader, factors):
    first, second = factors
    voting.open_round(database, leader, YEAR)
    voting.score(database, analyst, first, 5, 5, 4)
    voting.score(database, leader, first, 4, 5, 5)
    voting.score(database, leader, second, "1", 1.0, 2)
    again = voting.score(database, leader, second, 2, 2, 2)
    assert scoring.closed(database, leader, YEAR, "  En sesión  ") == 1
    scores = results(database)
    assert (len(scores), again["version"]) == (3, 2)
    ranked = rank(scores.rename(columns={"factor_id": "factor", "user_id": "voter"}))
    assert ranked["total"].tolist() == [14.0, 6.0]
    assert set(scores["user"]) == {"Analista de Calidad", "Líder de Calidad"}
    last = seen(database, analyst).last
    assert (last["state"], last["closer"], last["note"]) == ("cerrada", leader.name, "En sesión")


def test_a_second_round_starts_blank_and_keeps_the_first(database, analyst, leader, factors):
    scoring.decided(database, YEAR, (analyst, factors[0], 5, 5, 5))
    assert voting.open_round(database, leader, YEAR) == 2
    voting.score(database, analyst, factors[0], 1, 1, 1)
    assert results(database)["trend"].tolist() == [5]
    during = seen(database, analyst)
    assert (during.closed_number, during.number) == (1, 2)
    assert (during.mine_in(1)["trend"].tolist(), during.mine_in(2)["trend"].tolist()) == ([5], [1])
    scoring.closed(database, leader, YEAR)
    assert results(database)["trend"].tolist() == [1]
    kept = ballots.history(database, "47", YEAR)
    assert kept[["round_number", "trend"]].to_numpy().tolist() == [[1, 5], [2, 1]]


def test_a_round_is_opened_and_closed_once(database, analyst, leader, factors):
    for _ in range(2):
        assert voting.open_round(database, leader, YEAR, key="abre") == 1
    with pytest.raises(StateError, match="La ronda 1 ya está abierta"):
        voting.open_round(database, leader, YEAR)
    last = seen(database, leader).last
    with pytest.raises(StateError, match="Nadie ha calificado en la ronda 1"):
        voting.close_round(database, leader, last["id"], 1)
    voting.score(database, analyst, factors[0], 1, 2, 3)
    with pytest.raises(StaleVersionError):
        voting.close_round(database, leader, last["id"], 7)
    for _ in range(2):
        assert voting.close_round(database, leader, last["id"], 1, key="cierra") == 1
    with pytest.raises(StateError, match="ya estaba cerrada"):
        voting.close_round(database, leader, last["id"], 2)


def test_there_is_nothing_to_open_without_factors(database, leader):
    with pytest.raises(StateError, match="No hay factores que calificar"):
        voting.open_round(database, leader, YEAR)


def test_the_same_voter_in_two_tabs_sees_both_scores(database, analyst, leader, factors):
    voting.open_round(database, leader, YEAR)
    stored = voting.score(database, analyst, factors[0], 1, 2, 3)
    voting.score(database, analyst, factors[0], 2, 2, 3, version=stored["version"])
    with pytest.raises(StaleVersionError) as stale:
        voting.score(database, analyst, factors[0], 5, 5, 5, version=stored["version"])
    assert (stale.value.current["trend"], stale.value.attempted["trend"]) == (2, 5)


@pytest.mark.parametrize(
    ("value", "shown"), [("alto", "«alto»"), (3.5, "«3.5»"), (0, "«0»"), (6, "«6»"), (None, "vacío"), (True, "«True»")]
)
def test_a_score_is_a_whole_number_from_1_to_5(sqlite_database, analyst, leader, factors, value, shown):
    voting.open_round(sqlite_database, leader, YEAR)
    with pytest.raises(InvalidValueError) as refused:
        voting.score(sqlite_database, analyst, factors[0], 3, value, 3)
    assert refused.value.message == (
        f"Urgencia: {shown} no sirve; califique con un número entero de 1 (poco urgente) a 5 (muy urgente)."
    )
    assert refused.value.field == "urgency"
    assert seen(sqlite_database, analyst).mine.empty


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.LEADER])
def test_only_the_leader_opens_and_closes(sqlite_database, analyst, leader, factors, enrol, role):
    someone = enrol(role)
    with pytest.raises(NotAllowedError, match="abrir y cerrar la calificación"):
        voting.open_round(sqlite_database, someone, YEAR)
    voting.open_round(sqlite_database, leader, YEAR)
    voting.score(sqlite_database, analyst, factors[0], 1, 2, 3)
    with pytest.raises(NotAllowedError):
        voting.close_round(sqlite_database, someone, seen(sqlite_database, leader).last["id"], 1)


def test_another_entity_neither_sees_nor_closes(database, analyst, leader, stranger, factors):
    scoring.decided(database, YEAR, (analyst, factors[0], 1, 2, 3))
    voting.open_round(database, leader, YEAR)
    assert seen(database, stranger).rounds.empty
    assert ballots.history(database, stranger.entity_id, YEAR).empty
    with pytest.raises(NotFoundError):
        voting.close_round(database, stranger, seen(database, leader).last["id"], 1)
