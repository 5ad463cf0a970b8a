"""Nothing is lost, nothing is written twice, nothing is half written; on both stores."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from data.records import audit
from data.records.database import Database, Row, Unit
from data.records.errors import StaleVersionError
from data.records.schema.ledger import audit_entries
from data.records.schema.priorities import opportunities
from data.settings import Settings
from procedure.errors import InvalidValueError, NotFoundError
from procedure.roles import Actor


def add(unit: Unit, text: str = "Deserción rural") -> Row:
    return unit.insert(opportunities, {"plan_year": 2025, "text": text, "evidence": {}}, action="crear")


def stored(database: Database, actor: Actor, text: str = "Deserción rural") -> Row:
    with database.write(actor) as unit:
        return add(unit, text)


def count(database: Database, table=opportunities) -> int:
    with database.read() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def current(database: Database, row_id: str) -> Row:
    with database.read() as connection:
        query = select(opportunities).where(opportunities.c.id == row_id)
        return dict(connection.execute(query).mappings().one())


def at_once(workers: int, work: Callable[[int], object]) -> list[object]:
    """Runs `work` in threads that all start together."""
    gate = threading.Barrier(workers)

    def start(number: int) -> object:
        gate.wait()
        return work(number)

    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(start, range(workers)))


def test_parallel_editors_lose_no_update(database: Database, actor: Actor) -> None:
    row, editors, edits = stored(database, actor, "0"), 6, 8

    def edit(_number: int) -> int:
        collisions = 0
        for _ in range(edits):
            while True:
                seen = current(database, row["id"])
                try:
                    with database.write(actor) as unit:
                        text = str(int(seen["text"]) + 1)
                        unit.update(opportunities, row["id"], seen["version"], {"text": text}, action="editar")
                    break
                except StaleVersionError:
                    collisions += 1
        return collisions

    at_once(editors, edit)
    final = current(database, row["id"])
    assert (final["text"], final["version"]) == (str(editors * edits), 1 + editors * edits)
    with database.read() as connection:
        assert audit.verify(connection, "47") == 1 + editors * edits


def test_the_second_editor_sees_both_versions(database: Database, actor: Actor) -> None:
    row = stored(database, actor)
    with database.write(actor) as unit:
        unit.update(opportunities, row["id"], 1, {"text": "De quien llegó primero"}, action="editar")
    with pytest.raises(StaleVersionError) as caught, database.write(actor) as unit:
        unit.update(opportunities, row["id"], 1, {"text": "De quien llegó después"}, action="editar")
    assert caught.value.current is not None
    assert caught.value.current["text"] == "De quien llegó primero"
    assert caught.value.attempted == {"text": "De quien llegó después"}
    assert current(database, row["id"])["text"] == "De quien llegó primero"


def test_editing_what_was_withdrawn_is_refused_and_keeps_the_text(database: Database, actor: Actor) -> None:
    row = stored(database, actor)
    with database.write(actor) as unit:
        unit.void(opportunities, row["id"], 1, action="retirar", reason="Repetida")
    with pytest.raises(StaleVersionError, match="retiró") as caught, database.write(actor) as unit:
        unit.update(opportunities, row["id"], 2, {"text": "Nuevo"}, action="editar")
    assert (caught.value.current, caught.value.attempted) == (None, {"text": "Nuevo"})


def test_withdrawing_and_restoring_gives_the_row_back(database: Database, actor: Actor) -> None:
    row = stored(database, actor)
    with database.write(actor) as unit:
        unit.void(opportunities, row["id"], 1, action="retirar", reason="Error")
    with database.write(actor) as unit:
        back = unit.restore(opportunities, row["id"], action="restaurar")
    assert {**back, "version": 1} == row
    with database.write(actor) as unit:
        assert unit.restore(opportunities, row["id"], action="restaurar") == back
    assert count(database, audit_entries) == 3


def test_a_row_of_another_entity_does_not_exist(database: Database, actor: Actor, stranger: Actor) -> None:
    row = stored(database, actor)
    with pytest.raises(NotFoundError), database.write(stranger) as unit:
        unit.get(opportunities, row["id"])
    with pytest.raises(StaleVersionError), database.write(stranger) as unit:
        unit.update(opportunities, row["id"], 1, {"text": "Ajeno"}, action="editar")
    assert current(database, row["id"])["text"] == "Deserción rural"


def test_a_failure_keeps_neither_the_change_nor_its_audit_entry(database: Database, actor: Actor) -> None:
    with pytest.raises(InvalidValueError), database.write(actor) as unit:
        add(unit)
        raise InvalidValueError("no")
    assert count(database) == 0
    assert count(database, audit_entries) == 0


def test_a_double_submit_makes_one_record_and_both_get_the_same_answer(database: Database, actor: Actor) -> None:
    answers = at_once(4, lambda _: database.once(actor, "formulario-1", lambda unit: add(unit)["id"]))
    assert len(set(answers)) == 1
    assert count(database) == 1


def test_a_request_that_failed_may_be_sent_again(database: Database, actor: Actor) -> None:
    def refuse(unit: Unit) -> str:
        add(unit)
        raise InvalidValueError("no")

    with pytest.raises(InvalidValueError):
        database.once(actor, "k", refuse)
    database.once(actor, "k", lambda unit: add(unit)["id"])
    assert count(database) == 1


def test_a_constraint_broken_by_the_work_is_not_taken_for_a_repeated_request(database: Database, actor: Actor) -> None:
    def broken(unit: Unit) -> str:
        values = {"id": "x", "entity_id": "47", "version": 1, "created_at": unit.now, "plan_year": 2025}
        for _ in range(2):
            unit.connection.execute(insert(opportunities).values(**values, text="", evidence={}))
        return "never"

    with pytest.raises(IntegrityError):
        database.once(actor, "k", broken)
    assert count(database) == 0


def test_the_same_key_in_another_entity_is_another_request(database: Database, actor: Actor, stranger: Actor) -> None:
    first = database.once(actor, "k", lambda unit: add(unit)["id"])
    second = database.once(stranger, "k", lambda unit: add(unit)["id"])
    assert first != second


def test_a_reader_neither_waits_for_a_writer_nor_sees_half_of_its_work(database: Database, actor: Actor) -> None:
    with database.write(actor) as unit:
        add(unit)
        assert count(database) == 0
    assert count(database) == 1


def test_a_read_sees_one_moment(database: Database, actor: Actor) -> None:
    total = select(func.count()).select_from(opportunities)
    with database.read() as connection:
        assert connection.execute(total).scalar_one() == 0
        stored(database, actor)
        assert connection.execute(total).scalar_one() == 0


def test_the_sqlite_file_is_durable_and_a_writer_takes_its_turn_at_the_start(
    sqlite_database: Database, sqlite_settings: Settings, actor: Actor
) -> None:
    with sqlite_database.read() as connection:
        pragmas = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        ]
    assert pragmas == ["wal", 2, 1]
    other = sqlite3.connect(sqlite_settings.home / "records.sqlite", timeout=0, isolation_level=None)
    with closing(other), sqlite_database.write(actor):
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("SELECT count(*) FROM users").fetchone()


def test_rolling_back_takes_ddl_with_it(sqlite_database: Database) -> None:
    with pytest.raises(RuntimeError), sqlite_database.engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE passing (x INTEGER)")
        raise RuntimeError
    with sqlite_database.read() as connection:
        found = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master WHERE name = 'passing'").scalar_one()
    assert found == 0
