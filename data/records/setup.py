"""The first start of an empty installation: a printed code opens the page that makes the first account."""

from datetime import UTC, datetime

from sqlalchemy import insert, select, update

from data.records import entities, passwords, sessions, throttle, users
from data.records.database import Database
from data.records.errors import SetupCodeError
from data.records.schema.identity import setup_codes
from data.records.schema.identity import users as users_table
from procedure.roles import Actor, Role

_ANY_ACCOUNT = select(users_table.c.id).limit(1)


def is_needed(database: Database) -> bool:
    """Whether the installation has no account at all yet."""
    with database.read() as connection:
        return connection.execute(_ANY_ACCOUNT).first() is None


def new_code(database: Database, entity_id: str) -> str:
    """A code that replaces any printed before. Only its hash is kept."""
    code = passwords.generated()
    now = datetime.now(UTC)
    with database.engine.begin() as connection:
        connection.execute(update(setup_codes).where(setup_codes.c.used_at.is_(None)).values(used_at=now))
        values = {"code_hash": sessions.token_hash(code), "entity_id": entity_id, "created_at": now}
        connection.execute(insert(setup_codes).values(**values))
    return code


def create_first_administrator(
    database: Database, *, code: str, entity_id: str, name: str, email: str, password: str, address: str
) -> str:
    """A session token of the new account, in the entity chosen. The code is then used up.

    Raises SetupCodeError when there are accounts already or the code is another, InvalidValueError for a field.
    """
    values = users.account_values(email, name)
    passwords.check_strength(password)
    entities.ensure(database, entity_id)
    throttle.admit(database, entity_id, "primer-ingreso", address)
    values["password_hash"] = passwords.hashed(password)
    with database.write(Actor(entity_id, "Primer ingreso")) as unit:
        claimed = (
            update(setup_codes)
            .where(
                setup_codes.c.code_hash == sessions.token_hash(code.strip().lower()), setup_codes.c.used_at.is_(None)
            )
            .values(used_at=unit.now)
        )
        if unit.connection.execute(claimed).rowcount != 1 or unit.connection.execute(_ANY_ACCOUNT).first():
            raise SetupCodeError(
                "El código no corresponde o ya se usó. Está en la ventana donde se inició la aplicación; "
                "al iniciarla de nuevo aparece otro."
            )
        return sessions.open_session(unit, users.store(unit, values, {Role.ADMIN}))
