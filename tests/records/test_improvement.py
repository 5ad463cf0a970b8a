"""A deviation has its action: cause, plan, evidence and effectiveness, each by whoever may, on both stores."""

from datetime import date

import pytest

from data.records import audit, improvement, improvement_files
from data.records.errors import StaleVersionError
from procedure.errors import InvalidValueError, NotAllowedError, NotFoundError, OwnWorkError, StateError
from procedure.roles import Role
from tests.pages.followup.reporting import YEAR, Plan

FACTS = {"name": "Deserción", "percent": 40.0, "explanation": "(4,6 − 4,8) / (4,3 − 4,8) = 40 %"}
AFTER_T1, DUE = date(YEAR, 4, 10), date(YEAR, 6, 15)
PLANNED = {"whys": ["Faltan rutas", "No se contrató"], "cause": "Contrato tardío", "treatment": "Contratar en febrero"}
PDF = b"%PDF-1.7 contrato"


@pytest.fixture
def people(analyst, leader, committee, technician, responsible, enrol):
    return {
        "analyst": analyst, "leader": leader, "committee": committee, "technician": technician,
        "responsible": responsible, "other": enrol(Role.RESPONSIBLE),
    }  # fmt: skip


@pytest.fixture
def plan(chosen_database, people):
    return Plan(chosen_database, people)


class Action:
    """One upon the dropout of the first trimester, driven by name of who acts."""

    def __init__(self, plan, who="analyst", kind="correctiva", **more):
        self.plan, self.database, self.people = plan, plan.database, plan.people
        given = (plan.id, 1, "indicador", plan.dropout, kind, FACTS)
        self.id = improvement.open_action(self.database, self.people[who], *given, **more)

    @property
    def row(self):
        return self.rows().loc[self.id]

    def rows(self):
        return improvement.listing(self.database, "47", self.plan.id).set_index("id", drop=False)

    def planned(self, who="analyst", **changes):
        given = {"responsible_id": self.people["responsible"].user_id, "due_date": DUE} | PLANNED | changes
        improvement.plan_action(self.database, self.people[who], self.id, int(self.row["version"]), **given)
        return self

    def done(self, who="responsible", note="Se contrató"):
        improvement.finish(self.database, self.people[who], self.id, int(self.row["version"]), note)
        return self

    def verified(self, who="leader", note="Bajó la deserción", today=AFTER_T1, *, effective=True):
        given = (self.id, int(self.row["version"]), note, today)
        return improvement.verify(self.database, self.people[who], *given, effective=effective)


def test_it_is_opened_planned_carried_out_and_verified(database, plan, tmp_path):
    action = Action(plan, correction="Transporte de emergencia").planned()
    improvement_files.attach(database, plan.people["responsible"], tmp_path, action.id, "contrato.pdf", PDF)
    action.done().verified()
    row = action.row
    assert (row["number"], row["state"], row["verification_trimester"]) == (1, "eficaz", 2)
    assert row["deviation"] == FACTS
    assert row["whys"] == PLANNED["whys"]
    assert row["responsible"] == plan.people["responsible"].name
    [file] = improvement_files.listing(database, "47", plan.id).to_dict("records")
    path, name = improvement_files.open_for(database, plan.people["committee"], tmp_path, file["id"])
    assert (path.read_bytes(), name) == (PDF, "contrato.pdf")
    with database.read() as connection:
        assert audit.verify(connection, "47") > 0


def test_one_that_was_not_effective_is_taken_up_again_with_what_was_known(database, plan):
    action = Action(plan).planned().done()
    action.verified(effective=False, note="Sigue igual")
    first, second = improvement.listing(database, "47", plan.id).to_dict("records")
    assert (first["state"], second["state"], second["trimester"]) == ("no_eficaz", "abierta", 2)
    assert second["previous_id"] == first["id"]
    assert second["deviation"] == FACTS | {"previous_number": 1, "previous_note": "Sigue igual"}
    assert second["whys"] == []


@pytest.mark.parametrize("who", ["responsible", "committee", "technician"])
def test_only_the_team_opens_and_plans(sqlite_database, plan, who):
    with pytest.raises(NotAllowedError):
        Action(plan, who)
    with pytest.raises(NotAllowedError):
        Action(plan).planned(who)


