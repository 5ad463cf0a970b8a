"""Accounts: who may make them, what is kept of them, and that nobody is left without an administrator."""

import json

import pytest
from sqlalchemy import select

from data.records import audit, passwords, sessions, users
from data.records.database import Database
from data.records.errors import LastAdministratorError, LoginRefusedError, StaleVersionError
from data.records.schema.identity import users as users_table
from data.records.schema.ledger import audit_entries
from procedure.errors import InvalidValueError, NotAllowedError
from procedure.roles import Actor, Role

NEW = {"email": " Nueva@Magdalena.gov.co ", "name": " Profesional  Universitario ", "roles": ["analista"]}


def version_of(database: Database, admin: Actor, user_id: str | None) -> int:
    found = users.listing(database, admin).set_index("id")
    return int(found.loc[user_id, "version"])


def audit_text(database: Database) -> str:
    with database.read() as connection:
        audit.verify(connection, "47")
        rows = connection.execute(select(audit_entries.c.before, audit_entries.c.after)).all()
    return json.dumps([list(row) for row in rows])


def test_an_account_gets_a_random_password_that_opens_it(database: Database, admin: Actor) -> None:
    made = users.add(database, admin, **NEW)
    assert made["email"] == "nueva@magdalena.gov.co"
    assert made["password"] is not None
    assert len(made["password"]) == 19
    token = sessions.sign_in(database, "47", email=made["email"], password=made["password"], address="::1")
    actor = sessions.current_actor(database, token)
    assert actor == Actor("47", "Profesional Universitario", made["id"], frozenset({Role.ANALYST}))


def test_neither_a_password_nor_its_hash_reaches_the_audit_trail(database: Database, admin: Actor) -> None:
    made = users.add(database, admin, **NEW)
    reset = users.reset_password(database, admin, made["id"], 1)
    written = audit_text(database)
    assert "argon2" not in written
    assert str(made["password"]) not in written
    assert str(reset["password"]) not in written
    with database.read() as connection:
        stored = connection.execute(select(users_table.c.password_hash)).scalars().all()
    assert sum(text.startswith("$argon2id$") for text in stored) == 1


