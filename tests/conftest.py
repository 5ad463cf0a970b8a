"""What every test may ask for: settings and records of a fresh installation, on each store, and a fixed cast.

`database` runs each test twice, on SQLite and on PostgreSQL (skipped, visibly, without PAM_TEST_POSTGRES_URL);
`sqlite_database` runs it once. The cast are accounts of entity 47 with one role each; `stranger` leads another entity.
"""

import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import create_engine, delete, insert, text
from streamlit.testing.v1 import AppTest

from data import demo, opening
from data.records import entities, sessions
from data.records.database import Database, make_engine
from data.records.migrations import migrate
from data.records.schema import metadata, new_id
from data.records.schema.identity import user_roles, users
from data.settings import ROOT, Settings
from procedure.roles import Actor, Role
from tests.browser import chromium

ENTITY, OTHER_ENTITY = "47", "08"
POSTGRES_URL = os.environ.get("PAM_TEST_POSTGRES_URL", "")


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """AppTest leaves its script as `__main__`; a child process started afterwards would run that script."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of this process (its driver admits no second). In CI it may not be missing."""
    chromium.need(chromium.IS_HERE, "Chromium")
    with sync_playwright() as driver:
        found = chromium.launch(driver)
        yield found
        found.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database at the head revision with the entity in it, to be copied by each test."""
    path = tmp_path_factory.mktemp("template") / "records.sqlite"
    url = f"sqlite:///{path.as_posix()}"
    migrate(url)
    database = Database(make_engine(url))
    entities.ensure(database, ENTITY)
    database.engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgres_schema() -> Iterator[str]:
    """The address of a schema of its own, at the head revision, dropped at the end."""
    if not POSTGRES_URL:
        pytest.skip("PAM_TEST_POSTGRES_URL is not set")
    name = f"pam_{uuid4().hex[:12]}"
    server = create_engine(POSTGRES_URL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    url = f"{POSTGRES_URL}{'&' if '?' in POSTGRES_URL else '?'}options=-csearch_path%3D{name}"
    migrate(url)
    yield url
    with server.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    server.dispose()


@pytest.fixture
def sqlite_settings(tmp_path: Path, migrated_file: Path) -> Settings:
    home = tmp_path / "home"
    for folder in ("warehouse", "evidence", "uploads", "logs"):
        (home / folder).mkdir(parents=True)
    path = home / "records.sqlite"
    shutil.copyfile(migrated_file, path)
    return Settings(home, f"sqlite:///{path.as_posix()}", ENTITY)


@pytest.fixture
def sqlite_database(sqlite_settings: Settings) -> Iterator[Database]:
    database = Database(make_engine(sqlite_settings.records_url))
    yield database
    database.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def settings(request: pytest.FixtureRequest, sqlite_settings: Settings) -> Iterator[Settings]:
    if request.param == "sqlite":
        yield sqlite_settings
        return
    url = request.getfixturevalue("postgres_schema")
    engine = make_engine(url)
    entities.ensure(Database(engine), ENTITY)
    yield Settings(sqlite_settings.home, url, ENTITY)
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):  # on small tables, much quicker than TRUNCATE
            connection.execute(delete(table))
    engine.dispose()


@pytest.fixture
def database(settings: Settings) -> Iterator[Database]:
    database = Database(make_engine(settings.records_url))
    yield database
    database.engine.dispose()


@pytest.fixture
def chosen_database(request: pytest.FixtureRequest) -> Database:
    """The records the test asked for, so that the cast lives in them: `database`, else `sqlite_database`."""
    both = "database" in request.fixturenames or "settings" in request.fixturenames
    found: Database = request.getfixturevalue("database" if both else "sqlite_database")
    return found


Enrol = Callable[..., Actor]


@pytest.fixture
def enrol(chosen_database: Database) -> Enrol:
    """`enrol(Role.ANALYST, ..., name=, entity_id=)` stores an account (no password opens it) and answers its actor."""

    def account(*roles: Role, name: str = "", entity_id: str = ENTITY) -> Actor:
        entities.ensure(chosen_database, entity_id)
        user_id, name = new_id(), name or f"Cargo {'-'.join(roles)} {uuid4().hex[:4]}"
        with chosen_database.engine.begin() as connection:
            connection.execute(
                insert(users).values(
                    id=user_id,
                    entity_id=entity_id,
                    version=1,
                    created_at=datetime.now(UTC),
                    email=f"{user_id}@prueba.invalid",
                    name=name,
                    password_hash="!",
                )
            )
            rows = [{"entity_id": entity_id, "user_id": user_id, "role": role.value} for role in roles]
            if rows:
                connection.execute(insert(user_roles), rows)
        return Actor(entity_id, name, user_id, frozenset(roles))

    return account


@pytest.fixture
def analyst(enrol: Enrol) -> Actor:
    return enrol(Role.ANALYST, name="Analista de Calidad")


@pytest.fixture
def actor(analyst: Actor) -> Actor:
    """Whoever may do ordinary work, when the test is not about who."""
    return analyst


@pytest.fixture
def leader(enrol: Enrol) -> Actor:
    return enrol(Role.LEADER, name="Líder de Calidad")


@pytest.fixture
def coauthor(enrol: Enrol) -> Actor:
    return enrol(Role.COAUTHOR, name="Líder de Planeación")


@pytest.fixture
def committee(enrol: Enrol) -> Actor:
    return enrol(Role.COMMITTEE, name="Comité Directivo")


@pytest.fixture
def technician(enrol: Enrol) -> Actor:
    return enrol(Role.TECHNICIAN, name="Técnico Operativo")


@pytest.fixture
def responsible(enrol: Enrol) -> Actor:
    return enrol(Role.RESPONSIBLE, name="Responsable de acción")


@pytest.fixture
def admin(enrol: Enrol) -> Actor:
    return enrol(Role.ADMIN, name="Administración de cuentas")


@pytest.fixture
def stranger(enrol: Enrol) -> Actor:
    """Has every right, but in another entity."""
    return enrol(Role.ANALYST, Role.LEADER, name="Líder de otra entidad", entity_id=OTHER_ENTITY)


OpenPage = Callable[..., AppTest]


@pytest.fixture
def open_page(
    sqlite_settings: Settings, sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[OpenPage]:
    """`open_page(actor, "plan/editor.py")`: the portal run as that person, on that page (the start without a file).

    Only the cookie is made up: the session, the guard and the stores (those of `sqlite_settings`) are the real ones.
    """
    monkeypatch.setenv("PAM_HOME", str(sqlite_settings.home))
    monkeypatch.setenv("PAM_ENTITY", sqlite_settings.entity_id)
    monkeypatch.delenv("PAM_RECORDS_URL", raising=False)

    def opened(actor: Actor, file: str = "") -> AppTest:
        with sqlite_database.write(actor) as unit:
            token = sessions.open_session(unit, str(actor.user_id))
        monkeypatch.setattr("pages.components.session.token", lambda: token)
        test = AppTest.from_file(str(ROOT / "pages" / "portal.py"), default_timeout=60).run()
        return test.switch_page(file).run() if file else test

    yield opened
    stores = opening.shared_stores()
    stores.warehouse.close()
    stores.database.engine.dispose()
    opening._opened.cache_clear()


@pytest.fixture(scope="session")
def demonstration_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PAM_HOME with the demonstration in it, made once for the whole run; who writes in it takes a copy."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    base = tmp_path_factory.getbasetemp()
    home = (base.parent if run else base) / f"demonstration-{run}"
    try:
        home.mkdir()
    except FileExistsError:  # another worker of this run is making it
        _wait_for(home / "ready")
        return home
    stores = opening.open_stores(Settings(home, f"sqlite:///{(home / 'records.sqlite').as_posix()}", ENTITY))
    demo.build(stores, tell=lambda step: None)
    stores.close()
    (home / "ready").touch()
    return home


def _wait_for(path: Path, seconds: float = 600) -> None:
    deadline = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} was never made: see the error of the other worker"
        time.sleep(0.5)