@pytest.mark.parametrize("who", ["other", "committee", "technician"])
def test_only_the_team_or_its_responsible_carry_it_out(sqlite_database, plan, who, tmp_path):
    action = Action(plan).planned()
    with pytest.raises(NotAllowedError):
        action.done(who)
    with pytest.raises(NotAllowedError):
        improvement_files.attach(sqlite_database, plan.people[who], tmp_path / "files", action.id, "a.pdf", PDF)
    assert not (tmp_path / "files").exists()


@pytest.mark.parametrize("who", ["analyst", "responsible", "committee"])
def test_only_a_leader_verifies(sqlite_database, plan, who):
    action = Action(plan).planned().done()
    with pytest.raises(NotAllowedError):
        action.verified(who)
    assert action.row["state"] == "ejecutada"


@pytest.mark.parametrize("step", ["open", "plan", "finish"])
def test_a_leader_does_not_verify_their_own_work(sqlite_database, plan, step):
    action = Action(plan, "leader" if step == "open" else "analyst")
    action.planned("leader" if step == "plan" else "analyst").done("leader" if step == "finish" else "responsible")
    with pytest.raises(OwnWorkError):
        action.verified()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"whys": []}, "why1"),
        ({"cause": " "}, "cause"),
        ({"treatment": ""}, "treatment"),
        ({"responsible_id": "nadie"}, "responsible_id"),
        ({"due_date": None}, "due_date"),
        ({"due_date": date(YEAR, 7, 1)}, "due_date"),
    ],
)
def test_a_plan_that_lacks_something_is_refused_by_its_field(sqlite_database, plan, changes, field):
    action = Action(plan)
    with pytest.raises(InvalidValueError) as refused:
        action.planned(**changes)
    assert (refused.value.field, action.row["state"]) == (field, "abierta")


def test_effectiveness_waits_for_the_trimester_to_end(sqlite_database, plan):
    action = Action(plan).planned().done()
    with pytest.raises(StateError, match=f"después del 31/03/{YEAR}"):
        action.verified(today=date(YEAR, 3, 31))


def test_what_is_not_done_is_not_verified_and_needs_its_note(sqlite_database, plan):
    action = Action(plan).planned()
    with pytest.raises(StateError, match="En ejecución"):
        action.verified()
    action.done()
    with pytest.raises(InvalidValueError):
        action.verified(note=" ")


def test_the_same_click_twice_opens_one_and_a_twin_is_refused(sqlite_database, plan):
    first = Action(plan, key="k")
    assert Action(plan, key="k").id == first.id
    with pytest.raises(StateError, match="ya tiene la acción correctiva"):
        Action(plan)
    assert len(first.rows()) == 1


def test_an_old_version_is_refused_and_what_was_typed_comes_back(sqlite_database, plan):
    action = Action(plan).planned()
    given = {"responsible_id": plan.people["responsible"].user_id, "due_date": DUE} | PLANNED
    with pytest.raises(StaleVersionError) as refused:
        improvement.plan_action(sqlite_database, plan.people["analyst"], action.id, 1, **given)
    assert refused.value.attempted["cause"] == "Contrato tardío"


def test_a_mistake_is_withdrawn_with_its_reason_until_it_is_carried_out(sqlite_database, plan):
    action, analyst = Action(plan), plan.people["analyst"]
    with pytest.raises(InvalidValueError):
        improvement.withdraw(sqlite_database, analyst, action.id, 1, " ")
    improvement.withdraw(sqlite_database, analyst, action.id, 1, "Era de otro indicador")
    assert action.rows().empty
    other = Action(plan).planned().done()
    with pytest.raises(StateError):
        improvement.withdraw(sqlite_database, analyst, other.id, 3, "Tarde")


def test_another_entity_finds_nothing(sqlite_database, plan, stranger):
    action = Action(plan).planned().done()
    with pytest.raises(NotFoundError):
        improvement.verify(sqlite_database, stranger, action.id, 3, "No", AFTER_T1, effective=True)
    assert improvement.listing(sqlite_database, "08", plan.id).empty
