"""What may be seen of a scoring: one's own scores, everybody's once their round is closed, and how many voted."""

from dataclasses import dataclass
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select, func, select

from data.records.database import Database
from data.records.schema.identity import user_roles, users
from data.records.schema.priorities import factor_scores, factors, voting_rounds
from data.records.typed_frames import read_frame
from procedure.roles import PERMISSIONS, Actor, Permission

SCORES = {
    "id": "str",
    "version": "int64",
    "factor_id": "str",
    "user_id": "str",
    "user": "str",
    "round_number": "int64",
    "trend": "int64",
    "urgency": "int64",
    "impact": "int64",
}
_MOMENT = "datetime64[us, UTC]"
_ROUNDS = {
    "id": "str",
    "version": "int64",
    "number": "int64",
    "state": "str",
    "created_at": _MOMENT,
    "closed_at": _MOMENT,
    "closer": "str",
    "note": "str",
    "voters": "int64",
}
_COUNTS = {"user_id": "str", "scored": "int64"}


@dataclass(frozen=True)
class Ballots:
    """`rounds`: one row per round, the first on top (id, version, number, state, created_at, closed_at, closer, note,
    voters: how many scored something); `mine`: my scores of every round, as SCORES; `turnout`: how many factors each
    voter of the last round has scored, without saying who is who; `entitled`: active accounts that may score."""

    rounds: pd.DataFrame
    mine: pd.DataFrame
    turnout: list[int]
    entitled: int

    @property
    def last(self) -> dict[str, Any] | None:
        return None if self.rounds.empty else {str(name): value for name, value in self.rounds.iloc[-1].items()}

    @property
    def is_open(self) -> bool:
        return self.last is not None and self.last["state"] == "abierta"

    @property
    def number(self) -> int:
        """Of the last round; 0 before the first."""
        return 0 if self.last is None else int(self.last["number"])

    @property
    def closed_number(self) -> int:
        """Of the last closed round; 0 while there is none."""
        return self.number - 1 if self.is_open else self.number

    def mine_in(self, number: int) -> pd.DataFrame:
        return self.mine[self.mine["round_number"] == number].reset_index(drop=True)


def read(database: Database, actor: Actor, plan_year: int) -> Ballots:
    """The scoring of a year as this person may see it, in one consistent view."""
    with database.read() as connection:
        rounds = read_frame(connection, _rounds_query(actor.entity_id, plan_year), _ROUNDS)
        mine = _live(actor.entity_id, plan_year).where(factor_scores.c.user_id == actor.user_id)
        last = 0 if rounds.empty else int(rounds["number"].iloc[-1])
        return Ballots(
            rounds,
            read_frame(connection, mine, SCORES),
            _turnout(connection, actor.entity_id, plan_year, last),
            _entitled(connection, actor.entity_id),
        )


def of_closed_round(connection: Connection, entity_id: str, plan_year: int, number: int | None = None) -> pd.DataFrame:
    """Every voter's scores, as SCORES, of that round or of the last closed one; of an open round, none."""
    closed = _closed(entity_id, plan_year)
    last = select(func.max(closed.c.number)).scalar_subquery()
    wanted = select(closed.c.number).where(closed.c.number == (last if number is None else number))
    query = _live(entity_id, plan_year).where(factor_scores.c.round_number.in_(wanted))
    return read_frame(connection, query, SCORES)


def history(database: Database, entity_id: str, plan_year: int) -> pd.DataFrame:
    """The scores of every closed round, as SCORES."""
    closed = _closed(entity_id, plan_year)
    with database.read() as connection:
        query = _live(entity_id, plan_year).where(factor_scores.c.round_number.in_(select(closed.c.number)))
        return read_frame(connection, query, SCORES)


def missing(database: Database, actor: Actor, plan_year: int) -> int:
    """How many factors of the open round this person has not scored; 0 when no round is open."""
    columns = voting_rounds.c
    own = (columns.entity_id == actor.entity_id) & (columns.plan_year == plan_year)
    is_open = select(columns.number).where(own, columns.state == "abierta").scalar_subquery()
    mine = (factor_scores.c.factor_id == factors.c.id) & (factor_scores.c.round_number == is_open)
    query = (
        select(func.count(factors.c.id))
        .select_from(factors)
        .outerjoin(factor_scores, mine & (factor_scores.c.user_id == actor.user_id))
        .where(factors.c.entity_id == actor.entity_id, factors.c.plan_year == plan_year)
        .where(factors.c.voided_at.is_(None), factor_scores.c.id.is_(None), is_open.is_not(None))
    )
    with database.read() as connection:
        return int(connection.execute(query).scalar_one())


def _closed(entity_id: str, plan_year: int) -> Any:
    columns = voting_rounds.c
    own = (columns.entity_id == entity_id) & (columns.plan_year == plan_year)
    return select(columns.number).where(own, columns.state == "cerrada").subquery()


def _live(entity_id: str, plan_year: int) -> Select[Any]:
    live = (factors.c.plan_year == plan_year) & factors.c.voided_at.is_(None)
    return (
        select(factor_scores, users.c.name.label("user"))
        .join(factors, factors.c.id == factor_scores.c.factor_id)
        .join(users, users.c.id == factor_scores.c.user_id)
        .where(factor_scores.c.entity_id == entity_id, live)
        .order_by(factor_scores.c.round_number, factor_scores.c.created_at, factor_scores.c.id)
    )


def _rounds_query(entity_id: str, plan_year: int) -> Select[Any]:
    columns = voting_rounds.c
    voters = (
        select(func.count(factor_scores.c.user_id.distinct()))
        .join(factors, factors.c.id == factor_scores.c.factor_id)
        .where(factors.c.plan_year == plan_year, factors.c.voided_at.is_(None))
        .where(factor_scores.c.entity_id == entity_id, factor_scores.c.round_number == columns.number)
        .scalar_subquery()
    )
    return (
        select(voting_rounds, func.coalesce(users.c.name, "").label("closer"), voters.label("voters"))
        .outerjoin(users, users.c.id == columns.closed_by)
        .where(columns.entity_id == entity_id, columns.plan_year == plan_year)
        .order_by(columns.number)
    )


def _turnout(connection: Connection, entity_id: str, plan_year: int, number: int) -> list[int]:
    given = _live(entity_id, plan_year).where(factor_scores.c.round_number == number).subquery()
    query = select(given.c.user_id, func.count().label("scored")).group_by(given.c.user_id)
    return sorted(read_frame(connection, query, _COUNTS)["scored"].tolist(), reverse=True)


def _entitled(connection: Connection, entity_id: str) -> int:
    voting = [role.value for role, allowed in PERMISSIONS.items() if Permission.SCORE_FACTORS in allowed]
    query = (
        select(func.count(users.c.id.distinct()))
        .join(user_roles, user_roles.c.user_id == users.c.id)
        .where(users.c.entity_id == entity_id, users.c.is_active, user_roles.c.role.in_(voting))
    )
    return int(connection.execute(query).scalar_one())
