"""A trimester is reported by whoever is in charge, reviewed by somebody else, and locked."""

import pandas as pd
import pytest

from data.records import audit, evidence, overview, plan_elements, plan_frames, plans, reports
from data.records.errors import StaleVersionError
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, OwnWorkError, StateError
from procedure.roles import Role
from tests import walking

PDF = b"%PDF-1.7 acta"


class Running:
    """A plan in execution with one indicator and one action of `responsible`, and a milestone of nobody."""

    def __init__(self, database, analyst, leader, committee, technician, responsible):
        self.database, self.leader, self.responsible = database, leader, responsible
        self.plan_id = plans.create(database, analyst, 2026, "Plan 2026")["id"]

        def add(table, **values):
            return plan_elements.add(database, analyst, self.plan_id, table, values)["id"]

        component = add("components", name="Permanencia")
        objective = add("objectives", component_id=component, text="Reducir")
        goal = add("goals", objective_id=objective, text="Bajar la deserción")
        mine = {"responsible_id": responsible.user_id}
        dates = {"start_date": "2026-02-01", "end_date": "2026-03-31"}
        self.indicator = add("indicators", goal_id=goal, name="Deserción", sense="reduccion", unit="%", **mine)
        self.milestone = add("indicators", goal_id=goal, name="Ruta adoptada", accumulation="hito", basis="directo")
        self.action = add("actions", component_id=component, goal_id=goal, text="Rutas", **dates, **mine)
        add("action_resources", action_id=self.action, source="sgp", amount=1000)
        self.schedule(analyst)
        steps = [
            (leader, "en_viabilidad"),
            (committee, "viable"),
            (leader, "en_verificacion"),
            (leader, "conforme"),
            (committee, "aprobado"),
            (leader, "habilitado"),
            (technician, "publicado"),
            (leader, "en_ejecucion"),
        ]
        for version, (actor, to_state) in enumerate(steps, start=1):
            walking.step(database, actor, self.plan_id, version, to_state, acta="1")

    def schedule(self, analyst):
        """Total 4.8 → 3.0 with T2 and T4 declared; urbana 4.0 → 3.0 with nothing declared; rural does not apply."""
        slices = plan_frames.frames(self.database, "47", self.plan_id).indicator_slices
        of = slices[slices["indicator_id"] == self.indicator].set_index("slice")["id"]
        values = {
            "total": {"baseline": 4.8, "target": 3.0, "t2": 4.0, "t4": 3.0},
            "urbana": {"baseline": 4.0, "target": 3.0},
            "rural": {"applies": False, "not_applicable_reason": "Sin sedes rurales"},
        }
        for name, changes in values.items():
            plan_elements.change(self.database, analyst, self.plan_id, "indicator_slices", of[name], 1, changes)

    def save(self, actor=None, kind="indicador", subject=None, trimester=1, version=None, **given):
        given.setdefault("values", {"total": 4.5} if kind == "indicador" else {})
        subject = subject or (self.indicator if kind == "indicador" else self.action)
        return reports.save_draft(
            self.database, actor or self.responsible, self.plan_id, kind, subject, trimester, version, **given
        )

    def sent(self, **given):
        report = self.save(**given).report
        return reports.submit(self.database, self.responsible, report["id"], report["version"]).report


@pytest.fixture
def running(sqlite_database, analyst, leader, committee, technician, responsible):
    return Running(sqlite_database, analyst, leader, committee, technician, responsible)


@pytest.fixture
def running_anywhere(database, analyst, leader, committee, technician, responsible):
    """The same on each store, for what depends on how it stores."""
    return Running(database, analyst, leader, committee, technician, responsible)


