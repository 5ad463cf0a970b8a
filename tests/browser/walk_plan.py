"""Steps of the walk: the plan, from nothing to something that a killed server does not lose."""

from playwright.sync_api import Page, expect

from tests.browser.grid import Grid
from tests.browser.site import Site, click, fill, need_text, pick, settle, step_to
from tests.browser.walk_diagnosis import FOOD

COMPONENT, OTHER = "Acceso y permanencia", "Formación de docentes rurales"
OBJECTIVE = "Que ningún estudiante deje la escuela por hambre o por distancia"
GOAL, INDICATOR = "Bajar la deserción intraanual", "Deserción intraanual"
ACTION = "Llevar el PAE a las sedes rurales dispersas"
LINE = "Alimentación y transporte escolar"
FAVOURABLE = "El operador del PAE ya está contratado"
SLICES = ("Total", "Urbana", "Rural", "Discapacidad")
TARGETS = ("3,15", "2,5", "4", "5")
SCHEDULE = (  # baseline, its year, target, T1 to T4; the first baseline is the frozen one
    ("4,148571", "2022", "3,15", "3,65", "3,5", "3,3", "3,15"),
    ("3,5", "2025", "2,5", "3,3", "3", "2,8", "2,5"),
    ("5", "2025", "4", "4,8", "4,5", "4,2", "4"),
    ("6", "2025", "5", "5,8", "5,5", "5,2", "5"),
)
MEASURES = ("Base", "Año base", "Meta", "T1", "T2", "T3", "T4")


def create(site: Site, year: int) -> None:
    page = site.open("analista", "/priorizacion")
    step_to(page, "3. Resultado y objetivos")
    click(page, "Ir a Plan")
    click(page, f"Crear el plan de {year}")
    need_text(page, f"Se creó el borrador del plan de {year}, versión 1")
    pick(page, "Componentes estratégicos", COMPONENT)
    page.keyboard.press("Escape")
    click(page, "Agregar los elegidos")
    need_text(page, "1 componente agregado.", "suman 100")


def objective_from_factor(site: Site) -> None:
    page = site.open("analista", "/priorizacion")
    step_to(page, "3. Resultado y objetivos")
    click(page, "Crear objetivo")
    fill(page, "Objetivo", OBJECTIVE)
    click(page, "Crear y asociar")
    need_text(page, "Objetivo creado y asociado al factor", "1 factor priorizado de 2 sin objetivo")
    tied = page.get_by_test_id("stMultiSelect").filter(has_text=FOOD)
    expect(tied).to_contain_text(OBJECTIVE[:30])


def components(site: Site) -> None:
    """Ends with OTHER (40) before COMPONENT (60)."""
    page = site.open("analista", "/plan")
    grid = Grid(page)
    grid.add_row({"Nombre *": "Formación", "Peso": "40"})
    need_text(page, "sobran 40")
    grid.type(0, "Peso", "60")
    grid.type(1, "Nombre *", OTHER)
    need_text(page, "Los pesos suman 100")
    pick(page, "Abrir el componente", OTHER)
    page.get_by_role("button", name="Subir").focus()
    page.keyboard.press("Alt+ArrowUp")
    settle(page)
    expect_column(page, "Nombre *", [OTHER, COMPONENT])
    Grid(page).delete_row(0)
    need_text(page, "faltan 40")
    click(page, "Deshacer", exact=False)
    expect_column(page, "Nombre *", [OTHER, COMPONENT])
    expect_column(page, "Peso", ["40", "60"])


def expect_column(page: Page, column: str, wanted: list[str], *, nth: int = 0) -> None:
    """Waits a little: the table that can be read follows the one that is seen."""
    for _ in range(20):
        grid = Grid(page, nth)
        shown = [grid.text(row, column) for row in range(grid.rows())]
        if shown == wanted:
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{column}: {shown}")


