"""`python -m tests.browser.screenshots OUT [--home HOME] [--guide]`: every page of the demonstration, as it is read.

Each page by the role that uses it, light and dark, on a desk (1366 × 768) and on a phone (390 × 844), whole; the pages
that scroll sideways are named at the end. `--guide` renews only the pictures of docs/imagenes. Without `--home` the
demonstration is made first in a folder that goes at the end; a given one is read, and its dates are those of today.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from data.settings import ROOT
from tests.browser import chromium
from tests.browser.grid import wait_for_rerun
from tests.serving import free_port, order, start, stop, wait_until_healthy

SIZES = {"escritorio": (1366, 768), "celular": (390, 844)}
SCHEMES = {"claro": "light", "oscuro": "dark"}
GUIDE_FOLDER = ROOT / "docs" / "imagenes"
GUIDE_SIZE = (1366, 1000)
GUIDE_SCALE = 0.75
_SIDEWAYS = "() => document.querySelector('[data-testid=stMain]').scrollWidth - document.documentElement.clientWidth"


def _nothing(page: Page) -> None: ...


def press(name: str) -> Callable[[Page], None]:
    """Chooses a step, a level or a tab by what it says."""

    def deed(page: Page) -> None:
        page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
        wait_for_rerun(page)

    return deed


def unfold(title: str) -> Callable[[Page], None]:
    """Opens the panel whose title begins so."""

    def deed(page: Page) -> None:
        page.get_by_test_id("stExpander").locator("summary", has_text=title).first.click()
        chromium.settle(page)

    return deed


@dataclass(frozen=True)
class Shot:
    """One picture. `guide`: the name it has in the user's guide, where it is shown."""

    name: str
    role: str
    path: str
    deed: Callable[[Page], None] = _nothing
    guide: str = ""


