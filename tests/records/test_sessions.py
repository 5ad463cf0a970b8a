"""Signing in: what opens, what ends it, how guessing is slowed, and that a stranger learns nothing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from data.records import entities, passwords, sessions, throttle, users
from data.records.database import Database
from data.records.errors import LoginRefusedError, TooManyAttemptsError
from data.records.schema.identity import login_attempts, user_sessions
from procedure.errors import NotAllowedError
from procedure.roles import Actor, Role

EMAIL, PASSWORD = "analista@magdalena.gov.co", "cuatro palabras al azar"


@pytest.fixture
def account(database: Database, admin: Actor) -> str:
    made = users.add(database, admin, email=EMAIL, name="Analista", roles=["analista"], password=PASSWORD)
    assert made["password"] is None
    return made["id"]


def sign_in(database: Database, email: str = EMAIL, password: str = PASSWORD, address: str = "10.0.0.1") -> str:
    return sessions.sign_in(database, "47", email=email, password=password, address=address)


def after(**span: float) -> datetime:
    return datetime.now(UTC) + timedelta(**span)


def test_only_the_hash_of_the_token_is_stored(database: Database, account: str) -> None:
    token = sign_in(database, email=" ANALISTA@magdalena.gov.co")
    with database.read() as connection:
        row = connection.execute(select(user_sessions)).one()
    assert row.token_hash == sessions.token_hash(token)
    assert token not in str(row)
    assert len(token) >= 43


@pytest.mark.parametrize("token", [None, "", "x", "x" * 5000, "ñ", "' OR 1=1 --"])
def test_a_forged_token_opens_nothing(database: Database, account: str, token: str | None) -> None:
    sign_in(database)
    assert sessions.current_actor(database, token) is None
    assert sessions.owner(database, token) is None


def test_the_stored_hash_is_not_a_token(database: Database, account: str) -> None:
    assert sessions.current_actor(database, sessions.token_hash(sign_in(database))) is None


def test_a_session_ends_when_idle_and_lives_while_it_is_used(database: Database, account: str) -> None:
    token = sign_in(database)
    assert sessions.current_actor(database, token, now=after(hours=1, minutes=59)) is not None
    assert sessions.current_actor(database, token, now=after(hours=3, minutes=58)) is not None
    assert sessions.current_actor(database, token, now=after(hours=5, minutes=59)) is None
    assert sessions.owner(database, token) == account


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(database: Database, account: str) -> None:
    token = sign_in(database)
    for hours in range(1, 12):
        assert sessions.current_actor(database, token, now=after(hours=hours)) is not None
    assert sessions.current_actor(database, token, now=after(hours=12)) is None


def test_looking_many_times_writes_once_a_minute(database: Database, account: str) -> None:
    token = sign_in(database)
    with database.read() as connection:
        first = connection.execute(select(user_sessions.c.last_seen_at)).scalar_one()
    sessions.current_actor(database, token, now=first + timedelta(seconds=59))
    with database.read() as connection:
        assert connection.execute(select(user_sessions.c.last_seen_at)).scalar_one() == first
    sessions.current_actor(database, token, now=first + timedelta(seconds=61))
    with database.read() as connection:
        assert connection.execute(select(user_sessions.c.last_seen_at)).scalar_one() > first


def test_signing_out_ends_that_session_and_no_other(database: Database, account: str) -> None:
    here, there = sign_in(database), sign_in(database)
    sessions.sign_out(database, here)
    sessions.sign_out(database, here)
    sessions.sign_out(database, None)
    assert sessions.current_actor(database, here) is None
    assert sessions.current_actor(database, there) is not None


def test_a_wrong_password_and_an_unknown_account_are_told_in_the_same_words(database: Database, account: str) -> None:
    said = []
    for email, password in ((EMAIL, "otra cosa cualquiera"), ("nadie@magdalena.gov.co", PASSWORD), ("", "")):
        with pytest.raises(LoginRefusedError) as caught:
            sign_in(database, email, password)
        said.append(caught.value.message)
    assert len(set(said)) == 1


def test_an_unknown_account_costs_the_same_verification_as_a_wrong_password(
    sqlite_database: Database, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Deterministic, unlike a stopwatch: the time of a sign-in is that of its one verification."""
    users.add(sqlite_database, admin, email=EMAIL, name="Analista", roles=["analista"], password=PASSWORD)
    verified: list[str] = []
    hasher = passwords._HASHER

    class Spy:
        hash = staticmethod(hasher.hash)

        @staticmethod
        def verify(password_hash: str, password: str) -> bool:
            verified.append(password_hash.rsplit("$", 2)[0])
            return hasher.verify(password_hash, password)

    monkeypatch.setattr(passwords, "_HASHER", Spy)
    for email in (EMAIL, "nadie@magdalena.gov.co", ""):
        with pytest.raises(LoginRefusedError):
            sign_in(sqlite_database, email, "equivocada")
    assert len(verified) == 3
    assert len(set(verified)) == 1


