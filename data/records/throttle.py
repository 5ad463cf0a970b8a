"""How often a sign-in may fail, by account and by address. An attempt is written before its password is looked at,
so that a thousand sent at once are counted one by one.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update

from data.records.database import Database, Unit
from data.records.errors import TooManyAttemptsError
from data.records.schema.identity import login_attempts
from procedure.roles import Actor

WINDOW = timedelta(minutes=15)
PER_EMAIL, PER_ADDRESS = 8, 40
_KEPT = timedelta(days=30)


def admit(database: Database, entity_id: str, email: str, address: str) -> int:
    """The number of the attempt, counted as failed until `succeed`. Raises TooManyAttemptsError."""
    with database.write(Actor(entity_id, "Ingreso")) as unit:
        _refuse_if_many(unit, and_(login_attempts.c.email == email, login_attempts.c.entity_id == entity_id), PER_EMAIL)
        _refuse_if_many(unit, login_attempts.c.address == address, PER_ADDRESS)
        unit.connection.execute(delete(login_attempts).where(login_attempts.c.at < unit.now - _KEPT))
        values = {"entity_id": entity_id, "email": email[:254], "address": address, "at": unit.now, "succeeded": False}
        key = unit.connection.execute(insert(login_attempts).values(**values)).inserted_primary_key
        assert key is not None
        return int(key[0])


def _refuse_if_many(unit: Unit, whose: ColumnElement[bool], limit: int) -> None:
    since = unit.now - WINDOW
    success = select(func.max(login_attempts.c.at)).where(whose, login_attempts.c.succeeded)
    last_success = unit.connection.execute(success).scalar()
    failed = (
        select(login_attempts.c.at)
        .where(whose, ~login_attempts.c.succeeded, login_attempts.c.at > max(since, last_success or since))
        .order_by(login_attempts.c.at)
    )
    moments: list[datetime] = list(unit.connection.execute(failed).scalars())
    if len(moments) >= limit:
        minutes = max(1, round((moments[-limit] - since).total_seconds() / 60))
        unit_word = "minuto" if minutes == 1 else "minutos"
        raise TooManyAttemptsError(
            f"Demasiados intentos fallidos. Espere {minutes} {unit_word} y vuelva a intentar, "
            "o pida una contraseña nueva a quien administra las cuentas."
        )


def succeed(unit: Unit, attempt: int) -> None:
    unit.connection.execute(update(login_attempts).where(login_attempts.c.id == attempt).values(succeeded=True))