SHOTS = (
    Shot("inicio-lider", "Líder de Calidad", "", guide="inicio"),
    Shot("inicio-responsable", "Responsable", ""),
    Shot("cargar-datos", "Analista", "cargar-datos", guide="cargar-datos"),
    Shot("linea-de-base", "Analista", "linea-de-base", guide="linea-de-base"),
    Shot("linea-de-base-comite", "Comité Directivo", "linea-de-base"),
    Shot("priorizacion-factores", "Analista", "priorizacion", press("1. Oportunidades y factores")),
    Shot("priorizacion-calificar", "Analista", "priorizacion", press("2. Calificar")),
    Shot("priorizacion-resultado", "Analista", "priorizacion", press("3. Resultado y objetivos"), "priorizacion"),
    Shot("plan-componentes", "Analista", "plan"),
    Shot("plan-metas", "Analista", "plan", press("Metas (")),
    Shot("plan-indicadores", "Analista", "plan", press("Indicadores (")),
    Shot("plan-programacion", "Analista", "plan", press("Programación")),
    Shot("plan-acciones", "Analista", "plan", press("Acciones (")),
    Shot("plan-cronograma", "Analista", "plan", press("Cronograma")),
    Shot("plan-presupuesto", "Analista", "plan", press("Presupuesto")),
    Shot("plan-lider", "Líder de Calidad", "plan"),
    Shot("plan-en-excel", "Analista", "plan-en-excel"),
    Shot("hojas-de-vida", "Analista", "hojas-de-vida"),
    Shot("hojas-de-vida-documento", "Comité Directivo", "hojas-de-vida"),
    Shot("hojas-de-vida-libros", "Comité Directivo", "hojas-de-vida", press("Libros por proceso")),
    Shot("conformidad", "Analista", "conformidad"),
    Shot("conformidad-matriz", "Comité Directivo", "conformidad?vista=Matriz+de+coherencia"),
    Shot("conformidad-historia", "Líder de Calidad", "conformidad?vista=Historia"),
    Shot("pmi-necesidades", "Comité Directivo", "analisis-de-los-pmi"),
    Shot("pmi-vinculo", "Analista", "analisis-de-los-pmi", press("Vínculo con el plan")),
    Shot("pmi-escuela", "Comité Directivo", "analisis-de-los-pmi", press("Qué le da este plan")),
    Shot("pmi-ficha-municipal", "Comité Directivo", "ficha-municipal"),
    Shot("estrategia", "Líder de Calidad", "estrategia-de-seguimiento"),
    Shot("estrategia-pedidos", "Líder de Calidad", "estrategia-de-seguimiento", press("Qué se le pide a quién")),
    Shot("estrategia-calendario", "Responsable", "estrategia-de-seguimiento", press("Calendario")),
    Shot("reporte-responsable", "Responsable", "reporte-trimestral", guide="reporte-trimestral"),
    Shot("reporte-lider", "Líder de Calidad", "reporte-trimestral"),
    Shot("reporte-en-excel", "Responsable", "reporte-trimestral", unfold("Reportar en Excel, sin conexión")),
    Shot("reporte-quien-falta", "Líder de Calidad", "reporte-trimestral", unfold("Faltan por enviar")),
    Shot("reporte-comite", "Comité Directivo", "reporte-trimestral"),
    Shot("tablero", "Comité Directivo", "tablero", guide="tablero"),
    Shot("acciones-correctivas", "Analista", "acciones-correctivas?corte=T2"),
    Shot("cierre-del-trimestre", "Líder de Calidad", "cierre-del-trimestre"),
    Shot("cuentas", "Administración del sistema", "cuentas"),
    Shot("datos-abiertos", "Administración del sistema", "traer-datos-abiertos"),
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.screenshots", description=__doc__)
    parser.add_argument("out", metavar="OUT", type=Path, nargs="?", default=GUIDE_FOLDER)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--guide", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with demonstration(options.home) as url, sync_playwright() as driver:
        browser = chromium.launch(driver)
        wide = guide(browser, url) if options.guide else every(browser, url, options.out, options.only)
        browser.close()
    print("\n".join(wide) or "Nothing scrolls sideways.")  # noqa: T201 - a command answers on its terminal
    return 0


@contextmanager
def demonstration(given: Path | None) -> Iterator[str]:
    """The address of a demonstration that is being served, on a copy of `given` or on a new one."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        if given is not None:
            shutil.copytree(given, home)
        command, environment = order(home, "demo")
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        process = start(home, port)
        try:
            wait_until_healthy(f"http://127.0.0.1:{port}", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            stop(process)


def every(browser: Browser, url: str, out: Path, only: str) -> list[str]:
    """Takes all the pictures; answers those whose page is wider than its window."""
    wide = []
    for scheme, colour in SCHEMES.items():
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                base_url=url, locale="es-CO", color_scheme=colour, viewport={"width": width, "height": height}
            )
            page = context.new_page()
            page.goto("/ingresar")
            chromium.whole(page, out / f"ingresar-{scheme}-{size}.png")
            for shot in [one for one in SHOTS if only in one.name]:
                over = take(page, shot, out / f"{shot.name}-{scheme}-{size}.png")
                wide += [f"{shot.name} {scheme} {size}: {over} px"] if over > 0 else []
            context.close()
    return wide


def guide(browser: Browser, url: str) -> list[str]:
    """The pictures of the user's guide: light, the top of each page, small enough for a document."""
    GUIDE_FOLDER.mkdir(parents=True, exist_ok=True)
    width, height = GUIDE_SIZE
    window = {"width": width, "height": height}
    context = browser.new_context(base_url=url, locale="es-CO", viewport=window, device_scale_factor=GUIDE_SCALE)
    page = context.new_page()
    for shot in [one for one in SHOTS if one.guide]:
        _open(page, shot)
        page.screenshot(path=GUIDE_FOLDER / f"{shot.guide}.png")
    context.close()
    return []


def take(page: Page, shot: Shot, path: Path) -> int:
    """The whole page in a file; answers by how many pixels it scrolls sideways."""
    _open(page, shot)
    over = int(page.evaluate(_SIDEWAYS))
    chromium.whole(page, path)
    return over


def _open(page: Page, shot: Shot) -> None:
    page.context.clear_cookies()
    page.goto(f"/ingresar?next=/{shot.path}")
    page.get_by_role("button", name=shot.role, exact=True).click()
    chromium.settle(page)
    shot.deed(page)
    chromium.settle(page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
