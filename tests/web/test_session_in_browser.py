"""A real browser: an expired session in the middle of an edit loses nothing, and everything it shows is in Spanish."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import update

from data.records import users
from data.records.schema.identity import user_sessions
from pages.components.navigation import ENTRIES

PASSWORD = "cuatro palabras al azar"
ENGLISH = ("Drag and drop", "Browse files", "per file", "Choose an option", "Choose options", "Page not found")
pytestmark = pytest.mark.browser


@pytest.fixture
def tabs(browser: Browser, server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=server.url, locale="es-CO")
    context.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    yield context
    context.close()


def sign_in(tab: Page, role: str, path: str) -> None:
    tab.goto(path)
    tab.get_by_label("Correo").fill(f"{role}@prueba.invalid")
    tab.get_by_label("Contraseña").fill(PASSWORD)
    tab.get_by_role("button", name="Ingresar", exact=True).click()


def expire(server, role: str) -> None:
    with server.database.engine.begin() as connection:
        old = datetime.now(UTC) - timedelta(hours=3)
        mine = user_sessions.c.user_id == server.people[role].user_id
        connection.execute(update(user_sessions).where(mine).values(last_seen_at=old))


def test_an_expired_session_keeps_what_was_typed_and_goes_on_after_signing_in_elsewhere(tabs, server) -> None:
    tab = tabs.new_page()
    sign_in(tab, "admin", "/cuentas")
    tab.get_by_label("Nombre", exact=True).fill("Profesional nuevo")
    tab.get_by_label("Correo", exact=True).fill("profesional@prueba.invalid")
    expire(server, "admin")
    tab.get_by_role("button", name="Crear la cuenta").click()
    notice = tab.get_by_role("alert").filter(has_text="Su sesión terminó")
    expect(notice).to_be_visible()
    assert "profesional@prueba.invalid" not in set(users.listing(server.database, server.people["admin"])["email"])

    other = tabs.new_page()
    sign_in(other, "admin", "/ingresar")
    expect(other.get_by_role("button", name="Salir")).to_be_visible()
    expect(notice).to_be_hidden()
    expect(tab.get_by_label("Nombre", exact=True)).to_have_value("Profesional nuevo")
    expect(tab.get_by_label("Correo", exact=True)).to_have_value("profesional@prueba.invalid")
    tab.get_by_role("button", name="Crear la cuenta").click()
    expect(tab.get_by_text("Elija al menos un rol")).to_be_visible()


def test_signing_out_in_the_side_bar_clears_the_page(tabs, server) -> None:
    tab = tabs.new_page()
    sign_in(tab, "tecnico", "/tablero")
    tab.get_by_role("button", name="Salir").click()
    expect(tab.get_by_text("Su sesión terminó. Todo lo guardado se conserva.")).to_be_visible()
    expect(tab.get_by_role("heading", name="Tablero")).to_be_hidden()
    tab.reload()
    expect(tab.get_by_role("heading", name="Ingresar")).to_be_visible()


def test_signing_in_needs_no_javascript(browser: Browser, server) -> None:
    context = browser.new_context(
        base_url=server.url, java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    tab = context.new_page()
    sign_in(tab, "comite", "/tablero")
    assert tab.url.endswith("/tablero")
    assert "necesita JavaScript" in tab.content()
    context.close()


def test_no_page_asks_another_host_or_speaks_english(tabs, server) -> None:
    tab = tabs.new_page()
    asked, refused = [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("console", lambda message: refused.append(message.text) if "Content Security" in message.text else None)
    sign_in(tab, "analista", "/")
    for entry in ENTRIES:
        tab.goto(f"/{entry.url_path}")
        expect(tab.get_by_role("button", name="Salir")).to_be_visible()
        tab.wait_for_timeout(700)
        shown = tab.locator("body").inner_text()
        assert [phrase for phrase in ENGLISH if phrase in shown] == [], entry.file
    assert [url for url in asked if not url.startswith((server.url, "data:", "blob:"))] == []
    assert refused == []