def test_guessing_one_account_is_stopped_from_any_address(database: Database, account: str) -> None:
    for number in range(throttle.PER_EMAIL):
        with pytest.raises(LoginRefusedError):
            sign_in(database, password="mala", address=f"10.0.2.{number}")
    with pytest.raises(TooManyAttemptsError, match="15 minutos"):
        sign_in(database, address="10.0.2.250")


def test_guessing_many_accounts_from_one_address_is_stopped(
    database: Database, account: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "PER_ADDRESS", 5)
    for number in range(5):
        with pytest.raises(LoginRefusedError):
            sign_in(database, email=f"n{number}@x.co")
    with pytest.raises(TooManyAttemptsError):
        sign_in(database)
    assert sign_in(database, address="10.9.9.9")


def test_guesses_sent_at_once_are_counted_one_by_one(database: Database, account: str) -> None:
    def guess(_: int) -> str:
        try:
            sign_in(database, password="mala")
        except LoginRefusedError:
            return "refused"
        except TooManyAttemptsError:
            return "stopped"
        return "in"

    with ThreadPoolExecutor(6) as pool:
        outcomes = list(pool.map(guess, range(throttle.PER_EMAIL + 6)))
    assert (outcomes.count("refused"), outcomes.count("stopped")) == (throttle.PER_EMAIL, 6)


def test_failures_are_forgiven_after_a_success_and_after_the_window(database: Database, account: str) -> None:
    for _ in range(throttle.PER_EMAIL - 1):
        with pytest.raises(LoginRefusedError):
            sign_in(database, password="mala")
    sign_in(database)
    for _ in range(throttle.PER_EMAIL):
        with pytest.raises(LoginRefusedError):
            sign_in(database, password="mala")
    with database.engine.begin() as connection:
        old = datetime.now(UTC) - throttle.WINDOW - timedelta(seconds=1)
        connection.execute(update(login_attempts).values(at=old))
    assert sign_in(database)


def test_a_hash_made_with_older_parameters_is_renewed_at_sign_in(database: Database, account: str) -> None:
    from argon2 import PasswordHasher

    from data.records.schema.identity import users as table

    old = PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash(PASSWORD)
    with database.engine.begin() as connection:
        connection.execute(update(table).where(table.c.id == account).values(password_hash=old))
    sign_in(database)
    with database.read() as connection:
        kept = connection.execute(select(table.c.password_hash).where(table.c.id == account)).scalar_one()
    assert kept != old
    assert passwords.matches(kept, PASSWORD)


def test_the_role_buttons_work_only_in_a_demonstration(database: Database, admin: Actor, leader: Actor) -> None:
    with pytest.raises(NotAllowedError):
        sessions.sign_in_demonstration(database, "47", "lider")
    entities.mark_demonstration(database, admin)
    actor = sessions.current_actor(database, sessions.sign_in_demonstration(database, "47", "lider"))
    assert actor == Actor("47", leader.name, leader.user_id, frozenset({Role.LEADER}))
    with pytest.raises(LoginRefusedError):
        sessions.sign_in_demonstration(database, "47", "inventado")
