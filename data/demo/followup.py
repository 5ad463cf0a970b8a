"""Takes the invented plan through its approval and reports its first trimesters, each step by the role that may."""

from pathlib import Path
from typing import Any

from data.demo.people import Cast
from data.demo.plan import YEAR, Written
from data.records import evidence, plans, reports
from data.records.database import Database
from procedure.roles import Actor

APPROVAL = (
    ("comite", "aprobado", f"Acta 02 de {YEAR} (demostración)"),
    ("lider", "habilitado", ""),
    ("tecnico", "publicado", ""),
    ("lider", "en_ejecucion", ""),
)
NARRATIVES = {
    "inclusion": "Se formó a los docentes y se hicieron los encuentros, pero pocos PIAR están firmados y en ejecución.",
    "permanencia": "Las rutas escolares cubren las cabeceras; en las veredas ribereñas la deserción no cede.",
    "tic": "La conectividad se contrató después de lo previsto; las sedes verificadas responden.",
}
NARRATIVE = "Se avanzó según lo programado con los equipos municipales; los soportes están en el expediente."


def approve(database: Database, cast: Cast, plan_id: str) -> None:
    """From conforming to execution, by whoever the manual names at each step."""
    for role, state, acta in APPROVAL:
        plan = plans.get(database, cast.entity_id, plan_id)
        plans.transition(database, cast.actors[role], plan_id, plan["version"], state, acta=acta)


def report(database: Database, cast: Cast, written: Written, evidence_folder: Path, trimester: int) -> None:
    """A trimester of every indicator and action, sent by their responsible and approved by the leader."""
    for indicator_id, indicator in written.indicators.items():
        _report_indicator(database, cast, written.plan_id, indicator_id, indicator, trimester, evidence_folder)
    for action_id, action in written.actions.items():
        _report_action(database, cast, written.plan_id, action_id, action, trimester)


def _report_indicator(
    database: Database,
    cast: Cast,
    plan_id: str,
    indicator_id: str,
    indicator: dict[str, Any],
    trimester: int,
    evidence_folder: Path,
) -> None:
    values = {name: series["real"][trimester - 1] for name, series in indicator["slices"].items() if "real" in series}
    if not values:
        return
    officer = cast.actors[indicator["responsible"]]
    saved = reports.save_draft(
        database,
        officer,
        plan_id,
        "indicador",
        indicator_id,
        trimester,
        None,
        values=values,
        narrative=NARRATIVES.get(indicator["responsible"], NARRATIVE),
    )
    name = f"soporte-{indicator['code'].lower()}-t{trimester}.csv"
    content = f"Soporte inventado de la demostración;{indicator['code']};T{trimester}\n".encode()
    evidence.attach(database, officer, evidence_folder, saved.report["id"], name, content)
    _send_and_approve(database, cast, officer, saved.report["id"])


def _report_action(
    database: Database, cast: Cast, plan_id: str, action_id: str, action: dict[str, Any], trimester: int
) -> None:
    officer = cast.actors[action["responsible"]]
    at = trimester - 1
    saved = reports.save_draft(
        database,
        officer,
        plan_id,
        "accion",
        action_id,
        trimester,
        None,
        values={},
        narrative=NARRATIVES.get(action["responsible"], NARRATIVE),
        physical=action["physical"][at],
        committed=action["committed"][at],
        obligated=action["obligated"][at],
    )
    _send_and_approve(database, cast, officer, saved.report["id"])


def _send_and_approve(database: Database, cast: Cast, officer: Actor, report_id: str) -> None:
    submitted = reports.submit(
        database, officer, report_id, reports.get(database, cast.entity_id, report_id)["version"]
    )
    reports.approve(database, cast.actors["lider"], report_id, submitted.report["version"])
