"""Steps of the walk: what conformity asks of the plan, the findings as they are read, and the verdict of the leader."""

from datetime import date

from playwright.sync_api import Page, expect
from sqlalchemy import select

from data.opening import open_records
from data.records import plan_elements, plan_frames, plans, priorities
from data.records.schema.identity import users
from data.settings import Settings
from procedure.conformity.checklist import CHECKS
from procedure.roles import Actor, Role
from procedure.vocabulary import VIABILITY_ASPECTS
from tests.browser.chromium import settle
from tests.browser.site import Site, click, mail, need_text, pick

_SHEET = {
    "purpose": "Saber cuántos estudiantes se retiran durante el año.",
    "process": "Gestión de la cobertura",
    "definition": "Estudiantes que se retiran sobre matriculados.",
    "formula": "R / M × 100",
    "source": "SIMAT",
    "reporting_day": 15,
    "source_lag_days": 5,
    "verification_means": "Corte del SIMAT",
    "limits": "Los traslados que no se reportan.",
    "action_low": "Plan de choque",
    "action_middle": "Revisar las rutas",
    "action_high": "Mantener",
}


def findings(site: Site) -> None:
    """The leader sees what keeps the plan from being conforming, and a link lands on where it is mended."""
    page = site.open("lider", "/conformidad")
    need_text(page, "declararlo conforme", "C08 · Cada objetivo se alinea")
    page.get_by_test_id("stMain").get_by_role("link", name="Ir al plan").first.click()
    settle(page)
    expect(page.get_by_role("heading", name="Plan", exact=True)).to_be_visible()
    need_text(page, "Conformidad:")


def complete(site: Site, year: int) -> None:
    """The rest of the plan, by the commands behind its pages: each has its own step or test."""
    _, database = open_records(Settings(site.home, f"sqlite:///{(site.home / 'records.sqlite').as_posix()}", "47"))
    with database.read() as connection:
        ids = {row.email: row.id for row in connection.execute(select(users.c.email, users.c.id))}
    people = {name: ids[mail(name)] for name in ("analista", "lider", "responsable")}
    actor = Actor("47", "Cargo analista", people["analista"], frozenset({Role.ANALYST}))
    plan_id = plans.current(database, "47", year)["id"]

    def add(table: str, **values: object) -> str:
        return str(plan_elements.add(database, actor, plan_id, table, values)["id"])

    def change(table: str, **changes: object) -> str:
        """Every row of the table, and the id of the last."""
        for row in plan_frames.frames(database, "47", plan_id).table(table).to_dict("records"):
            plan_elements.change(database, actor, plan_id, table, row["id"], int(row["version"]), changes)
        return str(row["id"])

    objective = change("objectives", alignment="PDD, programa 2", responsible_id=people["responsable"])
    for factor in priorities.frames(database, "47", year).factors["id"]:
        priorities.link(database, actor, factor, objective)
    signed = {"measured_by_id": "responsable", "analysed_by_id": "analista", "approved_by_id": "lider"}
    indicator = change("indicators", **_SHEET, **{field: people[name] for field, name in signed.items()})
    for symbol, name in (("R", "Retirados"), ("M", "Matriculados")):
        add("indicator_variables", indicator_id=indicator, symbol=symbol, name=name, source="SIMAT")
    change("indicator_slices", baseline_source="SIMAT")
    line = add("poai_lines", name="Acceso y permanencia", source="sgp", ceiling=200_000_000)
    change("action_resources", poai_line_id=line)
    change("actions", cost=120_000_000)
    change("strategies", periodicity="trimestral", presentation="Tablero e informe")
    add("strategy_team", name="Líder de Calidad")
    add("strategy_instruments", name="Reporte trimestral")
    add("strategy_spaces", name="Comité Directivo", first_date=date(year, 4, 20))
    database.engine.dispose()


def viabilities(page: Page) -> None:
    for name in VIABILITY_ASPECTS.values():
        page.get_by_text(f"Viabilidad {name.lower()}", exact=True).click()
        settle(page)


def verify(site: Site) -> None:
    page = site.open("lider", "/conformidad")
    pick(page, "Vista", "Verificar")
    settle(page)
    for place in range(len(CHECKS)):
        page.get_by_test_id("stMain").get_by_role("radio", name="Cumple", exact=True).nth(place).check(force=True)
    click(page, "Declarar conforme")
    need_text(page, "La verificación quedó registrada: conforme")
    pick(page, "Vista", "Historia")
    settle(page)
    need_text(page, "Verificación 1", "El plan no ha cambiado desde entonces")