@pytest.mark.parametrize("cast", ["analyst", "leader", "committee", "technician", "responsible", "coauthor"])
def test_only_the_administrator_touches_accounts(database: Database, request, admin: Actor, cast: str) -> None:
    intruder: Actor = request.getfixturevalue(cast)
    for attempt in (
        lambda: users.add(database, intruder, **NEW),
        lambda: users.listing(database, intruder),
        lambda: users.change_roles(database, intruder, str(intruder.user_id), 1, ["admin"]),
        lambda: users.disable(database, intruder, str(admin.user_id), 1, reason="x"),
        lambda: users.enable(database, intruder, str(admin.user_id), 1),
        lambda: users.reset_password(database, intruder, str(admin.user_id), 1),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_an_administrator_of_another_entity_reaches_nobody_here(database: Database, enrol, analyst: Actor) -> None:
    intruder = enrol(Role.ADMIN, entity_id="08")
    assert analyst.user_id not in set(users.listing(database, intruder)["id"])
    with pytest.raises(StaleVersionError):
        users.reset_password(database, intruder, str(analyst.user_id), 1)
    with pytest.raises(StaleVersionError):
        users.change_roles(database, intruder, str(analyst.user_id), 1, ["admin"])
    with database.read() as connection:
        assert users.roles_of(connection, str(analyst.user_id)) == {Role.ANALYST}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "sin-arroba"}, "email"),
        ({"email": "a b@c.co"}, "email"),
        ({"name": "  "}, "name"),
        ({"roles": ["jefe"]}, "roles"),
        ({"roles": []}, "roles"),
        ({"password": "corta"}, "password"),
        ({"password": "a" * 40}, "password"),
        ({"password": "ab" * 200}, "password"),
    ],
)
def test_a_field_that_cannot_be_is_named(database: Database, admin: Actor, change: dict, field: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        users.add(database, admin, **{**NEW, **change})
    assert caught.value.field == field
    assert len(users.listing(database, admin)) == 1


def test_an_email_has_one_account_whatever_its_case(database: Database, admin: Actor) -> None:
    users.add(database, admin, **NEW)
    with pytest.raises(InvalidValueError, match="Ya hay una cuenta"):
        users.add(database, admin, **{**NEW, "email": "NUEVA@magdalena.gov.co"})


def test_new_roles_are_worth_from_the_next_look_at_an_open_session(database: Database, admin: Actor) -> None:
    made = users.add(database, admin, **NEW)
    token = sessions.sign_in(database, "47", email=made["email"], password=str(made["password"]), address="::1")
    users.change_roles(database, admin, made["id"], 1, ["comite", "tecnico"])
    actor = sessions.current_actor(database, token)
    assert actor is not None
    assert actor.roles == {Role.COMMITTEE, Role.TECHNICIAN}
    entry = json.loads(audit_text(database))[-1]
    assert entry == [{"roles": ["analista"]}, {"roles": ["comite", "tecnico"]}]


def test_a_disabled_account_is_out_at_once_and_cannot_come_back(database: Database, admin: Actor) -> None:
    made = users.add(database, admin, **NEW)
    credentials = {"email": made["email"], "password": str(made["password"]), "address": "::1"}
    token = sessions.sign_in(database, "47", **credentials)
    users.disable(database, admin, made["id"], 1, reason="Se retiró")
    assert sessions.current_actor(database, token) is None
    with pytest.raises(LoginRefusedError):
        sessions.sign_in(database, "47", **credentials)
    users.enable(database, admin, made["id"], 2)
    assert sessions.current_actor(database, token) is None
    assert sessions.sign_in(database, "47", **credentials)


def test_disabling_asks_why(database: Database, admin: Actor, analyst: Actor) -> None:
    with pytest.raises(InvalidValueError, match="por qué"):
        users.disable(database, admin, str(analyst.user_id), 1, reason=" ")


def test_a_reset_password_ends_the_sessions_and_the_old_password(database: Database, admin: Actor) -> None:
    made = users.add(database, admin, **NEW)
    token = sessions.sign_in(database, "47", email=made["email"], password=str(made["password"]), address="::1")
    reset = users.reset_password(database, admin, made["id"], 1)
    assert sessions.current_actor(database, token) is None
    with pytest.raises(LoginRefusedError):
        sessions.sign_in(database, "47", email=made["email"], password=str(made["password"]), address="::1")
    assert sessions.sign_in(database, "47", email=made["email"], password=str(reset["password"]), address="::1")


def test_the_last_administrator_neither_leaves_nor_loses_the_role(database: Database, admin: Actor, enrol) -> None:
    user_id = str(admin.user_id)
    with pytest.raises(LastAdministratorError):
        users.disable(database, admin, user_id, 1, reason="x")
    with pytest.raises(LastAdministratorError):
        users.change_roles(database, admin, user_id, 1, ["analista"])
    enrol(Role.ADMIN)
    users.change_roles(database, admin, user_id, version_of(database, admin, user_id), ["analista"])


def test_two_administrators_on_one_account_do_not_overwrite_each_other(
    database: Database, admin: Actor, analyst: Actor
) -> None:
    users.change_roles(database, admin, str(analyst.user_id), 1, ["coautor"])
    with pytest.raises(StaleVersionError):
        users.change_roles(database, admin, str(analyst.user_id), 1, ["comite"])


def test_whoever_may_be_responsible_is_active(database: Database, admin: Actor, analyst: Actor, leader: Actor) -> None:
    users.disable(database, admin, str(leader.user_id), 1, reason="x")
    found = users.active(database, "47")
    assert list(found.columns) == ["id", "name", "job_title", "roles"]
    assert set(found["name"]) == {admin.name, analyst.name}


def test_generated_passwords_differ_and_are_strong() -> None:
    made = {passwords.generated() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        passwords.check_strength(password)


def test_a_hash_that_is_not_one_opens_nothing() -> None:
    assert not passwords.matches("!", "lo que sea")
    assert not passwords.matches(None, "lo que sea")


@pytest.mark.real_hashes
def test_hashes_cost_what_rfc_9106_asks_at_least() -> None:
    assert passwords.hashed("cuatro palabras al azar").startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_an_installation_without_administrators_can_be_mended_from_the_machine(
    database: Database, analyst: Actor
) -> None:
    machine = Actor("47", "Línea de órdenes", roles=frozenset({Role.ADMIN}))
    users.disable(database, machine, str(analyst.user_id), 1, reason="x")
