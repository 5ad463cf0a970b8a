"""Signing in and out. The browser holds an opaque token; the records hold its SHA-256 and when it ends."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update

from data.records import entities, passwords, throttle
from data.records.database import Database, Unit
from data.records.errors import LoginRefusedError
from data.records.schema.identity import user_roles, user_sessions, users
from procedure.errors import NotAllowedError
from procedure.roles import Actor, Role

IDLE = timedelta(hours=2)
ABSOLUTE = timedelta(hours=12)
_REFRESH = timedelta(minutes=1)  # how stale `last_seen_at` may be: one write a minute, not one a rerun
_REFUSED = "El correo o la contraseña no corresponden a una cuenta activa. Revíselos e intente de nuevo."


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def sign_in(database: Database, entity_id: str, *, email: str, password: str, address: str) -> str:
    """A new token. Raises LoginRefusedError, in the same words and time whether the account exists or not, and
    TooManyAttemptsError when the e-mail or the address has failed too often.
    """
    email = email.strip().lower()
    attempt = throttle.admit(database, entity_id, email, address)
    account = _account(database, entity_id, email)
    if not passwords.matches(account.password_hash if account else None, password) or account is None:
        raise LoginRefusedError(_REFUSED)
    if not account.is_active:
        raise LoginRefusedError(_REFUSED)
    fresh = passwords.hashed(password) if passwords.is_outdated(account.password_hash) else None
    actor = Actor(entity_id, account.name, account.id)
    with database.write(actor) as unit:
        throttle.succeed(unit, attempt)
        if fresh:
            unit.connection.execute(update(users).where(users.c.id == account.id).values(password_hash=fresh))
        return open_session(unit, account.id)


def sign_in_demonstration(database: Database, entity_id: str, role: str) -> str:
    """A token for the account that plays a role. Raises NotAllowedError unless this is a demonstration."""
    if not entities.get(database, entity_id)["is_demonstration"]:
        raise NotAllowedError("Ese ingreso solo existe en la demostración.")
    query = (
        select(users.c.id, users.c.name)
        .join(user_roles, user_roles.c.user_id == users.c.id)
        .where(users.c.entity_id == entity_id, users.c.is_active, user_roles.c.role == role)
        .order_by(users.c.created_at, users.c.id)
    )
    with database.read() as connection:
        account = connection.execute(query).first()
    if account is None:
        raise LoginRefusedError(f"La demostración no tiene una cuenta con el rol «{role}».")
    with database.write(Actor(entity_id, account.name, account.id)) as unit:
        return open_session(unit, account.id)


def _account(database: Database, entity_id: str, email: str) -> Any:
    query = select(users.c.id, users.c.name, users.c.password_hash, users.c.is_active)
    with database.read() as connection:
        return connection.execute(query.where(users.c.entity_id == entity_id, users.c.email == email)).first()


def open_session(unit: Unit, user_id: str) -> str:
    """A new token for the account, in a transaction in progress."""
    token = secrets.token_urlsafe(32)
    unit.connection.execute(
        insert(user_sessions).values(
            token_hash=token_hash(token),
            entity_id=unit.actor.entity_id,
            user_id=user_id,
            created_at=unit.now,
            last_seen_at=unit.now,
            expires_at=unit.now + ABSOLUTE,
        )
    )
    unit.log("ingresar", "users", user_id)
    return token


def current_actor(database: Database, token: str | None, *, now: datetime | None = None) -> Actor | None:
    """Who holds the token at this moment, with the roles of this moment; None when it opens nothing any more."""
    now = now or datetime.now(UTC)
    session = _session(database, token)
    if session is None or session.revoked_at is not None or not session.is_active:
        return None
    if now >= session.expires_at or now - session.last_seen_at >= IDLE:
        return None
    if now - session.last_seen_at >= _REFRESH:
        _touch(database, session.token_hash, now)
    return Actor(session.entity_id, session.name, session.user_id, _roles(database, session.user_id))


def owner(database: Database, token: str | None) -> str | None:
    """The user a token was given to, also when it has ended; None for one that was never given."""
    session = _session(database, token)
    return None if session is None else str(session.user_id)


def _session(database: Database, token: str | None) -> Any:
    if not token or len(token) > 100:
        return None
    query = (
        select(user_sessions, users.c.name, users.c.is_active)
        .join(users, users.c.id == user_sessions.c.user_id)
        .where(user_sessions.c.token_hash == token_hash(token))
    )
    with database.read() as connection:
        return connection.execute(query).first()


def _roles(database: Database, user_id: str) -> frozenset[Role]:
    with database.read() as connection:
        found = connection.execute(select(user_roles.c.role).where(user_roles.c.user_id == user_id)).scalars()
        return frozenset(Role(role) for role in found)


def _touch(database: Database, hashed_token: str, now: datetime) -> None:
    with database.engine.begin() as connection:
        statement = update(user_sessions).where(user_sessions.c.token_hash == hashed_token)
        connection.execute(statement.values(last_seen_at=now))


def sign_out(database: Database, token: str | None) -> None:
    """Ends the session wherever it is open; a token that opens nothing is no mistake."""
    actor = current_actor(database, token)
    if actor is None or token is None:
        return
    with database.write(actor) as unit:
        statement = update(user_sessions).where(user_sessions.c.token_hash == token_hash(token))
        unit.connection.execute(statement.values(revoked_at=unit.now))
        unit.log("salir", "users", actor.user_id or "")


def revoke_all(unit: Unit, user_id: str) -> None:
    """Ends every open session of an account, in a transaction in progress."""
    statement = update(user_sessions).where(user_sessions.c.user_id == user_id, user_sessions.c.revoked_at.is_(None))
    unit.connection.execute(statement.values(revoked_at=unit.now))
