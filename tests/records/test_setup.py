"""The first start: one code, used once, and only while there is nobody."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from data.records import entities, sessions, setup, users
from data.records.database import Database
from data.records.errors import SetupCodeError
from data.settings import Settings
from procedure.errors import InvalidValueError
from procedure.roles import Actor, Role

PERSON = {"name": "Administración", "email": "admin@magdalena.gov.co", "password": "cuatro palabras al azar"}


def create(database: Database, code: str, entity_id: str = "47", **change: str) -> str:
    return setup.create_first_administrator(
        database, code=code, entity_id=entity_id, address="::1", **{**PERSON, **change}
    )


def test_the_code_makes_the_first_administrator_and_signs_in(database: Database) -> None:
    assert setup.is_needed(database)
    token = create(database, f" {setup.new_code(database, '47').upper()} ")
    actor = sessions.current_actor(database, token)
    assert actor is not None
    assert actor.roles == {Role.ADMIN}
    assert not setup.is_needed(database)


def test_the_code_works_once(database: Database) -> None:
    code = setup.new_code(database, "47")
    create(database, code)
    with pytest.raises(SetupCodeError):
        create(database, code, email="otra@magdalena.gov.co")


def test_two_people_with_the_code_make_one_account(database: Database) -> None:
    code = setup.new_code(database, "47")

    def attempt(number: int) -> bool:
        try:
            create(database, code, email=f"a{number}@magdalena.gov.co", entity_id=("47", "08")[number % 2])
        except SetupCodeError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(attempt, range(4))).count(True) == 1


def test_another_code_is_refused_and_a_new_start_replaces_the_old_one(database: Database) -> None:
    old = setup.new_code(database, "47")
    new = setup.new_code(database, "47")
    for wrong in (old, "", "aaaa-bbbb-cccc-dddd"):
        with pytest.raises(SetupCodeError):
            create(database, wrong)
    assert create(database, new)


def test_with_accounts_a_code_makes_nothing(database: Database, analyst: Actor) -> None:
    assert not setup.is_needed(database)
    with pytest.raises(SetupCodeError):
        create(database, setup.new_code(database, "47"))


def test_a_bad_field_does_not_use_the_code_up(database: Database) -> None:
    code = setup.new_code(database, "47")
    with pytest.raises(InvalidValueError):
        create(database, code, password="corta")
    with pytest.raises(InvalidValueError):
        create(database, code, entity_id="00")
    assert create(database, code)


def test_the_entity_chosen_at_the_first_start_is_the_one_served(database: Database, settings: Settings) -> None:
    token = create(database, setup.new_code(database, "47"), entity_id="47001")
    actor = sessions.current_actor(database, token)
    assert actor is not None
    unnamed = Settings(settings.home, settings.records_url, "47", entity_given=False)
    assert entities.served(database, unnamed).entity_id == actor.entity_id == "47001"
    assert list(users.listing(database, actor)["email"]) == [PERSON["email"]]
