"""`manage.py user add | list | disable`: accounts from the machine itself, which needs no account."""

import argparse
import sys
from collections.abc import Sequence

from data.commands.arguments import SpanishParser
from data.opening import open_records
from data.records import users
from data.records.database import Database
from procedure.roles import Actor, Role


def run(argv: Sequence[str]) -> int:
    options = _parser().parse_args(argv)
    settings, database = open_records()
    machine = Actor(settings.entity_id, "Línea de órdenes", roles=frozenset({Role.ADMIN}))
    try:
        return int(options.action(database, machine, options))
    finally:
        database.engine.dispose()


def _add(database: Database, machine: Actor, options: argparse.Namespace) -> int:
    password = sys.stdin.readline().rstrip("\r\n") if options.password_stdin else None
    made = users.add(
        database,
        machine,
        email=options.email,
        name=options.name,
        roles=options.role,
        job_title=options.job_title,
        password=password,
    )
    print(f"Cuenta creada: {made['email']}")
    if made["password"]:
        print(f"Contraseña (no se volverá a mostrar): {made['password']}")
    return 0


def _list(database: Database, machine: Actor, _options: argparse.Namespace) -> int:
    for account in users.listing(database, machine).to_dict("records"):
        state = "activa" if account["is_active"] else "desactivada"
        print(f"{account['email']}\t{account['name']}\t{', '.join(account['roles'])}\t{state}")
    return 0


def _disable(database: Database, machine: Actor, options: argparse.Namespace) -> int:
    account = users.by_email(database, machine, options.email)
    users.disable(database, machine, account["id"], int(account["version"]), reason=options.reason)
    print(f"Cuenta desactivada: {account['email']}. Sus sesiones abiertas terminaron.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = SpanishParser(prog="manage.py user", description="Administra las cuentas.")
    actions = parser.add_subparsers(required=True, metavar="add | list | disable")
    add = actions.add_parser("add", help="crea una cuenta")
    add.add_argument("email", metavar="CORREO")
    add.add_argument("--name", metavar="NOMBRE", required=True, help="de la persona o del cargo")
    roles = ", ".join(role.value for role in Role)
    add.add_argument("--role", metavar="ROL", action="append", required=True, help=f"se puede repetir: {roles}")
    add.add_argument("--job-title", metavar="CARGO", default="")
    add.add_argument("--password-stdin", action="store_true", help="lee la contraseña de la entrada; si no, la genera")
    add.set_defaults(action=_add)
    actions.add_parser("list", help="muestra las cuentas").set_defaults(action=_list)
    disable = actions.add_parser("disable", help="cierra una cuenta sin borrar lo que hizo")
    disable.add_argument("email", metavar="CORREO")
    disable.add_argument("--reason", metavar="MOTIVO", default="Desactivada desde la línea de órdenes")
    disable.set_defaults(action=_disable)
    return parser
