"""A plan in execution to be reported, and the report page as a person finds it."""

from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from data.records import plan_elements, plan_frames, plans, reports
from procedure.roles import Role
from tests import walking

PAGE = "followup/report.py"
YEAR = datetime.now(UTC).year
MOVES = (
    ("leader", "en_viabilidad"),
    ("committee", "viable"),
    ("leader", "en_verificacion"),
    ("leader", "conforme"),
    ("committee", "aprobado"),
    ("leader", "habilitado"),
    ("technician", "publicado"),
    ("leader", "en_ejecucion"),
)
SLICES = {
    "dropout": {
        "total": {"baseline": 4.8, "target": 3.0, "t1": 4.4, "t2": 3.9, "t3": 3.4, "t4": 3.0},
        "urbana": {"baseline": 4.0, "target": 3.0},
        "rural": {"baseline": 6.0, "target": 4.0, "t2": 5.0, "t4": 4.0},
    },
    "visits": {
        "total": {"target": 120, "t1": 25, "t2": 60, "t3": 95, "t4": 120},
        "urbana": {"target": 45, "t1": 10, "t2": 24, "t3": 36, "t4": 45},
        "rural": {"target": 75, "t1": 15, "t2": 36, "t3": 59, "t4": 75},
    },
}


class Plan:
    """`dropout` (a level that falls) and `action` are of `responsible`; `visits` (a sum) is of `other`."""

    def __init__(self, database, people):
        self.database, self.people = database, people
        self.id = plans.create(database, people["analyst"], YEAR, f"Plan {YEAR}")["id"]
        component = self._add("components", name="Permanencia")
        objective = self._add("objectives", component_id=component, text="Reducir")
        goal = self._add("goals", objective_id=objective, text="Bajar la deserción")
        mine, theirs = ({"responsible_id": people[name].user_id} for name in ("responsible", "other"))
        level = {"code": "I-1", "name": "Deserción", "sense": "reduccion", "unit": "%", "accumulation": "nivel"}
        added = {"code": "I-2", "name": "Visitas", "unit": "visitas", "accumulation": "suma", "basis": "directo"}
        self.dropout = self._add("indicators", goal_id=goal, **level, **mine)
        self.visits = self._add("indicators", goal_id=goal, **added, **theirs)
        dates = {"start_date": f"{YEAR}-01-01", "end_date": f"{YEAR}-12-31"}
        self.action = self._add("actions", component_id=component, goal_id=goal, text="Rutas", **dates, **mine)
        self._add("action_resources", action_id=self.action, source="sgp", amount=2_000_000)
        for name, slices in SLICES.items():
            self._schedule(getattr(self, name), slices)
        for version, (who, to_state) in enumerate(MOVES, start=1):
            walking.step(database, people[who], self.id, version, to_state, acta="1")

    def _add(self, table, **values):
        return plan_elements.add(self.database, self.people["analyst"], self.id, table, values)["id"]

    def _schedule(self, indicator_id, slices):
        frame = plan_frames.frames(self.database, "47", self.id).indicator_slices
        rows = frame[frame["indicator_id"] == indicator_id].set_index("slice")
        for name, values in slices.items():
            row = rows.loc[name]
            plan_elements.change(
                self.database, self.people["analyst"], self.id, "indicator_slices", row["id"], row["version"], values
            )

    def save(self, who, subject="dropout", trimester=1, version=None, **given):
        """The row of a saved draft."""
        kind = "accion" if subject == "action" else "indicador"
        given.setdefault("values", {} if kind == "accion" else {"total": 4.5})
        actor, subject_id = self.people[who], getattr(self, subject)
        return reports.save_draft(self.database, actor, self.id, kind, subject_id, trimester, version, **given).report

    def sent(self, who, **given):
        report = self.save(who, **given)
        return reports.submit(self.database, self.people[who], report["id"], report["version"]).report

    def values(self, subject="dropout", trimester=1):
        """Stored slice → value."""
        found = reports.values(self.database, "47", self.id)
        own = found[(found["indicator_id"] == getattr(self, subject)) & (found["trimester"] == trimester)]
        return {row["slice"]: row["value"] for row in own.to_dict("records")}

    def report(self, subject="dropout", trimester=1):
        """The stored row, as a dictionary."""
        found = reports.listing(self.database, "47", self.id, trimester)
        return found[found["subject_id"] == getattr(self, subject)].iloc[0].to_dict()


class Screen:
    """The report page of the first trimester in one person's tab."""

    def __init__(self, test: AppTest):
        self.test = test
        self._settled(test.selectbox(key="corte").set_value("1").run())

    def show(self, plan_subject: str) -> "Screen":
        return self._settled(self.test.selectbox(key="reporte_elemento").set_value(plan_subject).run())

    def type(self, **boxes: str) -> "Screen":
        for name, text in boxes.items():
            self._settled(self.box(name).set_value(text).run())
        return self

    def box(self, name: str):
        """The box of a slice or field; a text area for the narrative."""
        kind = self.test.text_area if name == "narrative" else self.test.text_input
        return next(each for each in kind if each.key.endswith(f"_{name}"))

    def has_box(self, name: str) -> bool:
        return any(each.key.endswith(f"_{name}") for each in self.test.text_input)

    def press(self, label: str) -> "Screen":
        return self._settled(self.button(label).click().run())

    def button(self, label: str):
        return next(each for each in self.test.button if each.label == label)

    def has_button(self, label: str) -> bool:
        return any(each.label == label for each in self.test.button)

    @property
    def evidence_box(self):
        return next(each for each in self.test.file_uploader if each.key.startswith("reporte_evidencia_"))

    @property
    def items(self) -> list[str]:
        return list(self.test.selectbox(key="reporte_elemento").options)

    @property
    def said(self) -> str:
        """All that the page writes, in one piece; figures keep their unit with a plain space."""
        test = self.test
        kinds = (test.markdown, test.caption, test.info, test.success, test.error, test.warning, test.subheader)
        written = [str(each.value) for kind in kinds for each in kind]
        written += [each.proto.body for each in test.get("html")]
        return "\n".join(written).replace("\\", "").replace("\u00a0", " ").replace("\u2060", "").replace("&nbsp;", " ")

    def _settled(self, test: AppTest) -> "Screen":
        assert not test.exception
        return self


@pytest.fixture
def people(analyst, leader, committee, technician, responsible, enrol):
    return {
        "analyst": analyst,
        "leader": leader,
        "committee": committee,
        "technician": technician,
        "responsible": responsible,
        "other": enrol(Role.RESPONSIBLE, name="Responsable de visitas"),
        "second": enrol(Role.LEADER, name="Líder encargado"),
    }


@pytest.fixture
def plan(chosen_database, people) -> Plan:
    return Plan(chosen_database, people)


@pytest.fixture
def screen(open_page, people, plan):
    """`screen("leader")`: the page in that person's tab."""
    return lambda who: Screen(open_page(people[who], PAGE))
