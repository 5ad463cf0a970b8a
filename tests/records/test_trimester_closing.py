"""A trimester is closed only when every goal not met has its action, and then nothing of it changes."""

from datetime import date

import pandas as pd
import pytest

from analytics.snapshots import restored
from data import closing, progress
from data.records import audit, closures, datasets, evidence, improvement, reports
from data.warehouse import acceptance, open_warehouse
from procedure.errors import InvalidValueError, NotAllowedError, StateError
from procedure.roles import Role
from tests.pages.followup.reporting import YEAR, Plan

T1, T2 = date(YEAR, 4, 10), date(YEAR, 7, 10)
WRITTEN = {"whys": ["Faltan rutas"], "cause": "Contrato tardío", "treatment": "Contratar antes"}
MET = {"total": 4.4, "urbana": 4.0, "rural": 5.5}
UNMET = {"total": 4.7, "urbana": 4.0, "rural": 6.0}
VISITS = {"total": 30, "urbana": 12, "rural": 18}


@pytest.fixture
def people(analyst, leader, committee, technician, responsible, enrol):
    return {
        "analyst": analyst,
        "leader": leader,
        "committee": committee,
        "technician": technician,
        "responsible": responsible,
        "other": enrol(Role.RESPONSIBLE),
    }


class Closing:
    def __init__(self, plan, warehouse):
        self.plan, self.database, self.people, self.warehouse = plan, plan.database, plan.people, warehouse

    def reported(self, trimester, dropout, visits=VISITS):
        for who, subject, values in (("responsible", "dropout", dropout), ("other", "visits", visits)):
            sent = self.plan.sent(who, subject=subject, trimester=trimester, values=values)
            reports.approve(self.database, self.people["leader"], sent["id"], sent["version"])
        return self

    def acted(self, trimester=1):
        given = (self.plan.id, trimester, "indicador", self.plan.dropout, "correctiva", {"name": "Deserción"})
        action = improvement.open_action(self.database, self.people["analyst"], *given)
        return self.planned(action, 1, trimester)

    def planned(self, action, version, trimester):
        due = date(YEAR, 3 * trimester + 3, 1)
        person = self.people["responsible"].user_id
        improvement.plan_action(
            self.database, self.people["analyst"], action, version, responsible_id=person, due_date=due, **WRITTEN
        )
        return action

    def verified(self, action, *, effective=True):
        improvement.finish(self.database, self.people["responsible"], action, 2, "Se contrató")
        given = (self.database, self.people["leader"], action, 3, "Se comparó", T2)
        improvement.verify(*given, effective=effective)

    def close(self, trimester=1, who="leader", today=None, key=None):
        given = (self.plan.id, trimester, today or (T1, T2)[trimester - 1], key)
        return closing.close(self.database, self.warehouse, self.people[who], *given)

    def reopen(self, closure, who="leader", reason="Se corrige un dato"):
        return closures.reopen(self.database, self.people[who], closure, 1, reason)

    def blocks(self, trimester=1, today=None):
        given = (self.plan.id, trimester, today or (T1, T2)[trimester - 1])
        return [one.text for one in closing.blocking(self.database, "47", *given)]

    def year(self, today=T1):
        return progress.official(self.database, "47", self.plan.id, YEAR, today)


@pytest.fixture
def trimester(chosen_database, people, sqlite_settings):
    warehouse = open_warehouse(sqlite_settings, chosen_database)
    yield Closing(Plan(chosen_database, people), warehouse)
    warehouse.close()


def test_closing_locks_the_reports_and_publishes_the_figures_that_were_official(database, trimester):
    trimester.reported(1, MET)
    before = trimester.year().at(1)
    trimester.close()
    listed = reports.listing(database, "47", trimester.plan.id, 1)
    assert set(listed["state"]) == {"cerrado"}
    [row] = closures.listing(database, "47", trimester.plan.id).to_dict("records")
    assert (row["trimester"], row["number"], row["state"], row["figures"]["locked_reports"]) == (1, 1, "cerrado", 2)
    version = datasets.get(database, "47", row["dataset_version_id"])
    assert (version["dataset"], version["number"]) == (f"corte_cerrado_{YEAR}_t1", 1)
    [figures] = closing.published_years(database, trimester.warehouse, "47", trimester.plan.id).values()
    kept = restored(figures)
    for name in ("indicators", "actions", "nodes"):
        pd.testing.assert_frame_equal(getattr(kept, name), getattr(before, name), check_exact=True)
    with database.read() as connection:
        assert audit.verify(connection, "47") > 0


def test_a_goal_not_met_without_its_action_refuses_the_closing_and_nothing_is_kept(database, trimester):
    trimester.reported(1, UNMET)
    with pytest.raises(StateError, match="Deserción: No tiene acción correctiva"):
        trimester.close()
    assert closures.listing(database, "47", trimester.plan.id).empty
    assert set(reports.listing(database, "47", trimester.plan.id, 1)["state"]) == {"aprobado"}
    assert datasets.history(database, "47").empty
    trimester.acted()
    trimester.close()
    assert closures.states(database, "47", trimester.plan.id) == {1: "cerrado"}


def test_an_indicator_without_an_approved_report_counts_as_not_met(sqlite_database, trimester):
    found = trimester.blocks()
    assert any(one.startswith("Deserción: No tiene") for one in found)
    assert any(one.startswith("Visitas: No tiene") for one in found)