def test_a_responsible_sees_only_what_is_theirs_with_what_helps_to_report(sqlite_database, running, responsible):
    found = reports.items(sqlite_database, responsible, running.plan_id, 2).set_index(["subject_id", "slice"])
    assert list(found.index) == [
        (running.indicator, "total"),
        (running.indicator, "urbana"),
        (running.action, "total"),
    ]
    total, urban = found.loc[(running.indicator, "total")], found.loc[(running.indicator, "urbana")]
    assert (total["scheduled"], total["schedule_assumed"], total["is_scheduled"]) == (4.0, False, True)
    assert (urban["scheduled"], urban["schedule_assumed"]) == (3.5, True)
    assert (total["component"], total["goal"], total["sense"]) == ("Permanencia", "Bajar la deserción", "reduccion")
    assert (total["state"], found.loc[(running.action, "total"), "appropriated"]) == ("", 1000.0)
    first = reports.items(sqlite_database, responsible, running.plan_id, 1).set_index(["subject_id", "slice"])
    assert not first.loc[(running.indicator, "total"), "is_scheduled"]
    assert pd.isna(first.loc[(running.indicator, "total"), "scheduled"])


def test_who_reports_anything_sees_all_and_the_committee_reports_nothing(sqlite_database, running, analyst, committee):
    assert set(reports.items(sqlite_database, analyst, running.plan_id, 1)["subject_id"]) == {
        running.indicator,
        running.milestone,
        running.action,
    }
    assert reports.items(sqlite_database, committee, running.plan_id, 1).empty


def test_what_is_saved_comes_back_and_null_is_not_zero(database, running_anywhere, responsible):
    saved = running_anywhere.save(values={"total": 0, "urbana": None}, narrative=" Avanza ")
    assert any("Urbana: sin valor" in text for text in saved.warnings)
    assert any("Total: no tenía nada programado para el T1" in text for text in saved.warnings)
    assert "No hay evidencia adjunta." in saved.warnings
    stored = reports.get(database, "47", saved.report["id"])
    assert (stored["values"], stored["narrative"], stored["state"]) == (
        {"total": 0.0, "urbana": None},
        "Avanza",
        "borrador",
    )
    found = reports.items(database, responsible, running_anywhere.plan_id, 1).set_index("slice")["value"]
    assert found.loc["total"].tolist()[0] == 0.0
    assert pd.isna(found["urbana"])
    values = reports.values(database, "47", running_anywhere.plan_id)
    assert values[["slice", "trimester", "approved", "state"]].values.tolist() == [
        ["total", 1, False, "borrador"],
        ["urbana", 1, False, "borrador"],
    ]


def test_the_last_value_is_that_of_the_last_trimester_that_had_one(sqlite_database, running, responsible):
    running.save(trimester=1, values={"total": 4.5, "urbana": 3.9})
    running.save(trimester=2, values={"total": None, "urbana": 3.8})
    found = reports.items(sqlite_database, responsible, running.plan_id, 3)
    last = found[found["subject_id"] == running.indicator].set_index("slice")[["last_value", "last_trimester"]]
    assert last.to_dict("index") == {
        "total": {"last_value": 4.5, "last_trimester": 1.0},
        "urbana": {"last_value": 3.8, "last_trimester": 2.0},
    }


