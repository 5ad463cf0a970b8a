"""The records database: one engine, short transactions, every change audited in the same transaction."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Engine, Select, Table, Update, create_engine, event, insert, select, update
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from data.records import audit
from data.records.errors import DiskFullError, StaleVersionError
from data.records.schema.base import new_id
from data.records.schema.ledger import idempotency_keys
from procedure.errors import NotFoundError
from procedure.roles import Actor

Result = TypeVar("Result")
Row = dict[str, Any]


class Database:
    """Reads and writes of one records store. Safe to share between threads: each call takes its own connection."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A consistent view of what is stored; on SQLite it neither waits for a writer nor holds one up."""
        options: dict[str, Any] = {"pam_read": True}
        if self.engine.dialect.name == "postgresql":
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with self.engine.connect().execution_options(**options) as connection:
            yield connection

    @contextmanager
    def write(self, actor: Actor) -> Iterator["Unit"]:
        """One transaction: everything the unit does is kept, or nothing is.

        Writers of one entity take turns from the start (the head of its audit chain is the lock), so that two of them
        never wait for each other's rows. Raises DiskFullError when there is no room; nothing is kept then.
        """
        try:
            with self.engine.begin() as connection:
                audit.lock(connection, actor.entity_id)
                yield Unit(connection, actor, datetime.now(UTC))
        except OperationalError as error:
            if any(sign in str(error.orig) for sign in ("disk is full", "No space left")):
                raise DiskFullError(
                    "No hay espacio en el disco; no se guardó nada. Libere espacio y repita."
                ) from error
            raise

    def answers(self) -> bool:
        """Whether the store can be read at this moment."""
        try:
            with self.read() as connection:
                return bool(connection.execute(select(1)).scalar_one())
        except SQLAlchemyError:
            return False

    def once(self, actor: Actor, key: str, work: Callable[["Unit"], Result]) -> Result:
        """Runs `work` in one transaction unless `key` was used before; then answers what that first run answered.

        The result must be JSON. The key is taken first, so that a twin request waits and then reads the result;
        when `work` fails nothing is kept, the key included, and the request may be sent again.
        """
        with self.write(actor) as unit:
            if not unit.claim(key):
                return unit.settled(key)  # type: ignore[no-any-return]
            result = work(unit)
            unit.settle(key, result)
            return result


