"""Accounts and their roles. Everything here is audited; nothing shows or keeps a password."""

import re
from collections.abc import Collection, Iterable
from typing import Any, TypedDict

import pandas as pd
from sqlalchemy import Connection, delete, insert, select

from data.records import passwords
from data.records.database import Database, Row, Unit
from data.records.errors import LastAdministratorError
from data.records.schema.identity import user_roles, users
from data.records.sessions import revoke_all
from procedure.errors import InvalidValueError
from procedure.follow_up import Person
from procedure.roles import Actor, Permission, Role, check

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class Credentials(TypedDict):
    """Shown once to whoever made it; only the hash is kept. `password` is None when it was given, not generated."""

    id: str
    email: str
    password: str | None


def listing(database: Database, actor: Actor) -> pd.DataFrame:
    """Every account of the entity by name: id, version, email, name, job_title, is_active, roles (list of codes)."""
    check(actor, Permission.MANAGE_USERS)
    return _frame(database, actor.entity_id, only_active=False)


def active(database: Database, entity_id: str) -> pd.DataFrame:
    """Whoever may be named responsible: id, name, job_title, roles; by name."""
    return _frame(database, entity_id, only_active=True)[["id", "name", "job_title", "roles"]]


def names(database: Database, entity_id: str) -> dict[str, str]:
    """Name of every account by id, also of those that are no longer active: what they signed stays theirs."""
    query = select(users.c.id, users.c.name).where(users.c.entity_id == entity_id)
    with database.read() as connection:
        return {row.id: row.name for row in connection.execute(query)}


def people(database: Database, entity_id: str) -> dict[str, Person]:
    """Every account by id, also those closed, with what each may do."""
    rows = _frame(database, entity_id, only_active=False).to_dict("records")
    return {row["id"]: Person(row["id"], row["name"], bool(row["is_active"]), tuple(row["roles"])) for row in rows}


def _frame(database: Database, entity_id: str, *, only_active: bool) -> pd.DataFrame:
    columns = ("id", "version", "email", "name", "job_title", "is_active")
    query = select(*(users.c[name] for name in columns)).where(users.c.entity_id == entity_id)
    if only_active:
        query = query.where(users.c.is_active)
    with database.read() as connection:
        rows = [dict(row) for row in connection.execute(query.order_by(users.c.name, users.c.email)).mappings()]
        owned = _roles_by_user(connection, entity_id)
    records = [{**row, "roles": owned.get(row["id"], [])} for row in rows]
    return pd.DataFrame(records, columns=[*columns, "roles"])


def _roles_by_user(connection: Connection, entity_id: str) -> dict[str, list[str]]:
    owned: dict[str, list[str]] = {}
    query = select(user_roles.c.user_id, user_roles.c.role).where(user_roles.c.entity_id == entity_id)
    for user_id, role in connection.execute(query.order_by(user_roles.c.role)):
        owned.setdefault(user_id, []).append(role)
    return owned


def roles_of(connection: Connection, user_id: str) -> frozenset[Role]:
    found = connection.execute(select(user_roles.c.role).where(user_roles.c.user_id == user_id)).scalars()
    return frozenset(Role(role) for role in found)


def add(
    database: Database,
    actor: Actor,
    *,
    email: str,
    name: str,
    roles: Iterable[str],
    job_title: str = "",
    password: str | None = None,
) -> Credentials:
    """The account with its password, random unless one is given. Raises InvalidValueError, NotAllowedError."""
    check(actor, Permission.MANAGE_USERS)
    values, chosen = account_values(email, name, job_title), checked_roles(roles)
    given = password if password is not None else passwords.generated()
    passwords.check_strength(given)
    values["password_hash"] = passwords.hashed(given)
    with database.write(actor) as unit:
        user_id = store(unit, values, chosen)
    return Credentials(id=user_id, email=values["email"], password=given if password is None else None)


def store(unit: Unit, values: dict[str, Any], roles: Collection[Role]) -> str:
    """Writes a checked account inside a transaction in progress and answers its id."""
    found = select(users.c.id).where(users.c.entity_id == unit.actor.entity_id, users.c.email == values["email"])
    if unit.connection.execute(found).first() is not None:
        raise InvalidValueError(f"Ya hay una cuenta con el correo {values['email']}.", field="email")
    row = unit.insert(users, values, action="crear cuenta")
    _write_roles(unit, row["id"], roles)
    unit.log("asignar roles", "users", row["id"], after={"roles": sorted(roles)})
    return str(row["id"])


