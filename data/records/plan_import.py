"""Taking into the plan what was accepted of its workbook: one transaction, one save that is undone at once.

Rows are retired first (a new one may take their place), then added, parents first, and then changed, parts first: what
an indicator and its figures declare together is judged together.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from data.records import element_edits, element_rows, plan_exchange
from data.records.database import Database, Row, Unit
from data.records.element_rows import Scope
from data.records.plan_edits import draft_plan, saving
from procedure.edits import Change, Edit, New, Outcome, Void
from procedure.elements import ELEMENTS, PLAN_TABLES
from procedure.errors import InvalidValueError
from procedure.exchange.book import Book
from procedure.exchange.changes import NEW_KEY, CellChange, Comparison, Status
from procedure.fields import coerce
from procedure.roles import Actor

_NEEDS = "Nombra una fila nueva que no se agregó. Acepte también esa fila."
_ALREADY_GONE = "Otra persona retiró esta fila. No se cambió."


@dataclass
class Imported:
    """`saved`: the units that are in the plan now. `reasons`: unit → why it is not. `warnings`: unit → sentence."""

    saved: list[str] = field(default_factory=list)
    reasons: dict[str, str] = field(default_factory=dict)
    warnings: dict[str, str] = field(default_factory=dict)


@dataclass
class _Row:
    """What is to be done with one row: `cells` are field → change."""

    key: str
    version: int
    cells: dict[str, CellChange] = field(default_factory=dict)
    whole: CellChange | None = None

    @property
    def values(self) -> dict[str, Any]:
        return {name: one.value for name, one in self.cells.items()}

    @property
    def units(self) -> list[str]:
        of_cells = [one.unit for one in self.cells.values()]
        return list(dict.fromkeys([*([self.whole.unit] if self.whole else []), *of_cells]))

    def unit_of(self, name: str) -> str:
        return self.cells[name].unit if name in self.cells else self.units[0]


class Undone(Exception):  # noqa: N818 - how a rehearsal ends
    """Ends a rehearsal with nothing kept."""


def review(database: Database, actor: Actor, plan_id: str, book: Book) -> Comparison:
    """What a workbook would change, each refusal with the reason that saving it would give. Nothing is kept.

    Raises StateError (another plan, or not a draft) and NotFoundError.
    """
    found = plan_exchange.compare(database, actor, plan_id, book)
    hopeful = [one for one in found.changes if one.may_be_accepted]
    if not hopeful:
        return found
    answer = rehearse(database, actor, plan_id, hopeful)
    return replace(found, changes=tuple(judged(one, answer) for one in found.changes))


def judged(one: CellChange, answer: Imported) -> CellChange:
    """The change with what a rehearsal answered of it."""
    if one.may_be_accepted and one.unit in answer.reasons:
        return one.refused(answer.reasons[one.unit])
    return replace(one, reason=one.reason or answer.warnings.get(one.unit, ""))


def rehearse(database: Database, actor: Actor, plan_id: str, wanted: Sequence[CellChange]) -> Imported:
    """What `apply` would answer, by the same rules, with nothing kept. Raises what `apply` raises."""
    answer = Imported()
    try:
        with database.write(actor) as unit:
            answer = _apply(unit, plan_id, wanted)
            raise Undone
    except Undone:
        return answer


def apply(
    database: Database, actor: Actor, plan_id: str, wanted: Sequence[CellChange], key: str | None = None
) -> Imported:
    """Saves the good ones of what was accepted and answers the rest with its reason. A repeated `key` saves nothing
    again. Raises StateError (not a draft), NotFoundError and NotAllowedError; then nothing is saved."""

    def work(unit: Unit) -> dict[str, Any]:
        return asdict(_apply(unit, plan_id, wanted))

    if key is not None:
        return Imported(**database.once(actor, key, work))
    with database.write(actor) as unit:
        return Imported(**work(unit))


def _apply(unit: Unit, plan_id: str, wanted: Sequence[CellChange]) -> Imported:
    scope = Scope(unit, draft_plan(unit, plan_id)["year"], plan_id)
    with saving(unit, plan_id):
        return _settled(scope, wanted, Imported())


def _settled(scope: Scope, wanted: Sequence[CellChange], before: Imported) -> Imported:
    """Tries it all; when an indicator is refused after its parts were judged by what it was to declare, once more
    without those cells of it."""
    turn = scope.unit.connection.begin_nested()
    run = _Run(scope, wanted)
    run.all()
    broken = run.broken_promises
    if not broken:
        turn.commit()
        run.answer.reasons = before.reasons | run.answer.reasons
        return run.answer
    turn.rollback()
    before.reasons |= {unit: run.answer.reasons[unit] for unit in broken}
    return _settled(scope, [one for one in wanted if one.unit not in broken], before)


class _Run:
    """One pass over everything that was accepted."""

    def __init__(self, scope: Scope, wanted: Sequence[CellChange]) -> None:
        self.scope, self.answer = scope, Imported()
        self.ids: dict[str, str] = {}  # key of a new row → its id once added
        self.broken_promises: set[str] = set()
        self.retired, self.added, self.changed = _by_row(wanted)
        promised = self.changed.get("indicators", {})
        self.assuming: dict[str, Row] = {key: _coerced("indicators", row) for key, row in promised.items()}

    def all(self) -> None:
        for table in reversed(PLAN_TABLES):
            rows = list(self.retired.get(table, {}).values())
            self._send(table, rows, [Void(row.key, row.version, "Retirado en el plan en Excel") for row in rows])
        for table in PLAN_TABLES:
            self._add(table, list(self.added.get(table, {}).values()))
        for table in reversed(PLAN_TABLES):
            self._change(table, list(self.changed.get(table, {}).values()))

    def _add(self, table: str, rows: list[_Row]) -> None:
        named = [(row, self._named(row)) for row in rows]
        ready = [(row, values) for row, values in named if values is not None]
        waiting = self._started(table) if any(row.key for row, _ in ready) else {}
        edits: list[Edit] = [self._new(table, values, waiting) for _, values in ready]
        outcome = self._send(table, [row for row, _ in ready], edits)
        kept = [row for at, (row, _) in enumerate(ready) if at not in set(outcome.pending)]
        self.ids |= {row.key: row_id for row, row_id in zip(kept, outcome.saved, strict=True)}

    def _named(self, row: _Row) -> dict[str, Any] | None:
        """Its values with the ids of the rows just added; None, told, when one of them was not."""
        values = {name: self._with_ids(value) for name, value in row.values.items()}
        if any(_still_new(value) for value in values.values()):
            self._tell(row.units, _NEEDS)
            return None
        return values

    def _with_ids(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.ids.get(one, one) for one in value]
        return self.ids.get(value, value) if isinstance(value, str) else value

    def _started(self, table: str) -> dict[tuple[str, str], Row]:
        """(parent, slice) → the slices that the parents just added started with."""
        element, new = ELEMENTS[table], set(self.ids.values())
        if not new or not any(one.name == "slice" for one in element.fields):
            return {}
        rows = element_rows.live(self.scope, table)
        return {(row[element.parent_field], row["slice"]): row for row in rows if row[element.parent_field] in new}

    def _new(self, table: str, values: Mapping[str, Any], waiting: Mapping[tuple[str, str], Row]) -> Edit:
        """A row to be added; or, of a parent just added, the slice it started with, changed to what was wanted."""
        parent = ELEMENTS[table].parent_field
        started = waiting.get((str(values.get(parent)), str(values.get("slice"))))
        if started is None:
            return New(values)
        own = {name: value for name, value in values.items() if name not in (parent, "slice")}
        return Change(started["id"], started["version"], own)

    def _change(self, table: str, rows: list[_Row]) -> None:
        """What is refused beside one field is left out and the rest of its row tried once more."""
        ready = [(row, values) for row in rows if (values := self._named(row)) is not None]
        edits: list[Edit] = [Change(row.key, row.version, values) for row, values in ready]
        outcome = self._send(table, [row for row, _ in ready], edits)
        again = []
        for at in {problem.edit for problem in outcome.problems}:
            row, faulty = ready[at][0], {one.field for one in outcome.problems if one.edit == at}
            if table == "indicators":
                self.broken_promises |= {row.unit_of(name) for name in faulty} & set(row.units) or set(row.units)
            elif faulty <= row.cells.keys() and len(faulty) < len(row.cells):
                good = {name: one for name, one in row.cells.items() if name not in faulty}
                again.append(_Row(row.key, row.version, good))
        if again:
            for row in again:
                for unit in row.units:
                    self.answer.reasons.pop(unit, None)
            self._change(table, again)

    def _send(self, table: str, rows: Sequence[_Row], edits: Sequence[Edit]) -> Outcome:
        """Saves what can be saved of a table and tells what became of each."""
        if not edits:
            return Outcome()
        outcome = element_edits.apply(self.scope, table, edits, self.assuming)
        pending = set(outcome.pending)
        for at, row in enumerate(rows):
            if at not in pending:
                self.answer.saved += row.units
        for one in outcome.conflicts:
            self._tell(rows[one.edit].units, one.message if one.current else _ALREADY_GONE)
        for problem in outcome.problems:
            row = rows[problem.edit]
            self._tell(row.units, problem.message)
            self.answer.reasons[row.unit_of(problem.field)] = problem.message
        for problem in outcome.warnings:
            self.answer.warnings.setdefault(rows[problem.edit].unit_of(problem.field), problem.message)
        return outcome

    def _tell(self, units: Sequence[str], reason: str) -> None:
        for unit in units:
            self.answer.reasons.setdefault(unit, reason)


def _by_row(wanted: Sequence[CellChange]) -> tuple[dict[str, dict[str, _Row]], ...]:
    """Table → key → row, of what is retired, added and changed. A row that is retired is not changed besides."""
    retired: dict[str, dict[str, _Row]] = {}
    added: dict[str, dict[str, _Row]] = {}
    changed: dict[str, dict[str, _Row]] = {}
    for one in wanted:
        if one.status is Status.REFUSED:
            continue
        into = added if one.key.startswith(NEW_KEY) else changed if one.field else retired
        row = into.setdefault(one.table, {}).setdefault(one.key, _Row(one.key, one.version))
        if one.field:
            row.cells[one.field] = one
        else:
            row.whole = one
    return retired, added, changed


def _coerced(table: str, row: _Row) -> Row:
    """What the row is about to have, as it would be stored; what cannot be is refused when its turn comes."""
    found: Row = {}
    for name, value in row.values.items():
        with suppress(InvalidValueError):
            found[name] = coerce(ELEMENTS[table].field(name), value)
    return found


def _still_new(value: Any) -> bool:
    listed = value if isinstance(value, list) else [value]
    return any(isinstance(one, str) and one.startswith(NEW_KEY) for one in listed)