@dataclass(frozen=True)
class Unit:
    """A transaction in progress on behalf of an actor. Row changes made through it are versioned and audited."""

    connection: Connection
    actor: Actor
    now: datetime

    def insert(self, table: Table, values: Mapping[str, Any], *, action: str, reason: str = "") -> Row:
        """The stored row. Fills id, entity, version, author and moment."""
        row = {
            "id": new_id(),
            "entity_id": self.actor.entity_id,
            "version": 1,
            "created_at": self.now,
            "created_by": self.actor.user_id,
            **values,
        }
        self.connection.execute(insert(table).values(**row))
        stored = self.get(table, row["id"])
        self.log(action, table.name, row["id"], after=without_secrets(table, stored), reason=reason)
        return stored

    def update(
        self,
        table: Table,
        row_id: str,
        version: int,
        changes: Mapping[str, Any],
        *,
        action: str,
        reason: str = "",
    ) -> Row:
        """The row after the change. Raises StaleVersionError when somebody else saved it since `version` was read."""
        before = self._current(table, row_id)
        if before is None or before["version"] != version or before.get("voided_at") is not None:
            raise self._stale(row_id, before, changes)
        statement = self._versioned(table, row_id, version).values(**changes, version=version + 1)
        if self.connection.execute(statement).rowcount != 1:
            raise self._stale(row_id, self._current(table, row_id), changes)
        after = self.get(table, row_id)
        self._log_change(table, action, before, after, reason)
        return after

    def void(self, table: Table, row_id: str, version: int, *, action: str, reason: str) -> Row:
        """Nothing is deleted: the row stays, marked with the moment and the reason."""
        return self.update(
            table, row_id, version, {"voided_at": self.now, "void_reason": reason}, action=action, reason=reason
        )

    def restore(self, table: Table, row_id: str, *, action: str) -> Row:
        """Undoes a void: the row comes back as it was. A row that was not voided is answered as it is."""
        before = self.get(table, row_id)
        if before["voided_at"] is None:
            return before
        changes = {"voided_at": None, "void_reason": None, "version": before["version"] + 1}
        self.connection.execute(self._versioned(table, row_id, before["version"]).values(**changes))
        after = self.get(table, row_id)
        self._log_change(table, action, before, after)
        return after

    def get(self, table: Table, row_id: str) -> Row:
        """The row, voided or not. Raises NotFoundError when the entity has no such row."""
        row = self._current(table, row_id)
        if row is None:
            raise NotFoundError("Ese elemento ya no existe. Vuelva a abrir la página para ver lo que hay ahora.")
        return row

    def log(
        self,
        action: str,
        subject: str,
        subject_id: str,
        *,
        before: Mapping[str, Any] | None = None,
        after: Mapping[str, Any] | None = None,
        reason: str = "",
    ) -> None:
        audit.append(
            self.connection,
            self.actor,
            at=self.now,
            action=action,
            subject=subject,
            subject_id=subject_id,
            before=before,
            after=after,
            reason=reason,
        )

    def claim(self, key: str) -> bool:
        """Takes an idempotency key; False when it was taken, after waiting for the twin that holds it."""
        values = {"entity_id": self.actor.entity_id, "key": key, "user_id": self.actor.user_id, "at": self.now}
        if self.connection.execute(self._key_query(idempotency_keys.c.key, key)).first() is not None:
            return False
        self.connection.execute(insert(idempotency_keys).values(**values))
        return True

    def settle(self, key: str, result: Any) -> None:
        statement = update(idempotency_keys).where(
            idempotency_keys.c.entity_id == self.actor.entity_id, idempotency_keys.c.key == key
        )
        self.connection.execute(statement.values(result=result))

    def settled(self, key: str) -> Any:
        """What the first run of a claimed key answered."""
        return self.connection.execute(self._key_query(idempotency_keys.c.result, key)).scalar_one()

    def _key_query(self, column: Column[Any], key: str) -> Select[Any]:
        return select(column).where(idempotency_keys.c.entity_id == self.actor.entity_id, idempotency_keys.c.key == key)

    def _versioned(self, table: Table, row_id: str, version: int) -> Update:
        return update(table).where(
            table.c.id == row_id, table.c.entity_id == self.actor.entity_id, table.c.version == version
        )

    def _log_change(self, table: Table, action: str, before: Row, after: Row, reason: str = "") -> None:
        shown = {name: without_secrets(table, row) for name, row in (("before", before), ("after", after))}
        self.log(action, table.name, after["id"], reason=reason, **shown)

    def _current(self, table: Table, row_id: str) -> Row | None:
        query = select(table).where(table.c.id == row_id, table.c.entity_id == self.actor.entity_id)
        row = self.connection.execute(query).mappings().first()
        return None if row is None else dict(row)

    def _stale(self, row_id: str, current: Row | None, changes: Mapping[str, Any]) -> StaleVersionError:
        gone = current is None or current.get("voided_at") is not None
        message = (
            "Otra persona retiró este elemento mientras usted lo editaba. Su texto se conserva aquí."
            if gone
            else "Otra persona guardó este elemento mientras usted lo editaba. Compare las dos versiones y elija."
        )
        return StaleVersionError(message, row_id=row_id, current=None if gone else current, attempted=dict(changes))


def without_secrets(table: Table, row: Row) -> Row:
    """The row as the audit trail may keep it."""
    return {name: value for name, value in row.items() if not table.c[name].info.get("secret")}


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, durable, foreign keys, real transactions) or for PostgreSQL."""
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": 30})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN would leave DDL outside the transaction
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    """A writer takes its turn at the start: a deferred one could fail half way, when another has written."""
    reading = connection.get_execution_options().get("pam_read", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