def goal(site: Site, year: int) -> None:
    page = site.open("analista", "/plan")
    step_to(page, "Objetivos")
    Grid(page).type(0, "Peso", "100")
    pick(page, "Abrir el objetivo", OBJECTIVE[:30])
    fill(page, "Condiciones favorables", FAVOURABLE)
    click(page, "Ver metas")
    place = Grid(page).add_row({"Meta *": GOAL})
    Grid(page).paste(place, "Unidad", [["%", f"31/12/{year}", "100"]])
    pick(page, "Abrir la meta", GOAL)
    slices = Grid(page, nth=1)
    assert [slices.text(row, "Zona o grupo *") for row in range(slices.rows())] == list(SLICES[:3])
    place = slices.add_row({"Valor de la meta": TARGETS[3]})
    slices.choose(place, "Zona o grupo *", SLICES[3])
    slices.paste(0, "Valor de la meta", [[value] for value in TARGETS[:3]])


def indicator(site: Site) -> None:
    page = site.open("analista", "/plan")
    step_to(page, "Metas (")
    pick(page, "Abrir la meta", GOAL)
    click(page, "Ver indicadores")
    grid = Grid(page)
    place = grid.add_row({"Nombre *": INDICATOR, "Código": "IN-01"})
    grid.paste(place, "Unidad", [["%", "nivel", "reducir", "brecha", "100", "Cargo responsable"]])
    pick(page, "Abrir el indicador", INDICATOR)
    pick(page, "Indicador de la caracterización", "Deserción")
    click(page, "Ver su programación")
    click(page, "Traer líneas de base congeladas (1 fila)")
    need_text(page, "Traer líneas de base congeladas: 1 fila.")
    grid = Grid(page)
    grid.paste(0, "Meta", [row[2:] for row in SCHEDULE[:1]])
    grid.paste(1, "Base", [list(row) for row in SCHEDULE[1:]])
    expect(page.get_by_text("Sin guardar todavía")).to_have_count(0)


def action(site: Site, year: int) -> None:
    page = site.open("analista", "/plan")
    step_to(page, "Acciones")
    grid = Grid(page)
    place = grid.add_row({"Acción *": ACTION})
    grid.choose(place, "Componente *", COMPONENT)
    grid.paste(place, "Inicio", [[f"01/01/{year}", f"31/12/{year}"]])
    grid.choose(place, "Objetivos", OBJECTIVE[:20])
    grid.choose(place, "Responsable", "Cargo responsable")
    pick(page, "Abrir la acción", ACTION)
    resources = Grid(page, nth=1)
    place = resources.add_row({"Monto (pesos) *": "120.000.000"})
    resources.choose(place, "Fuente *", "Sistema General")


def everything_is_there(site: Site, year: int) -> None:
    """Looked at from a page that has just been opened, level by level."""
    page = site.open("analista", "/plan")
    step_to(page, "Componentes")
    expect_column(page, "Nombre *", [OTHER, COMPONENT])
    expect_column(page, "Peso", ["40", "60"])
    step_to(page, "Objetivos")
    expect_column(page, "Objetivo *", [OBJECTIVE])
    pick(page, "Abrir el objetivo", OBJECTIVE[:30])
    expect(page.get_by_label("Condiciones favorables")).to_have_value(FAVOURABLE)
    step_to(page, "Metas (")
    expect_column(page, "Meta *", [GOAL])
    expect_column(page, "Fecha límite", [f"31/12/{year}"])
    step_to(page, "Metas por zona")
    expect_column(page, "Zona o grupo *", list(SLICES))
    expect_column(page, "Valor de la meta", list(TARGETS))
    step_to(page, "Indicadores")
    expect_column(page, "Nombre *", [INDICATOR])
    expect_column(page, "Sentido", ["reducir"])
    step_to(page, "Programación")
    for place, column in enumerate(MEASURES):
        expect_column(page, column, [row[place] for row in SCHEDULE])
    step_to(page, "Acciones")
    expect_column(page, "Acción *", [ACTION])
    expect_column(page, "Fin", [f"31/12/{year}"])
    step_to(page, "Recursos")
    expect_column(page, "Monto (pesos) *", ["120.000.000"])


