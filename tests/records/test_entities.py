"""The entity and its municipalities."""

import pytest
from sqlalchemy import update

from data.records import entities
from data.records.database import Database
from data.records.schema.identity import entities as table
from data.settings import Settings
from procedure.errors import InvalidValueError, NotFoundError
from procedure.roles import Actor


def test_a_departmental_entity_leaves_out_its_certified_municipalities(database: Database) -> None:
    codes = set(entities.municipalities(database, "47")["code"])
    assert len(codes) == 28
    assert not codes & {"47001", "47189"}


def test_ensuring_twice_stores_once(database: Database) -> None:
    entities.ensure(database, "47")
    assert len(entities.municipalities(database, "47")) == 28
    assert entities.get(database, "47")["version"] == 1


def test_a_code_that_is_no_entity_is_refused_in_words(database: Database) -> None:
    with pytest.raises(InvalidValueError, match="«00»"):
        entities.ensure(database, "00")


def test_an_entity_of_another_installation_is_not_found(database: Database) -> None:
    with pytest.raises(NotFoundError):
        entities.get(database, "08")


def test_marking_the_demonstration_is_audited(database: Database, admin: Actor) -> None:
    entities.mark_demonstration(database, admin)
    assert entities.get(database, "47")["is_demonstration"] is True


def test_the_entity_chosen_at_first_start_is_served_unless_one_was_named(database: Database, stranger: Actor) -> None:
    unnamed = Settings(home=None, records_url="", entity_id="47", entity_given=False)  # type: ignore[arg-type]
    named = Settings(home=None, records_url="", entity_id="47", entity_given=True)  # type: ignore[arg-type]
    assert entities.served(database, unnamed).entity_id == "08"
    assert entities.served(database, named).entity_id == "47"


def test_the_scale_of_the_inclusion_index_is_the_entitys(database: Database) -> None:
    assert list(entities.levels(database, "47")["inclusion_index"]) == [
        "nunca", "algunas veces", "casi siempre", "siempre", "no sabe",
    ]  # fmt: skip
    with database.engine.begin() as connection:
        own = {**entities.DEFAULT_SETTINGS, "inclusion_scale": ["no", "sí"]}
        connection.execute(update(table).where(table.c.entity_id == "47").values(settings=own))
    levels = entities.levels(database, "47")["inclusion_index"]
    with database.engine.begin() as connection:
        connection.execute(update(table).where(table.c.entity_id == "47").values(settings=entities.DEFAULT_SETTINGS))
    assert (levels["no"], levels["sí"]) == (1, 2)
