"""`manage.py user`: accounts from the machine."""

import io

import pytest

from data.commands import execute
from data.opening import open_records
from data.records import sessions


def signs_in(email: str, password: str) -> bool:
    settings, database = open_records()
    try:
        return bool(sessions.sign_in(database, settings.entity_id, email=email, password=password, address="::1"))
    finally:
        database.engine.dispose()


def test_an_account_is_added_with_a_printed_random_password(capsys) -> None:
    assert execute(["user", "add", "a@x.invalid", "--name", "Cargo", "--role", "analista", "--role", "lider"]) == 0
    said = capsys.readouterr().out
    assert signs_in("a@x.invalid", said.strip().split(": ")[-1])
    assert execute(["user", "list"]) == 0
    assert capsys.readouterr().out == "a@x.invalid\tCargo\tanalista, lider\tactiva\n"


def test_a_password_may_come_by_the_input_and_is_not_printed(capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("cuatro palabras al azar\n"))
    order = ["user", "add", "a@x.invalid", "--name", "Cargo", "--role", "admin", "--password-stdin"]
    assert execute(order) == 0
    assert "azar" not in capsys.readouterr().out
    assert signs_in("a@x.invalid", "cuatro palabras al azar")


@pytest.mark.parametrize(
    ("change", "told"),
    [(["sin-arroba"], "«sin-arroba»"), (["a@x.invalid", "--role", "jefe"], "«jefe»")],
)
def test_what_cannot_be_is_told_without_a_traceback(capsys, change, told) -> None:
    assert execute(["user", "add", *change, "--name", "Cargo", "--role", "admin"]) == 1
    assert told in capsys.readouterr().err


def test_an_account_is_closed(capsys) -> None:
    execute(["user", "add", "a@x.invalid", "--name", "Cargo", "--role", "analista"])
    assert execute(["user", "disable", "A@x.invalid"]) == 0
    capsys.readouterr()
    execute(["user", "list"])
    assert capsys.readouterr().out.endswith("\tdesactivada\n")
    assert execute(["user", "disable", "nadie@x.invalid"]) == 1


def test_an_order_that_does_not_exist_is_told(capsys) -> None:
    assert execute(["exportar"]) == 1
    assert "«exportar»" in capsys.readouterr().err
