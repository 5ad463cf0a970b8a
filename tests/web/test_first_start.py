"""Starting the application: the code of the first start, a taken port, and the sign-in of a demonstration."""

import re
import socket

import httpx
import pytest

from data.commands import execute
from data.opening import open_records
from data.records import entities, setup, users
from data.settings import Settings
from pages.web.cookie import NAME
from procedure.roles import Actor, Role

PERSON = {"entity_id": "47001", "name": "Administración", "email": "admin@prueba.invalid"}
PASSWORD = "cuatro palabras al azar"


def records_of(home):
    return open_records(Settings(home, f"sqlite:///{(home / 'records.sqlite').as_posix()}", "47"))[1]


def test_the_printed_code_makes_the_first_administrator_once(launch) -> None:
    first = launch()
    with httpx.Client(base_url=first.url, headers={"Origin": first.url}, timeout=30) as browser:
        assert browser.get("/ingresar").headers["location"] == "/primer-ingreso"
        page = browser.get("/primer-ingreso")
        assert "Magdalena" in page.text
        wrong = browser.post("/primer-ingreso", data={**PERSON, "code": "aaaa-bbbb", "password": PASSWORD})
        assert (wrong.status_code, NAME in wrong.cookies) == (422, False)
    said = first.output()
    code = re.search(r"código: (\S+)", said)
    assert code is not None, said

    second = launch()  # another start prints another code, and the one before is worth nothing
    with httpx.Client(base_url=second.url, headers={"Origin": second.url}, timeout=30) as browser:
        fields = {**PERSON, "password": PASSWORD}
        assert browser.post("/primer-ingreso", data={**fields, "code": code[1]}).status_code == 422
        database = records_of(second.home)
        fresh = setup.new_code(database, "47")
        short = browser.post("/primer-ingreso", data={**fields, "code": fresh, "password": "corta"})
        assert short.status_code == 422
        assert "al menos 12" in short.text
        assert "corta" not in short.text.replace("acorta", "")
        made = browser.post("/primer-ingreso", data={**fields, "code": fresh})
        assert (made.status_code, made.headers["location"]) == (303, "/")
        assert browser.get("/cuentas").status_code == 200
        assert browser.get("/primer-ingreso").headers["location"] == "/ingresar"
        again = browser.post("/primer-ingreso", data={**fields, "code": fresh, "email": "b@prueba.invalid"})
        assert again.headers["location"] == "/ingresar"
    machine = Actor("47001", "Pruebas", roles=frozenset({Role.ADMIN}))
    assert list(users.listing(database, machine)["email"]) == [PERSON["email"]]
    database.engine.dispose()


def test_an_installation_with_accounts_prints_no_code(launch, tmp_path) -> None:
    database = records_of(tmp_path / "home")
    machine = Actor("47", "Pruebas", roles=frozenset({Role.ADMIN}))
    users.add(database, machine, email="a@prueba.invalid", name="Cargo", roles=["admin"])
    database.engine.dispose()
    said = launch().output()
    assert "PAM está en http://localhost:" in said
    assert "código" not in said


def test_a_demonstration_offers_one_button_per_role(launch, tmp_path) -> None:
    database = records_of(tmp_path / "home")
    machine = Actor("47", "Pruebas", roles=frozenset({Role.ADMIN}))
    for role in Role:
        made = users.add(database, machine, email=f"{role.value}@x.invalid", name=f"Cargo {role.value}", roles=[role])
        assert made["password"]
    entities.mark_demonstration(database, machine)
    server = launch()
    for role in Role:
        with httpx.Client(base_url=server.url, headers={"Origin": server.url}, timeout=30) as browser:
            assert f'name="role" value="{role.value}"' in browser.get("/ingresar").text
            answer = browser.post("/ingresar/demostracion", data={"role": role.value, "next": "/tablero"})
            assert (answer.status_code, answer.headers["location"]) == (303, "/tablero")
            assert browser.get("/tablero").status_code == 200
    database.engine.dispose()


def test_a_taken_port_is_told_in_words(monkeypatch: pytest.MonkeyPatch, tmp_path, capsys) -> None:
    monkeypatch.setenv("PAM_HOME", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert execute(["run", "--no-browser", "--port", str(port)]) == 1
    assert f"El puerto {port} ya está en uso" in capsys.readouterr().err


def test_stopping_the_launcher_stops_the_server(launch) -> None:
    server = launch()
    server.process.terminate()
    server.process.wait(timeout=20)
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{server.url}/salud", timeout=5)
