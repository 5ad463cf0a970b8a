"""The chain tells alteration, removal, insertion and truncation."""

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, insert, select, update

from data.records import audit
from data.records.database import Database
from data.records.errors import AuditBrokenError
from data.records.schema.ledger import audit_entries, audit_heads
from data.records.schema.priorities import opportunities
from procedure.roles import Actor


@pytest.fixture
def chain(database: Database, actor: Actor) -> Database:
    """Five entries: a row created and edited four times."""
    with database.write(actor) as unit:
        row = unit.insert(opportunities, {"plan_year": 2025, "text": "ñ 0", "evidence": {"x": 0.1}}, action="crear")
        for number in range(1, 5):
            row = unit.update(opportunities, row["id"], number, {"text": f"ñ {number}"}, action="editar", reason="«r»")
    return database


def alter(connection: Connection) -> None:
    connection.execute(update(audit_entries).where(audit_entries.c.sequence == 3).values(user_name="Otra persona"))


def alter_content(connection: Connection) -> None:
    connection.execute(update(audit_entries).where(audit_entries.c.sequence == 3).values(after={"text": "otro"}))


def remove(connection: Connection) -> None:
    connection.execute(delete(audit_entries).where(audit_entries.c.sequence == 3))


def truncate(connection: Connection) -> None:
    connection.execute(delete(audit_entries).where(audit_entries.c.sequence >= 4))


def empty(connection: Connection) -> None:
    connection.execute(delete(audit_entries))
    connection.execute(delete(audit_heads))


def insert_between(connection: Connection) -> None:
    copied = dict(connection.execute(select(audit_entries).where(audit_entries.c.sequence == 3)).mappings().one())
    connection.execute(insert(audit_entries).values(**{**copied, "sequence": 6}))


def swap(connection: Connection) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        connection.execute(update(audit_entries).where(audit_entries.c.sequence == old).values(sequence=new))


def test_a_whole_chain_verifies_and_says_how_long_it_is(chain: Database) -> None:
    with chain.read() as connection:
        assert audit.verify(connection, "47") == 5


@pytest.mark.parametrize("harm", [alter, alter_content, remove, truncate, empty, insert_between, swap])
def test_harm_to_the_chain_is_told(chain: Database, harm: Callable[[Connection], None]) -> None:
    with chain.engine.begin() as connection:
        harm(connection)
    with chain.read() as connection, pytest.raises(AuditBrokenError):
        audit.verify(connection, "47")


def test_an_entry_says_who_when_what_before_after_and_why(chain: Database, actor: Actor) -> None:
    with chain.read() as connection:
        query = select(audit_entries).where(audit_entries.c.sequence == 5)
        entry = connection.execute(query).mappings().one()
    assert (entry["user_id"], entry["user_name"], entry["action"]) == (actor.user_id, actor.name, "editar")
    assert entry["at"].tzinfo is not None
    assert (entry["before"]["text"], entry["after"]["text"], entry["reason"]) == ("ñ 3", "ñ 4", "«r»")
    assert entry["subject"] == "opportunities"


def test_each_entity_has_its_own_chain(chain: Database, stranger: Actor) -> None:
    with chain.write(stranger) as unit:
        unit.log("probar", "nada", "1")
    with chain.read() as connection:
        assert (audit.verify(connection, "47"), audit.verify(connection, "08")) == (5, 1)


def test_without_the_head_of_its_chain_nothing_can_be_written(chain: Database, actor: Actor) -> None:
    with chain.engine.begin() as connection:
        connection.execute(delete(audit_heads))
    with pytest.raises(AuditBrokenError), chain.write(actor):
        pass
