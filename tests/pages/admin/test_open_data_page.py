"""The administrator brings, an analyst decides: who sees what, and that nothing changes when the portal fails."""

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from data.opendata import fetching, portal, shelf
from data.opening import shared_stores
from data.records import datasets
from data.records.database import Database
from data.settings import Settings
from pages.components.home import view
from pages.components.opendata import job as jobs
from procedure.roles import Actor, Role
from tests.conftest import OpenPage
from tests.intake.publication import men_frame
from tests.opendata import server as faulty
from tests.opendata.conftest import HASTY, divipola
from tests.opendata.server import Portal, mangled, serving
from tests.pages.diagnosis.conftest import button, metric, settle, texts

PAGE, UPLOAD = "admin/open_data.py", "diagnosis/upload.py"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(fetching, "PATIENT", HASTY)
    with serving({portal.MEN.id: mangled(men_frame()), portal.DIVIPOLA.id: divipola()}) as found:
        monkeypatch.setenv("PAM_OPEN_DATA_URL", found.url)
        yield found


def bring(test: AppTest, settings: Settings, name: str = "men") -> AppTest:
    test.button(key=f"opendata_fetch_{name}").click().run()
    arrived(test, settings)
    assert not test.exception
    return test


def arrived(test: AppTest, settings: Settings) -> None:
    """Waits for the background fetch and, unless the page told its end already, runs it again as its progress does."""
    deadline = time.monotonic() + 30
    while jobs.current(settings.home) is not None:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    if settings.home in jobs._FETCHES:
        test.run()


def history(database: Database) -> list[tuple[int, str]]:
    frame = datasets.history(database, "47")
    return list(zip(frame["number"], frame["created_by"], strict=True))


def test_what_the_administrator_brings_waits_for_an_analyst_who_accepts_it(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, sqlite_database: Database, admin, analyst
) -> None:
    page = open_page(admin, PAGE)
    assert texts(page).count("Todavía no se ha traído.") == 2
    bring(page, sqlite_settings)
    assert "Llegó «Estadísticas del MEN por municipio»: 64 filas." in texts(page)
    assert f"por {admin.name}: 64 filas. Publicado el 11/11/2025. Espera la revisión de un analista" in texts(page)
    assert history(sqlite_database) == []
    desk = open_page(analyst, UPLOAD)
    assert f"Lo trajo {admin.name} el " in texts(desk)
    settle(button(desk, "Revisar este archivo").click().run())
    assert [metric(desk, label) for label in ("Filas del archivo", "De la entidad", "Nuevas")] == ["64", "48", "48"]
    settle(button(desk, "Aceptar las filas buenas").click().run())
    assert history(sqlite_database) == [(1, analyst.name)]
    button(desk, "Cargar otro archivo").click().run()
    assert "Revisar este archivo" not in [each.label for each in desk.button]
    assert "Ya se cargó: es la versión 1 de sus datos." in texts(open_page(admin, PAGE))


def test_discarding_what_came_leaves_it_waiting(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, sqlite_database: Database, admin, analyst
) -> None:
    bring(open_page(admin, PAGE), sqlite_settings)
    desk = open_page(analyst, UPLOAD)
    settle(button(desk, "Revisar este archivo").click().run())
    button(desk, "Descartar el archivo").click().run()
    assert "Revisar este archivo" in [each.label for each in desk.button]
    assert history(sqlite_database) == []
    assert list(sqlite_settings.uploads.iterdir()) == []


def test_a_brought_file_that_was_touched_is_not_tried(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, admin, analyst
) -> None:
    bring(open_page(admin, PAGE), sqlite_settings)
    desk = open_page(analyst, UPLOAD)
    path = next((sqlite_settings.open_data / "men").glob("*.csv"))
    path.write_bytes(path.read_bytes() + b"2022,47245\n")
    button(desk, "Revisar este archivo").click().run()
    assert not desk.exception
    assert "ya no es el que se trajo del portal" in texts(desk)


@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_load_is_told_on_the_home_page_that_something_waits(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, admin, enrol, role: Role
) -> None:
    bring(open_page(admin, PAGE), sqlite_settings)
    waiting = view.read(shared_stores(), enrol(role), 2026, date(2026, 3, 1)).waiting
    told = [(one.text, one.url_path) for one in waiting]
    line = ("Estadísticas del MEN por municipio, del portal de datos abiertos: por revisar.", "cargar-datos")
    assert told == ([line] if role in {Role.ANALYST, Role.LEADER} else [])


def test_without_network_one_sentence_says_how_to_go_on_and_the_last_one_stays(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, admin: Actor
) -> None:
    page = bring(open_page(admin, PAGE), sqlite_settings)
    before = shelf.latest(sqlite_settings, portal.MEN)
    server.always = faulty.resets
    bring(page, sqlite_settings)
    assert [each.value.replace("\\", "").replace("\u2060", "") for each in page.error] == [
        "El portal de datos abiertos (127.0.0.1) cortó la descarga de «Estadísticas del MEN por municipio»: repita, "
        "que seguirá donde iba, o descargue el archivo a mano en https://www.datos.gov.co/d/nudc-7mev y súbalo en "
        "«Cargar datos»."
    ]
    assert shelf.latest(sqlite_settings, portal.MEN) == before
    page.run()
    assert not page.error
    assert [each.url for each in page.get("link_button")] == [one.page_url for one in portal.ALL.values()]


def test_a_fetch_under_way_shows_its_progress_to_every_administrator_and_can_be_cancelled(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, admin, enrol, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "PATIENT", replace(HASTY, whole=120))
    server.always = faulty.drips
    open_page(admin, PAGE).button(key="opendata_fetch_men").click().run()
    other = open_page(enrol(Role.ADMIN), PAGE)
    assert other.button(key="opendata_fetch_divipola").disabled
    button(other, "Cancelar").click().run()
    arrived(other, sqlite_settings)
    assert "Se canceló la descarga de «Estadísticas del MEN por municipio»" in texts(other)
    assert not other.button(key="opendata_fetch_men").disabled
    assert shelf.latest(sqlite_settings, portal.MEN) is None


def test_a_failure_of_ours_is_shown_at_the_edge_once(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page(admin, PAGE)
    monkeypatch.setattr("data.opendata.paging.extent", lambda *_: 1 / 0)
    page.button(key="opendata_fetch_men").click().run()
    arrived(page, sqlite_settings)
    assert len(page.exception) == 1
    assert not page.run().exception


def test_the_official_list_says_in_what_it_differs(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, admin: Actor
) -> None:
    page = bring(open_page(admin, PAGE), sqlite_settings, "divipola")
    assert "Los 28 municipios de la entidad son los mismos en la DIVIPOLA publicada" in texts(page)
    frame = server.tables[portal.DIVIPOLA.id]
    frame.loc[frame["cod_mpio"] == "47245", "nom_mpio"] = "<b>EL BANCO</b> $x$"
    bring(page, sqlite_settings, "divipola")
    table = next(each.proto.body for each in page.get("html") if "Municipios que difieren" in each.proto.body)
    assert "El Banco (47245)" in table
    assert "Cambió de nombre" in table
    assert "&lt;b&gt;EL BANCO&lt;/b&gt;" in table


def test_a_mirror_whose_address_is_wrong_is_told_in_words(
    open_page: OpenPage, server: Portal, sqlite_settings: Settings, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAM_OPEN_DATA_URL", "datos.gov.co")
    page = bring(open_page(admin, PAGE), sqlite_settings)
    assert "en PAM_OPEN_DATA_URL escriba una que empiece por https://" in texts(page).replace("\u2060", "")
