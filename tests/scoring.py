"""A whole round of scoring, for the tests that need its result."""

from dataclasses import replace

from data.records import ballots, voting
from data.records.database import Database
from procedure.roles import Actor, Role


def opened(database: Database, actor: Actor, year: int) -> int:
    """Opens a round on behalf of a leader, whoever the actor is."""
    return voting.open_round(database, _leading(actor), year)


def closed(database: Database, actor: Actor, year: int, note: str = "") -> int:
    """Closes the open round on behalf of a leader."""
    last = ballots.read(database, actor, year).last
    assert last is not None
    return voting.close_round(database, _leading(actor), last["id"], int(last["version"]), note)


def decided(database: Database, year: int, *given: tuple[Actor, str, int, int, int]) -> int:
    """Opens a round, scores (voter, factor, trend, urgency, impact) and closes it."""
    opened(database, given[0][0], year)
    for voter, factor, *values in given:
        voting.score(database, voter, factor, *values)
    return closed(database, given[0][0], year)


def _leading(actor: Actor) -> Actor:
    return replace(actor, roles=actor.roles | {Role.LEADER})
