"""Steps of the walk: approval, the report of a trimester, and what the committee reads."""

from calendar import isleap

from playwright.sync_api import expect

from tests.browser import walk_conformity
from tests.browser.site import Site, click, expect_metric, fill, need_text, pick
from tests.browser.walk_plan import ACTION, COMPONENT, INDICATOR

ROUTE = (
    ("lider", "Enviar a viabilidad", "", "En revisión de viabilidad"),
    ("comite", "Declarar viable", "001", "Viable"),
    ("lider", "Enviar a verificación", "", "En verificación de conformidad"),
    ("lider", "Declarar conforme", "", "Conforme"),
    ("comite", "Aprobar", "002", "Aprobado"),
    ("lider", "Habilitar", "", "Habilitado"),
    ("tecnico", "Publicar", "", "Publicado"),
    ("lider", "Entregar e iniciar la ejecución", "", "En ejecución"),
)
REPORTED = {"Total (%)": "3,9", "Urbana (%)": "3,45", "Rural (%)": "4,9", "Discapacidad (%)": "5,95"}
NARRATIVE = "El PAE llegó a 40 sedes rurales; falta la zona de la Ciénaga Grande."
PHYSICAL = 20


def into_execution(site: Site) -> None:
    for person, deed, acta, state in ROUTE:
        if deed == "Declarar conforme":
            walk_conformity.verify(site)
            continue
        page = site.open(person, "/plan")
        panel = page.get_by_test_id("stExpander").filter(has_text="Estado:")
        if panel.locator("details[open]").count() == 0:
            panel.locator("summary").click()
        panel.locator("label").filter(has_text=deed).first.click()
        if acta:
            fill(page, "Número del acta", acta)
        if deed == "Declarar viable":
            walk_conformity.viabilities(page)
        page.get_by_test_id("stFormSubmitButton").get_by_role("button", name=deed).click()
        need_text(page, f"El plan está ahora en «{state}»")


def report(site: Site) -> None:
    page = site.open("responsable", "/reporte-trimestral?corte=T1")
    expect(page.get_by_role("heading", name=f"IN-01 · {INDICATOR}")).to_be_visible()
    for label, value in REPORTED.items():
        fill(page, label, value)
    need_text(page, "49,9 %")
    fill(page, "Qué se hizo, qué explica el resultado y qué sigue", NARRATIVE)
    evidence = {"name": "acta_pae.txt", "mimeType": "text/plain", "buffer": b"Acta de entrega del PAE"}
    page.get_by_test_id("stFileUploaderDropzoneInput").last.set_input_files(evidence)
    click(page, "Adjuntar 1 archivo")
    need_text(page, "Se adjuntó acta_pae.txt")
    click(page, "Enviar a revisión")
    need_text(page, "Lo revisa el Líder de Calidad")
    click(page, "Siguiente")
    fill(page, "Avance físico acumulado (%)", str(PHYSICAL))
    fill(page, "Compromisos a la fecha (pesos)", "30.000.000")
    fill(page, "Obligaciones a la fecha (pesos)", "10.000.000")
    click(page, "Enviar a revisión")
    need_text(page, f"Enviado: {ACTION}")


def approve(site: Site) -> None:
    page = site.open("lider", "/reporte-trimestral?corte=T1")
    need_text(page, NARRATIVE, "acta_pae.txt", "5,95")
    click(page, "Aprobar")
    need_text(page, f"Aprobado: sus cifras ya son oficiales: IN-01 · {INDICATOR}")
    click(page, "Siguiente")
    click(page, "Aprobar")
    need_text(page, f"Aprobado: sus cifras ya son oficiales: {ACTION}")


def board(site: Site, year: int) -> None:
    page = site.open("comite", "/tablero")
    first_quarter, days = (91, 366) if isleap(year) else (90, 365)
    management = PHYSICAL / (first_quarter / days * 100) * 100
    baseline = 116.16 / 28  # the sum of the 28 dropout rates of 2022 in the Ministry's file
    result = (3.9 - baseline) / (3.65 - baseline) * 100
    figures = {
        "Gestión (estricto)": spanish(management),
        "Resultado (estricto)": spanish(result),
        "Cobertura de reporte": "100,0 %",
        "Indicadores en rojo": "1",
    }
    for label, value in figures.items():
        expect_metric(page, label, value)
    need_text(page, "Lo que más se desvía", INDICATOR, COMPONENT)
    pick(page, "Zona o grupo", "Rural")
    rural = (4.9 - 5) / (4.8 - 5) * 100
    expect(page.get_by_test_id("stMetric").filter(has_text="Resultado (estricto)")).to_contain_text(spanish(rural))


def spanish(value: float) -> str:
    return f"{value:.1f} %".replace(".", ",")
