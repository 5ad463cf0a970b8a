"""The trimester report in Excel: one's own items, filled offline, and back into drafts, cell by cell."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from data.intake import report_book
from data.intake.verdicts import IntakeError
from data.records import report_exchange, report_import
from data.records.schema.plan import indicators
from procedure.errors import StateError
from procedure.exchange.changes import Status
from procedure.exchange.report_layout import ACTIONS, INDICATORS
from reports import report_workbook
from tests.pages.followup.reporting import people, plan

__all__ = ["people", "plan"]


class Offline:
    """The workbook of the first trimester as whoever downloaded it has it open."""

    def __init__(self, plan, actor, folder, responsible_id=""):
        self.plan, self.actor, self.path = plan, actor, folder / "reporte.xlsx"
        here = report_exchange.read(plan.database, actor, plan.id, 1, responsible_id)
        self.book = load_workbook(BytesIO(report_workbook.build(here, actor.name, datetime.now(UTC))))

    def cell(self, subject, header, part="total"):
        layout = ACTIONS if subject == "action" else INDICATORS
        sheet, subject_id = self.book[layout.title], getattr(self.plan, subject)
        keys = [one.value for one in sheet["A"]]
        line = keys.index(f"{layout.kind}:{subject_id}:{part}") + 1
        return sheet.cell(line, layout.headers.index(header) + 1)

    def write(self, subject="dropout", header="Ejecutado", part="total", value=None):
        self.cell(subject, header, part).value = value
        return self

    def review(self, actor=None, trimester=1):
        self.book.save(self.path)
        read = report_book.read(self.path, "reporte.xlsx")
        who = actor or self.actor
        return report_import.review(self.plan.database, who, self.plan.id, read.book, read.trimester, trimester)

    def bring(self, actor=None, key="una"):
        found = self.review(actor)
        wanted = [one for one in found.changes if one.unit in found.good]
        return report_import.apply(self.plan.database, actor or self.actor, self.plan.id, 1, wanted, key)


@pytest.fixture
def offline(plan, people, tmp_path):
    return lambda who="responsible", **given: Offline(plan, people[who], tmp_path, **given)


def test_it_has_only_the_items_of_its_responsible_with_what_helps_to_report(offline, plan, people):
    book = offline().book
    assert book.sheetnames == ["Instrucciones", "Indicadores", "Acciones", "Listas", "_PAM"]
    rows = {one.value for one in book["Indicadores"]["A"]}
    assert f"indicador:{plan.visits}:total" not in rows
    assert f"indicador:{plan.dropout}:rural" in rows
    own = offline("leader", responsible_id=people["other"].user_id)
    assert own.cell("visits", "Programado").value == 25
    assert own.cell("visits", "Qué se escribe").value == "Aporte del trimestre"
    assert f"indicador:{plan.dropout}:total" not in {one.value for one in own.book["Indicadores"]["A"]}


def test_keys_are_hidden_and_only_what_is_reported_is_unlocked(offline):
    mine = offline()
    sheet = mine.book["Indicadores"]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert mine.cell("dropout", "Meta").protection.locked
    assert not mine.cell("dropout", "Ejecutado").protection.locked
    assert not mine.cell("dropout", "Narrativa").protection.locked
    assert mine.cell("dropout", "Narrativa", "rural").protection.locked


def test_an_untouched_workbook_changes_nothing(offline, plan):
    plan.save("responsible", values={"total": 4.5, "rural": 0}, narrative="=Visitas\nde campo")
    plan.save("responsible", subject="action", physical=12.5, committed=1_000_000, obligated=0)
    found = offline().review()
    assert found.changes == ()
    assert found.same > 0


def test_what_was_filled_becomes_draft_reports_by_the_command_that_saves_them(database, offline, plan):
    mine = offline().write(value=4.5).write(part="rural", value=0).write(header="Narrativa", value="Doce visitas")
    mine.write("action", "Avance físico (%)", value="12,5").write("action", "Compromisos (pesos)", value=500_000)
    answer = mine.bring()
    assert answer.reasons == {}
    assert plan.values()["total"] == 4.5
    assert plan.values()["rural"] == 0
    assert plan.report()["state"] == "borrador"
    assert plan.report()["narrative"] == "Doce visitas"
    assert plan.report("action")["physical"] == 12.5


def test_the_same_key_twice_saves_once(database, offline, plan):
    mine = offline().write(value=4.5)
    mine.bring()
    mine.bring()
    assert plan.report()["version"] == 1


def test_what_cannot_be_is_refused_with_its_reason_and_the_rest_comes_in(database, offline, plan):
    mine = offline().write(value="mucho").write(part="rural", value=5)
    mine.write("action", "Avance físico (%)", value=120).write("action", "Compromisos (pesos)", value=10)
    refused = {one.cell: one.reason for one in mine.review().changes if one.status is Status.REFUSED}
    assert any("«mucho» no sirve" in reason for reason in refused.values())
    assert len(refused) == 2
    mine.bring()
    assert plan.values() == {"rural": 5}
    assert plan.report("action")["committed"] == 10


def test_an_item_that_changed_hands_or_was_sent_since_says_so_and_is_not_saved(offline, plan, people):
    mine = offline().write(value=4.1).write("action", "Avance físico (%)", value=50)
    plan.sent("responsible", subject="action", physical=10)
    with plan.database.write(people["leader"]) as unit:
        row = unit.get(indicators, plan.dropout)
        changes = {"responsible_id": people["other"].user_id}
        unit.update(indicators, plan.dropout, row["version"], changes, action="cambiar responsable")
    found = mine.review()
    reasons = [one.reason for one in found.changes if one.status is Status.REFUSED]
    assert any("no está a su cargo" in one for one in reasons)
    assert any("El reporte está en «Enviado»" in one for one in reasons)
    assert not found.good
    assert plan.report("action")["physical"] == 10


def test_what_another_person_saved_since_is_a_conflict_and_what_was_not_touched_stays(database, offline, plan):
    mine = offline().write(value=4.1)
    plan.save("analyst", values={"total": 4.9, "rural": 5.5}, narrative="De otra persona")
    found = mine.review()
    clash = next(one for one in found.changes if one.field == "total")
    assert (clash.status, clash.before, clash.after, clash.today) == (Status.CONFLICT, "", "4,1", "4,9")
    assert not found.good
    report_import.apply(plan.database, mine.actor, plan.id, 1, [clash], "elegida")
    assert plan.values() == {"total": 4.1, "rural": 5.5}
    assert plan.report()["narrative"] == "De otra persona"


def test_what_was_saved_between_the_review_and_the_acceptance_is_not_overwritten(offline, plan):
    mine = offline().write(value=4.1)
    wanted = mine.review().changes
    plan.save("analyst", values={"total": 4.9})
    answer = report_import.apply(plan.database, mine.actor, plan.id, 1, wanted, "tarde")
    assert "Otra persona guardó este reporte" in " ".join(answer.reasons.values())
    assert plan.values() == {"total": 4.9}


def test_the_workbook_of_another_trimester_and_a_strange_one_are_told(offline, tmp_path):
    mine = offline().write(value=4.1)
    with pytest.raises(StateError, match="Ese libro es del T1 de este plan"):
        mine.review(trimester=2)
    mine.book["_PAM"]["B1"].value = "Otra cosa"
    mine.book.save(mine.path)
    with pytest.raises(IntakeError, match="no es el reporte trimestral en Excel"):
        report_book.read(mine.path, "reporte.xlsx")


def test_a_formula_a_copied_row_and_an_added_one_are_refused(offline, plan):
    mine = offline().write(value="=2+2")
    sheet = mine.book["Indicadores"]
    last = sheet.max_row + 1
    sheet.cell(last, INDICATORS.headers.index("Ejecutado") + 1).value = 3
    found = mine.review()
    assert {one.status for one in found.changes} == {Status.REFUSED}
    assert len(found.changes) == 2


def test_an_action_shows_the_advance_last_reported(plan, people):
    plan.save("responsible", subject="action", physical=30)
    here = report_exchange.read(plan.database, people["responsible"], plan.id, 2)
    book = load_workbook(BytesIO(report_workbook.build(here, "Responsable", datetime.now(UTC))))
    sheet = book["Acciones"]
    assert sheet.cell(2, ACTIONS.headers.index("Último avance (%)") + 1).value == 30
    assert sheet.cell(2, ACTIONS.headers.index("Avance físico (%)") + 1).value is None


def test_the_workbook_of_everybody_says_what_is_not_of_whoever_uploads_it(offline, plan, people):
    whole = offline("leader").write(value=4.5).write("visits", value="doce")
    found = whole.review(people["responsible"])
    by_subject = {one.key: one for one in found.changes}
    assert by_subject[f"indicador:{plan.dropout}"].status is Status.CHANGED
    assert "no está a su cargo" in by_subject[f"indicador:{plan.visits}"].reason
    whole.bring(people["responsible"])
    assert plan.values() == {"total": 4.5}
    assert plan.values("visits") == {}


def test_a_row_that_is_of_no_plan_is_told(offline, plan):
    mine = offline().write(value=4.5)
    mine.cell("dropout", "Clave").value = "indicador:otro:total"
    (refused,) = mine.review().changes
    assert (refused.status, refused.reason) == (
        Status.REFUSED,
        "Eso no está en el plan que se reporta. Elíjalo de la lista.",
    )
