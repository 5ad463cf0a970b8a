"""Evidence is downloaded by whoever may, as an attachment, and by nobody else."""

from datetime import UTC, datetime

import httpx
import pytest

from data.records import evidence, improvement, improvement_files, plan_elements, plan_frames, plans, reports
from tests import walking

YEAR = datetime.now(UTC).year
STEPS = (
    ("lider", "en_viabilidad"),
    ("comite", "viable"),
    ("lider", "en_verificacion"),
    ("lider", "conforme"),
    ("comite", "aprobado"),
    ("lider", "habilitado"),
    ("tecnico", "publicado"),
    ("lider", "en_ejecucion"),
)


@pytest.fixture(scope="module")
def address(server) -> str:
    """Of a file attached by the analyst to an indicator that is in nobody's charge."""
    database, people = server.database, server.people
    plan_id = plans.create(database, people["analista"], YEAR, "Plan")["id"]
    parent = {}
    for table, key, values in (
        ("components", "component_id", {"name": "Permanencia"}),
        ("objectives", "objective_id", {"text": "Reducir"}),
        ("goals", "goal_id", {"text": "Bajar"}),
        ("indicators", "indicator_id", {"name": "Deserción"}),
    ):
        row = plan_elements.add(database, people["analista"], plan_id, table, {**parent, **values})
        parent = {key: row["id"]}
    for version, (who, to_state) in enumerate(STEPS, start=1):
        walking.step(database, people[who], plan_id, version, to_state, acta="1")
    saved = reports.save_draft(
        database, people["analista"], plan_id, "indicador", parent["indicator_id"], 1, None, values={"total": 1.0}
    )
    name, content = "acta <b>ñ.txt", b"<script>alert(1)</script>"
    row = evidence.attach(database, people["analista"], server.settings.evidence, saved.report["id"], name, content)
    return f"/evidencias/{row['id']}"


def get(server, path: str, role: str | None = None) -> httpx.Response:
    with server.client(server.token(role) if role else None) as client:
        return client.get(path)


def test_it_is_an_attachment_that_no_browser_opens_inside_the_page(server, address):
    answer = get(server, address, "comite")
    assert answer.status_code == 200
    assert answer.content == b"<script>alert(1)</script>"
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "no-store" in answer.headers["cache-control"]


def test_a_responsible_opens_only_the_evidence_of_their_own_reports(server, address):
    answer = get(server, address, "responsable")
    assert answer.status_code == 403
    assert "no está a su cargo" in answer.text
    assert "<script>" not in answer.text


def test_without_a_session_the_way_is_the_sign_in_page(server, address):
    answer = get(server, address)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/ingresar?next=")


def test_what_does_not_exist_is_said(server):
    answer = get(server, "/evidencias/no-existe", "lider")
    assert answer.status_code == 404
    assert "no existe o fue retirada" in answer.text


@pytest.mark.parametrize("path", ["/evidencias/..%2Frecords.sqlite", "/evidencias/..%5Crecords.sqlite"])
def test_a_name_is_never_a_path(server, path):
    assert b"SQLite" not in get(server, path, "lider").content


@pytest.fixture(scope="module")
def support(server, address) -> str:
    """Of a file of a corrective action that is in nobody's charge."""
    database, analyst = server.database, server.people["analista"]
    plan_id = plans.current(database, analyst.entity_id, YEAR)["id"]
    indicator = plan_frames.frames(database, analyst.entity_id, plan_id).indicators.iloc[0]["id"]
    action = improvement.open_action(database, analyst, plan_id, 1, "indicador", indicator, "correctiva", {})
    row = improvement_files.attach(database, analyst, server.settings.evidence, action, "acta.txt", b"acta")
    return f"/soportes/{row['id']}"


@pytest.mark.parametrize(("role", "status"), [("comite", 200), ("analista", 200), ("responsable", 403), (None, 303)])
def test_what_proves_a_corrective_action_is_for_whoever_may(server, support, role, status):
    answer = get(server, support, role)
    assert answer.status_code == status
    if status == 200:
        assert (answer.content, answer.headers["content-type"]) == (b"acta", "application/octet-stream")
