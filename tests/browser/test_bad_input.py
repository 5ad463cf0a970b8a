"""What goes wrong in front of a person: each thing gets a sentence in Spanish, and nothing typed or stored is lost."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.grid import Grid
from tests.browser.site import Site, click, need_text, opened, pick, sign_in

pytestmark = pytest.mark.browser
KEPT = "No se guardó nada y los datos que ya estaban siguen como antes"


@pytest.fixture
def site(browser: Browser, tmp_path: Path) -> Iterator[Site]:
    with opened(browser, tmp_path) as found:
        found.add_account("analista", "analista")
        found.serve()
        yield found


def truncated_workbook() -> bytes:
    """The first half of a zip: its directory, which stands at the end, is not there."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as book:
        book.writestr("xl/workbook.xml", "<workbook/>" * 400)
    return whole.getvalue()[: len(whole.getvalue()) // 2]


def test_files_that_cannot_be_read_say_why_and_change_nothing(site: Site) -> None:
    files = {
        "carta.xlsx": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n" * 40, "carta.xlsx"),
        "vacio.csv": (b"", "vacío"),
        "cortado.xlsx": (truncated_workbook(), "cortado.xlsx"),
    }
    for name, (content, said) in files.items():
        with site.step(name):
            page = site.open("analista", "/cargar-datos")
            page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
                {"name": name, "mimeType": "application/octet-stream", "buffer": content}
            )
            need_text(page, KEPT, said)
            assert "Traceback" not in page.content()
            need_text(page, "Todavía no se ha cargado ningún archivo")


def test_a_cell_typed_after_the_session_expired_is_saved_once_signed_in_again(site: Site) -> None:
    with site.step("a plan with one component"):
        page = site.open("analista", "/plan")
        page.get_by_role("button", name="Crear el plan de").click()
        pick(page, "Componentes estratégicos", "Acceso y permanencia")
        page.keyboard.press("Escape")
        click(page, "Agregar los elegidos")
        need_text(page, "Los pesos suman 100")
    with site.step("the session expires while a cell is being typed"):
        site.expire_sessions()
        Grid(page).type(0, "Nombre *", "Escrito sin sesión")
        notice = page.get_by_role("alert").filter(has_text="Su sesión terminó")
        expect(notice).to_be_visible()
    with site.step("signing in again in another tab, what was typed is there and stays"):
        with page.context.expect_page() as other:
            notice.get_by_role("link").click()
        sign_in(other.value, "analista")
        expect(notice).to_be_hidden()
        assert Grid(page).text(0, "Nombre *") == "Escrito sin sesión"
        need_text(page, "Guardado")
        page.reload()
        assert Grid(page).text(0, "Nombre *") == "Escrito sin sesión"


def test_a_refused_cell_names_its_rule_and_a_double_click_makes_one_plan(site: Site) -> None:
    with site.step("two clicks on one button"):
        page = site.open("analista", "/plan")
        page.get_by_role("button", name="Crear el plan de").dblclick()
        shown = page.get_by_role("combobox", name="Plan", exact=True)
        expect(shown).to_have_value(re.compile("versión 1"))
        page.reload()
        expect(shown).to_have_value(re.compile("versión 1"))  # the newest version stands first
    with site.step("text in a number"):
        Grid(page).add_row({"Nombre *": "Formación", "Peso": "mucho"})
        need_text(page, "Sin guardar todavía; lo demás ya está guardado", "mucho")
        page.reload()
        grid = Grid(page)
        assert [grid.text(0, name) for name in ("Nombre *", "Peso")] == ["Formación", "mucho"]
        grid.type(0, "Peso", "100")
        need_text(page, "Los pesos suman 100")