def test_two_people_on_one_report_the_second_sees_both(database, running_anywhere, responsible, analyst):
    first = running_anywhere.save(values={"total": 4.5})
    running_anywhere.save(version=first.report["version"], values={"urbana": 3.9})
    for version in (None, first.report["version"]):
        with pytest.raises(StaleVersionError) as stale:
            running_anywhere.save(actor=analyst, version=version, values={"total": 4.4}, narrative="Otra")
        assert stale.value.current["values"] == {"total": 4.5, "urbana": 3.9}
        assert stale.value.attempted["values"] == {"total": 4.4}
    assert reports.get(database, "47", first.report["id"])["values"]["total"] == 4.5


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"values": {"total": "mucho"}}, "total"),
        ({"values": {"rural": 1}}, "rural"),
        ({"values": {"luna": 1}}, "luna"),
        ({"physical": 50}, "physical"),
        ({"trimester": 5}, "trimester"),
        ({"kind": "accion", "physical": 101}, "physical"),
        ({"kind": "accion", "committed": -1}, "committed"),
        ({"kind": "accion", "obligated": 1.5}, "obligated"),
        ({"kind": "otra", "subject": "x"}, "subject_kind"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(running, given, field):
    with pytest.raises(InvalidValueError) as refused:
        running.save(**given)
    assert refused.value.field == field
    assert reports.listing(running.database, "47", running.plan_id).empty


def test_a_milestone_is_done_or_not_and_is_sent_with_its_evidence(sqlite_database, running, analyst, sqlite_settings):
    with pytest.raises(InvalidValueError, match="hecho"):
        running.save(actor=analyst, subject=running.milestone, values={"total": 0.5})
    report = running.save(actor=analyst, subject=running.milestone, values={"total": 1}).report
    with pytest.raises(InvalidValueError, match="Un hito necesita su evidencia"):
        reports.submit(sqlite_database, analyst, report["id"], report["version"])
    evidence.attach(sqlite_database, analyst, sqlite_settings.evidence, report["id"], "acta.pdf", PDF)
    assert reports.submit(sqlite_database, analyst, report["id"], report["version"]).report["state"] == "enviado"


def test_an_action_reports_its_advance_and_its_money(sqlite_database, running):
    saved = running.save(kind="accion", physical=40, committed=1200, obligated=1500)
    assert saved.warnings == [
        "Los compromisos superan lo apropiado para la acción.",
        "Las obligaciones superan los compromisos.",
        "No hay evidencia adjunta.",
    ]
    late = running.save(kind="accion", trimester=2, physical=60)
    assert late.warnings[0] == "La acción no está programada para este trimestre según sus fechas."
    progress = reports.action_progress(sqlite_database, "47", running.plan_id)
    assert progress[["trimester", "physical", "committed", "approved"]].values.tolist()[0] == [1, 40.0, 1200.0, False]


def test_nothing_empty_is_sent(sqlite_database, running, responsible):
    empty = running.save(values={"total": None}).report
    with pytest.raises(InvalidValueError, match="No hay ningún valor"):
        reports.submit(sqlite_database, responsible, empty["id"], empty["version"])
    action = running.save(kind="accion").report
    with pytest.raises(InvalidValueError, match="Falta el avance físico"):
        reports.submit(sqlite_database, responsible, action["id"], action["version"])


def test_a_report_is_sent_returned_mended_approved_closed_and_reopened(
    database, running_anywhere, leader, responsible, sqlite_settings
):
    sent = running_anywhere.sent()
    with pytest.raises(InvalidValueError, match="nota"):
        reports.return_with_note(database, leader, sent["id"], sent["version"], " ")
    back = reports.return_with_note(database, leader, sent["id"], sent["version"], "Falta la zona urbana")
    assert (back["state"], back["review_note"]) == ("devuelto", "Falta la zona urbana")
    mended = running_anywhere.save(version=back["version"], values={"urbana": 3.9}).report
    evidence.attach(database, responsible, sqlite_settings.evidence, mended["id"], "acta.pdf", PDF)
    again = reports.submit(database, responsible, mended["id"], mended["version"]).report
    approved = reports.approve(database, leader, again["id"], again["version"])
    assert reports.values(database, "47", running_anywhere.plan_id)["approved"].tolist() == [True, True]
    closed = reports.close(database, leader, approved["id"], approved["version"])
    with pytest.raises(StateError, match="«Cerrado» y no se puede cambiar"):
        running_anywhere.save(version=closed["version"])
    with pytest.raises(InvalidValueError, match="motivo"):
        reports.reopen(database, leader, closed["id"], closed["version"], "")
    opened = reports.reopen(database, leader, closed["id"], closed["version"], "Error de dato")
    assert reports.values(database, "47", running_anywhere.plan_id)["approved"].tolist() == [False, False]
    assert running_anywhere.save(version=opened["version"], values={"total": 4.4}).report["state"] == "reabierto"
    with database.read() as connection:
        audit.verify(connection, "47")


def test_nobody_approves_what_they_wrote_or_sent(sqlite_database, running, leader, enrol):
    other = enrol(Role.LEADER)
    written = running.save(actor=leader).report
    sent = reports.submit(sqlite_database, running.responsible, written["id"], written["version"]).report
    with pytest.raises(OwnWorkError):
        reports.approve(sqlite_database, leader, sent["id"], sent["version"])
    assert {one.to_state for one in reports.available_transitions(sqlite_database, leader, sent["id"])} == {"devuelto"}
    assert reports.approve(sqlite_database, other, sent["id"], sent["version"])["state"] == "aprobado"


def test_who_attached_the_evidence_does_not_approve(sqlite_database, running, leader, sqlite_settings):
    report = running.save().report
    evidence.attach(sqlite_database, leader, sqlite_settings.evidence, report["id"], "acta.pdf", PDF)
    sent = reports.submit(sqlite_database, running.responsible, report["id"], report["version"]).report
    with pytest.raises(OwnWorkError):
        reports.approve(sqlite_database, leader, sent["id"], sent["version"])


def test_what_is_not_theirs_is_refused_in_the_command(sqlite_database, running, enrol, committee, technician, admin):
    other = enrol(Role.RESPONSIBLE)
    with pytest.raises(NotAllowedError, match="Ese indicador no está a su cargo"):
        running.save(actor=other)
    for intruder in (committee, technician, admin):
        with pytest.raises(NotAllowedError):
            running.save(actor=intruder)
    report = running.save().report
    with pytest.raises(NotAllowedError):
        reports.submit(sqlite_database, other, report["id"], report["version"])
    assert reports.available_transitions(sqlite_database, other, report["id"]) == []
    sent = reports.submit(sqlite_database, running.responsible, report["id"], report["version"]).report
    for intruder in (running.responsible, committee, technician, admin, other):
        for work in (reports.approve, lambda *args: reports.return_with_note(*args, "nota")):
            with pytest.raises(NotAllowedError):
                work(sqlite_database, intruder, sent["id"], sent["version"])


def test_only_a_running_plan_is_reported(sqlite_database, running, leader):
    report = running.save().report
    plan = plans.get(sqlite_database, "47", running.plan_id)
    plans.transition(sqlite_database, leader, running.plan_id, plan["version"], "cerrado", note="Fin")
    with pytest.raises(StateError, match="solo se reporta un plan en ejecución"):
        running.save(version=report["version"])
    with pytest.raises(StateError):
        reports.submit(sqlite_database, running.responsible, report["id"], report["version"])
    assert reports.available_transitions(sqlite_database, running.responsible, report["id"]) == []


def test_another_entity_neither_reads_nor_reports(sqlite_database, running, stranger):
    report = running.save().report
    for work in (
        lambda: running.save(actor=stranger),
        lambda: reports.items(sqlite_database, stranger, running.plan_id, 1),
        lambda: reports.get(sqlite_database, stranger.entity_id, report["id"]),
        lambda: reports.values(sqlite_database, stranger.entity_id, running.plan_id),
        lambda: reports.submit(sqlite_database, stranger, report["id"], report["version"]),
        lambda: reports.approve(sqlite_database, stranger, report["id"], report["version"]),
    ):
        with pytest.raises(NotFoundError):
            work()


def test_a_voided_or_foreign_subject_is_not_reported(running):
    with pytest.raises(NotFoundError, match="no está en el plan"):
        running.save(subject="no-existe")
    with pytest.raises(NotFoundError):
        running.save(subject=running.action)


def test_the_home_page_counts_what_is_reported_and_what_waits(
    database, running_anywhere, leader, responsible, committee
):
    today = pd.Timestamp("2026-04-10").date()
    assert [one.text for one in overview.waiting(database, responsible, 2026, today)] == [
        "T1: 2 reportes suyos por enviar, hasta el 15/04/2026."
    ]
    sent = running_anywhere.sent(trimester=1)
    assert [one.text for one in overview.waiting(database, leader, 2026, today)] == [
        "Plan 2026: cerrar la vigencia.",
        "T1: un reporte suyo por enviar, hasta el 15/04/2026.",  # an action without responsible is asked of the leader
        "Un reporte por revisar.",
    ]
    reports.return_with_note(database, leader, sent["id"], sent["version"], "Mal")
    assert [one.text for one in overview.waiting(database, responsible, 2026, today)] == [
        "T1: un reporte suyo por enviar, hasta el 15/04/2026.",
        "T1: un reporte suyo devuelto con nota.",
    ]
    assert overview.waiting(database, committee, 2026, today) == []
    facts = overview.facts(database, "47", 2026)
    assert (facts.plan_state, facts.indicators, facts.actions) == ("en_ejecucion", 2, 1)
    first, second = facts.trimesters[1], facts.trimesters[2]
    assert (first.expected, first.begun, first.submitted, first.approved) == (3, 1, 0, 0)
    assert second.expected == 2
