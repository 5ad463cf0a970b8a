"""A real server on a free port, with an installation of its own, and people who are signed in to it."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from argon2 import PasswordHasher

from data.opening import open_records
from data.records import passwords, sessions, users
from data.records.database import Database
from data.settings import Settings
from pages.web.cookie import NAME
from procedure.roles import Actor, Role
from tests.serving import free_port, start, stop, wait_until_healthy

PASSWORD = "cuatro palabras al azar"


@dataclass
class Server:
    url: str
    settings: Settings
    database: Database
    people: dict[str, Actor] = field(default_factory=dict)

    def client(self, token: str | None = None) -> httpx.Client:
        """A browser of this site: it sends its origin, and the cookie when there is one."""
        cookies = {NAME: token} if token else {}
        return httpx.Client(base_url=self.url, headers={"Origin": self.url}, cookies=cookies, timeout=30)

    def token(self, role: str) -> str:
        """Somebody of that role who has just signed in."""
        person = self.people[role]
        with self.database.write(person) as unit:
            return sessions.open_session(unit, str(person.user_id))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One account per role, all with PASSWORD, named `ROL@prueba.invalid`."""
    home = tmp_path_factory.mktemp("server")
    settings, database = open_records(Settings(home, f"sqlite:///{(home / 'records.sqlite').as_posix()}", "47"))
    port = free_port()
    served = Server(f"http://127.0.0.1:{port}", settings, database)
    machine = Actor("47", "Pruebas", roles=frozenset({Role.ADMIN}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))
        for role in Role:
            named = {"email": f"{role.value}@prueba.invalid", "name": f"Cargo {role.value}", "roles": [role.value]}
            made = users.add(database, machine, password=PASSWORD, **named)
            served.people[role.value] = Actor("47", named["name"], made["id"], frozenset({role}))
    process = start(home, port)
    wait_until_healthy(served.url, process)
    yield served
    stop(process)
    database.engine.dispose()


@dataclass
class Launch:
    """A server that a test starts for itself, with what it printed."""

    home: Path
    url: str
    process: "subprocess.Popen[str]"

    def output(self) -> str:
        """Stops the server and answers everything it said."""
        return stop(self.process)


@pytest.fixture
def launch(tmp_path: Path) -> Iterator[Callable[..., Launch]]:
    """`launch()`: the application started on an empty folder (always the same one in a test), healthy."""
    started: list[Launch] = []

    def starter() -> Launch:
        port = free_port()
        one = Launch(tmp_path / "home", f"http://127.0.0.1:{port}", start(tmp_path / "home", port))
        wait_until_healthy(one.url, one.process)
        started.append(one)
        return one

    yield starter
    for one in started:
        if one.process.stdout is not None and not one.process.stdout.closed:
            one.output()