def account_values(email: str, name: str, job_title: str = "") -> dict[str, Any]:
    """The fields as they are kept: e-mail in lower case, single spaces. Raises InvalidValueError naming the field."""
    email, name = email.strip().lower(), " ".join(name.split())
    if not _EMAIL.fullmatch(email) or len(email) > 254:
        raise InvalidValueError(f"«{email}» no es un correo electrónico.", field="email")
    if not name or len(name) > 200:
        raise InvalidValueError("Escriba el nombre de la persona o del cargo (hasta 200 caracteres).", field="name")
    return {"email": email, "name": name, "job_title": " ".join(job_title.split())[:200], "is_active": True}


def checked_roles(roles: Iterable[str]) -> frozenset[Role]:
    unknown = sorted(set(roles) - {role.value for role in Role})
    if unknown:
        valid = ", ".join(role.value for role in Role)
        raise InvalidValueError(f"No existe el rol «{unknown[0]}». Los roles son: {valid}.", field="roles")
    if not set(roles):
        raise InvalidValueError("Elija al menos un rol para la cuenta.", field="roles")
    return frozenset(Role(role) for role in roles)


def change_roles(database: Database, actor: Actor, user_id: str, version: int, roles: Iterable[str]) -> None:
    """From the next rerun of any page the person may do what the new roles permit, and nothing else."""
    check(actor, Permission.MANAGE_USERS)
    chosen = checked_roles(roles)
    with database.write(actor) as unit:
        before = roles_of(unit.connection, user_id)
        unit.update(users, user_id, version, {}, action="cambiar cuenta")
        unit.connection.execute(delete(user_roles).where(user_roles.c.user_id == user_id))
        _write_roles(unit, user_id, chosen)
        unit.log("cambiar roles", "users", user_id, before={"roles": sorted(before)}, after={"roles": sorted(chosen)})
        if Role.ADMIN in before:
            _keep_an_administrator(unit)


def disable(database: Database, actor: Actor, user_id: str, version: int, *, reason: str) -> None:
    """The account can no longer sign in and its open sessions end. Nothing it did is lost."""
    check(actor, Permission.MANAGE_USERS)
    if not reason.strip():
        raise InvalidValueError("Escriba por qué se desactiva la cuenta.", field="reason")
    with database.write(actor) as unit:
        unit.update(users, user_id, version, {"is_active": False}, action="desactivar cuenta", reason=reason.strip())
        revoke_all(unit, user_id)
        if Role.ADMIN in roles_of(unit.connection, user_id):
            _keep_an_administrator(unit)


def enable(database: Database, actor: Actor, user_id: str, version: int) -> None:
    check(actor, Permission.MANAGE_USERS)
    with database.write(actor) as unit:
        unit.update(users, user_id, version, {"is_active": True}, action="activar cuenta")


def reset_password(database: Database, actor: Actor, user_id: str, version: int) -> Credentials:
    """A random password in place of the one there was; open sessions of the account end."""
    check(actor, Permission.MANAGE_USERS)
    password = passwords.generated()
    password_hash = passwords.hashed(password)
    with database.write(actor) as unit:
        changes = {"password_hash": password_hash}
        row = unit.update(users, user_id, version, changes, action="restablecer contraseña")
        revoke_all(unit, user_id)
    return Credentials(id=user_id, email=row["email"], password=password)


def by_email(database: Database, actor: Actor, email: str) -> Row:
    """id, version, email, name of an account. Raises InvalidValueError when there is none."""
    found = listing(database, actor)
    found = found[found["email"] == email.strip().lower()]
    if found.empty:
        raise InvalidValueError(f"No hay una cuenta con el correo {email}.", field="email")
    return {str(name): value for name, value in found.iloc[0].items()}


def _write_roles(unit: Unit, user_id: str, roles: Collection[Role]) -> None:
    rows = [{"entity_id": unit.actor.entity_id, "user_id": user_id, "role": role.value} for role in sorted(roles)]
    unit.connection.execute(insert(user_roles), rows)


def _keep_an_administrator(unit: Unit) -> None:
    query = (
        select(users.c.id)
        .join(user_roles, user_roles.c.user_id == users.c.id)
        .where(users.c.entity_id == unit.actor.entity_id, users.c.is_active, user_roles.c.role == Role.ADMIN.value)
    )
    if unit.connection.execute(query).first() is None:
        raise LastAdministratorError(
            "Es la única cuenta activa de administración. Dé antes ese rol a otra persona y repita."
        )
