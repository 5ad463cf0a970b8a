"""The smallest plan that meets every rule, stored by the commands that people use, up to where it is verified."""

from dataclasses import replace

from data.records import ballots, plan_elements, plan_frames, plans, priorities, voting
from procedure.conformity.checklist import CHECKS, FAILS, MEETS, Answer
from procedure.edits import Change, New
from procedure.elements import ELEMENTS
from procedure.fields import is_missing
from procedure.roles import Role
from procedure.viability import Viability
from procedure.vocabulary import VIABILITY_ASPECTS
from tests.procedure.conformity import small_plan

YEAR = small_plan.YEAR
_PARTS = {"goal_slices": "goal_id", "indicator_slices": "indicator_id"}


class ConformingPlan:
    """Written by `author`; `ids` has the stored id of each row of small_plan."""

    def __init__(self, database, author, people=()):
        self.database, self.author = database, author
        accounts = (*people, author, author, author)
        self.ids = {f"u{number}": accounts[number - 1].user_id for number in (1, 2, 3)}
        rows = small_plan.tables()
        for table in ("opportunities", "factors"):
            edits = [New(self._values(table, row)) for row in rows[table]]
            saved = priorities.apply_edits(database, author, YEAR, table, edits).saved
            self._remember(rows.pop(table), saved)
        self._vote(replace(author, roles=frozenset({Role.LEADER})))
        self.id = plans.create(database, author, YEAR, "Plan conforme")["id"]
        for table, own in rows.items():
            self._remember(own, self._store(table, own))

    def _vote(self, leader):
        voting.open_round(self.database, leader, YEAR)
        voting.score(self.database, leader, self.ids["f1"], 5, 4, 5)
        last = ballots.read(self.database, leader, YEAR).last
        voting.close_round(self.database, leader, last["id"], int(last["version"]))

    def _remember(self, rows, saved):
        self.ids |= {row["id"]: row_id for row, row_id in zip(rows, saved, strict=True)}

    def _store(self, table, rows):
        """Ids of the stored rows. What an element was born with is changed, and closed when it is not wanted."""
        born = self._born(table)
        edits = []
        for row in rows:
            values = self._values(table, row)
            own = born.pop(_key(table, values), None)
            edits.append(New(values) if own is None else Change(own["id"], int(own["version"]), values))
        why = {"applies": False, "not_applicable_reason": "No se mide así", "target": None}
        left = [Change(one["id"], int(one["version"]), why) for one in born.values()]
        outcome = plan_elements.apply_edits(self.database, self.author, self.id, table, edits + left)
        assert outcome.complete, outcome.problems
        return outcome.saved[: len(rows)]

    def _born(self, table):
        if table != "strategies" and table not in _PARTS:
            return {}
        return {_key(table, row): row for row in self.rows(table).to_dict("records")}

    def _values(self, table, row):
        fields = {field.name for field in ELEMENTS[table].fields}
        values = {name: self._mapped(value) for name, value in row.items() if name in fields}
        return {name: value for name, value in values.items() if value != [] and not is_missing(value)}

    def _mapped(self, value):
        if isinstance(value, list):
            return [self.ids.get(one, one) for one in value]
        return self.ids.get(value, value) if isinstance(value, str) else value

    def rows(self, table):
        return plan_frames.frames(self.database, self.author.entity_id, self.id).table(table)

    def add(self, table, **values):
        return plan_elements.add(self.database, self.author, self.id, table, values)["id"]

    def change(self, table, row_id, actor=None, **changes):
        version = int(self.rows(table).set_index("id")["version"][row_id])
        plan_elements.change(self.database, actor or self.author, self.id, table, row_id, version, changes)

    @property
    def version(self):
        return plans.get(self.database, self.author.entity_id, self.id)["version"]

    def move(self, actor, to_state, **written):
        return plans.transition(self.database, actor, self.id, self.version, to_state, **written)

    def send_to_verification(self, leader, committee):
        self.move(leader, "en_viabilidad")
        declared = [Viability(aspect, is_viable=True) for aspect in VIABILITY_ASPECTS]
        self.move(committee, "viable", acta="Acta 1", viabilities=declared)
        self.move(leader, "en_verificacion")


def _key(table, values):
    """What tells a row that was there from the start: its slice, or that it is the only one."""
    return (values[_PARTS[table]], values["slice"]) if table in _PARTS else table


def answers(**failing):
    """Every line met but those named, each with its note."""
    return [
        Answer(one.code, FAILS, failing[one.code]) if one.code in failing else Answer(one.code, MEETS) for one in CHECKS
    ]