def stale_tab(site: Site) -> None:
    first, second = site.open("analista", "/plan"), site.open("colega", "/plan")
    for page in (first, second):
        step_to(page, "Componentes")
    Grid(first).type(0, "Nombre *", "Formación situada")
    Grid(second).type(0, "Nombre *", "Formación en lectura")
    need_text(second, "La suya", "Formación en lectura", "Guardada ahora", "Formación situada")
    click(second, "Guardar la mía")
    expect_column(second, "Nombre *", ["Formación en lectura", COMPONENT])
    expect(second.get_by_text("Guardada ahora")).to_have_count(0)
    first.reload()
    step_to(first, "Componentes")
    expect_column(first, "Nombre *", ["Formación en lectura", COMPONENT])


def paste_and_undo(site: Site, year: int) -> None:
    """Three rows copied from a spreadsheet come in at once, the bad date waits, and one click takes them back."""
    page = site.open("analista", "/plan")
    step_to(page, "Acciones")
    grid = Grid(page)
    place = grid.add_row({"Acción *": "Primera copiada"})
    grid.choose(place, "Componente *", COMPONENT)
    grid.paste(place, "Acción *", [["Primera copiada", f"01/02/{year}", "32/01/2026"]])
    need_text(page, "Sin guardar todavía", "«32/01/2026» no sirve")
    grid.paste(place, "Fin", [[f"30/06/{year}"]])
    expect(page.get_by_text("Sin guardar todavía")).to_have_count(0)
    for _ in range(20):
        if Grid(page).rows() == 1:
            break
        click(page, "Deshacer", exact=False)
    expect_column(page, "Acción *", [ACTION])


def money(site: Site) -> None:
    """The co-author writes the POAI and its line; its ceiling is seen beside the resource and in the budget."""
    page = site.open("coautor", "/plan")
    need_text(page, "Como coautor puede editar")
    step_to(page, "POAI")
    grid = Grid(page)
    place = grid.add_row({"Línea o proyecto de inversión *": LINE, "Tope (pesos) *": "100.000.000"})
    grid.choose(place, "Fuente *", "Sistema General")
    need_text(page, "Cuánto queda de cada línea del POAI")
    step_to(page, "Recursos")
    Grid(page).choose(0, "Línea del POAI", LINE)
    need_text(page, "queda $ 20.000.000 por encima de su tope")
    step_to(page, "Presupuesto")
    need_text(page, f"«{LINE}» pasa de su tope en el POAI.", "Por componente")
    step_to(page, "Editor")
    step_to(page, "POAI")
    Grid(page).type(0, "Tope (pesos) *", "150.000.000")
    step_to(page, "Presupuesto")
    need_text(page, "Lo programado cabe en el POAI: quedan $")
    step_to(page, "Cronograma")
    need_text(page, "1 acción cabe en la vigencia y antes de sus metas.")
    step_to(page, "Editor")


def search(site: Site) -> None:
    page = site.open("analista", "/plan")
    fill(page, "Buscar en el plan", "pae sedes")
    need_text(page, "1 resultado")
    click(page, "Ir")
    expect(page.get_by_role("combobox", name="Abrir la acción")).to_have_value(ACTION)


def both_at_once(site: Site) -> None:
    """The analyst writes the action and the co-author its cost, on the same row: both stand, and nobody is asked."""
    first, second = site.open("analista", "/plan"), site.open("coautor", "/plan")
    for page in (first, second):
        step_to(page, "Acciones")
        Grid(page)
    Grid(first).type(0, "Acción *", f"{ACTION} del sur")
    Grid(second).type(0, "Costo (pesos)", "120.000.000")
    need_text(second, "quedó guardado lo de ambas ediciones")
    expect_column(second, "Acción", [f"{ACTION} del sur"])  # not theirs to edit: no mark of a required field
    expect_column(second, "Costo (pesos)", ["120.000.000"])
    Grid(first).type(0, "Acción *", ACTION)