def test_the_effectiveness_of_the_last_trimester_is_asked_first(sqlite_database, trimester):
    trimester.reported(1, UNMET)
    action = trimester.acted()
    trimester.close()
    trimester.reported(2, {"total": 4.8, "urbana": 4.0, "rural": 6.0}, {"total": 60, "urbana": 24, "rural": 36})
    first, second = trimester.blocks(2)
    assert first.startswith("La acción n.º 1 del T1 está en «En ejecución»")
    assert second.startswith("Deserción")
    trimester.verified(action, effective=False)
    [again] = trimester.blocks(2)
    assert "n.º 2 está abierta y sin plan" in again
    second = improvement.listing(sqlite_database, "47", trimester.plan.id).iloc[1]["id"]
    trimester.planned(second, 1, 2)
    trimester.close(2)


@pytest.mark.parametrize(
    ("today", "match"), [(date(YEAR, 3, 31), "se cierra desde el día siguiente"), (date(YEAR, 4, 1), None)]
)
def test_it_waits_for_the_trimester_to_end(sqlite_database, trimester, today, match):
    trimester.reported(1, MET)
    if match is None:
        assert trimester.close(today=today)
        return
    with pytest.raises(StateError, match=match):
        trimester.close(today=today)


def test_the_trimester_before_and_the_reports_in_hand_block(sqlite_database, trimester):
    trimester.plan.sent("responsible", trimester=2)
    found = trimester.blocks(2)
    assert found[0] == "Primero se cierra el T1."
    assert any("su reporte está en «Enviado»" in one for one in found)


@pytest.mark.parametrize("who", ["analyst", "committee", "technician", "responsible"])
def test_only_a_leader_closes_and_reopens(sqlite_database, trimester, who):
    trimester.reported(1, MET)
    with pytest.raises(NotAllowedError):
        trimester.close(who=who)
    closure = trimester.close()
    with pytest.raises(NotAllowedError):
        trimester.reopen(closure, who)


def test_nothing_of_a_closed_trimester_changes_until_it_is_reopened(sqlite_database, trimester, tmp_path):
    trimester.reported(1, MET)
    draft = trimester.plan.save("responsible", subject="action", physical=10)
    closure = trimester.close()
    locked = trimester.plan.report("dropout")
    attempts = [
        lambda: trimester.plan.save("responsible", subject="action", version=draft["version"], physical=20),
        lambda: reports.submit(sqlite_database, trimester.people["responsible"], draft["id"], draft["version"]),
        lambda: reports.reopen(sqlite_database, trimester.people["leader"], locked["id"], locked["version"], "Error"),
        lambda: evidence.attach(
            sqlite_database, trimester.people["responsible"], tmp_path, draft["id"], "a.pdf", b"%PDF-1"
        ),
    ]
    for attempt in attempts:
        with pytest.raises(StateError, match="está cerrado y sus cifras no cambian"):
            attempt()
    assert reports.available_transitions(sqlite_database, trimester.people["leader"], locked["id"]) == []
    trimester.reopen(closure)
    reports.reopen(sqlite_database, trimester.people["leader"], locked["id"], locked["version"], "Error de dato")
    assert trimester.plan.report("dropout")["state"] == "reabierto"


def test_a_reopened_trimester_is_closed_again_as_another_version(sqlite_database, trimester):
    trimester.reported(1, MET)
    first = trimester.close()
    with pytest.raises(InvalidValueError, match="motivo"):
        trimester.reopen(first, reason=" ")
    trimester.reopen(first)
    assert closing.published_years(sqlite_database, trimester.warehouse, "47", trimester.plan.id) == {}
    second = trimester.close()
    listed = closures.listing(sqlite_database, "47", trimester.plan.id)
    assert list(zip(listed["number"], listed["state"], strict=True)) == [(1, "reabierto"), (2, "cerrado")]
    assert list(listed["id"]) == [first, second]
    assert listed["dataset_version_id"].nunique() == 2


def test_a_trimester_on_which_a_closed_one_rests_is_not_reopened(sqlite_database, trimester):
    trimester.reported(1, MET)
    first = trimester.close()
    trimester.reported(2, {"total": 3.8, "urbana": 3.4, "rural": 4.9}, {"total": 60, "urbana": 24, "rural": 36})
    trimester.close(2)
    with pytest.raises(StateError, match="El T2 está cerrado"):
        trimester.reopen(first)


def test_the_same_click_twice_closes_once(sqlite_database, trimester):
    trimester.reported(1, MET)
    assert trimester.close(key="k") == trimester.close(key="k")
    with pytest.raises(StateError, match="ya está cerrado"):
        trimester.close(key="otra")
    assert len(closures.listing(sqlite_database, "47", trimester.plan.id)) == 1


def test_what_was_published_is_not_withdrawn_as_a_file_is(sqlite_database, trimester):
    trimester.reported(1, MET)
    trimester.close()
    version = closures.listing(sqlite_database, "47", trimester.plan.id).iloc[0]["dataset_version_id"]
    with pytest.raises(StateError, match="no se retira"):
        acceptance.withdraw(
            sqlite_database, trimester.warehouse, trimester.people["analyst"], version, reason="No gusta"
        )


def test_a_report_approved_while_it_is_being_closed_refuses_the_closing(sqlite_database, trimester, monkeypatch):
    trimester.reported(1, MET)
    write = closing.published.write

    def meanwhile(*given, **named):
        sent = trimester.plan.sent("responsible", subject="action", physical=30)
        reports.approve(sqlite_database, trimester.people["leader"], sent["id"], sent["version"])
        return write(*given, **named)

    monkeypatch.setattr(closing.published, "write", meanwhile)
    with pytest.raises(StateError, match="cambió mientras se cerraba"):
        trimester.close()
    assert closures.listing(sqlite_database, "47", trimester.plan.id).empty
    assert datasets.current_manifest(sqlite_database, "47") == []
