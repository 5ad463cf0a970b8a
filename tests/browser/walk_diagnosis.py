"""Steps of the walk: from the file to the priorities."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.grid import Grid
from tests.browser.site import Site, click, expect_metric, fill, need_text, pick, step_to

REPAIRED = {"El Banco": "17.260", "Guamal": "6.770", "Plato": "15.540", "San Sebastián de Buenavista": "5.150"}
MEANS = {"2019": "3,4 %", "2020": "3,0 %", "2021": "2,0 %", "2022": "4,1 %"}
OPPORTUNITY = "La deserción subió después de la pandemia"
DISTANCE, FOOD = "Distancia de la vivienda a la sede", "El PAE no cubre las sedes rurales dispersas"


def empty_application(site: Site) -> None:
    page = site.open("analista", "/")
    need_text(page, "Las trece actividades del procedimiento")
    page = site.open("analista", "/linea-de-base")
    need_text(page, "Todavía no hay datos cargados")


def upload(site: Site, path: Path) -> None:
    page = site.open("analista", "/cargar-datos")
    need_text(page, "Todavía no se ha cargado ningún archivo")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(path)
    need_text(page, "Archivo reconocido")
    for label, value in {"Filas del archivo": "936", "De la entidad": "336", "Fuera de la entidad": "600"}.items():
        expect_metric(page, label, value)
    expect_metric(page, "Nuevas", "336")
    repeated = page.get_by_test_id("stExpander").filter(has_text="APROBACIÓN_TRANSICIÓN").filter(has_text="936")
    expect(repeated.first).to_be_visible()


def confirm_and_accept(site: Site) -> None:
    page = site.pages["analista"]
    for place, value in REPAIRED.items():
        expect(page.get_by_test_id("stCheckbox").filter(has_text=place)).to_contain_text(f"se propone {value}")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    click(page, "Marcar todas")
    click(page, "Aceptar las filas buenas")
    need_text(page, "Escriba por qué confirma las celdas marcadas")
    fill(page, "Por qué confirma las celdas marcadas", "Verificado con la publicación del DANE de 2021")
    click(page, "Aceptar las filas buenas")
    need_text(page, "ya sirve", "336 filas nuevas", "4 celdas confirmadas con el valor propuesto")


def means(site: Site) -> None:
    page = site.open("analista", "/linea-de-base")
    for year, value in MEANS.items():
        pick(page, "Año del dato", year)
        expect_metric(page, "Media simple de municipios", value)
    need_text(page, "28 municipios con dato")


def choose_and_freeze(site: Site, year: int) -> None:
    page = site.open("analista", "/linea-de-base")
    click(page, f"Elegir como línea de base del plan {year}")
    need_text(page, f"Línea de base {year} de Deserción", "se guardó Total")
    page.get_by_text("Congelar líneas de base").click()
    pick(page, "Líneas de base que se congelan", "Total")
    page.keyboard.press("Escape")
    click(page, "Congelar las elegidas")
    need_text(page, "1 línea de base congelada", "Congelada el")


def prioritize(site: Site) -> None:
    page = site.open("analista", "/priorizacion")
    Grid(page).add_row({"Oportunidad de mejora *": OPPORTUNITY})
    need_text(page, "Falta al menos un factor")
    factors = Grid(page, nth=1)
    for text, origin in ((DISTANCE, "Externo"), (FOOD, "Interno")):
        place = factors.add_row({"Factor o condición *": text})
        factors.choose(place, "Oportunidad de mejora *", OPPORTUNITY)
        factors.choose(place, "Origen *", origin)
    leader = site.open("lider", "/priorizacion")
    step_to(leader, "2. Calificar")
    click(leader, "Abrir la calificación")
    need_text(leader, "Ronda 1 abierta")
    step_to(page, "2. Calificar")
    mine = Grid(page)
    mine.paste(0, "Tendencia", [["4", "3", "4"], ["5", "5", "4"]])
    need_text(page, "Calificó todos los factores")
    step_to(page, "3. Resultado y objetivos")
    need_text(page, "nadie ve las calificaciones de los demás")
    click(leader, "Actualizar")
    need_text(leader, "Han calificado 1 de", "1 con todos los factores")
    click(leader, "Cerrar la ronda")
    click(leader, "Cerrarla y ver el resultado")
    need_text(leader, "Ronda 1 cerrada")
    step_to(page, "2. Calificar")
    step_to(page, "3. Resultado y objetivos")
    page.get_by_text("Orden completo, con el acuerdo entre calificadores").click()
    table = page.get_by_role("region", name="Promedio de cada criterio")
    expect(table.locator("tbody tr").first).to_contain_text(FOOD)
    expect(table.locator("tbody tr").first).to_contain_text("14")
    expect(table.locator("tbody tr").nth(1)).to_contain_text("11")
    need_text(page, "Todavía no hay plan de")
