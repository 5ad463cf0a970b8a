"""Taking into draft reports what was accepted of a workbook: by the command that saves a draft, in one transaction.

Each report is saved or answered with its reason; one that is refused leaves the others in.
"""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from data.records import report_exchange, report_rows, reports
from data.records.database import Database, Row, Unit
from data.records.plan_import import Imported, Undone, judged
from data.records.reports import Given
from procedure.errors import InvalidValueError, PamError
from procedure.exchange.book import Book
from procedure.exchange.changes import CellChange, Comparison
from procedure.reporting import COMMITTED, NARRATIVE, OBLIGATED, PHYSICAL
from procedure.roles import Actor

_FIELDS = tuple(one.name for one in (NARRATIVE, PHYSICAL, COMMITTED, OBLIGATED))


def review(database: Database, actor: Actor, plan_id: str, book: Book, of: int, trimester: int) -> Comparison:
    """What a workbook would change, each refusal with the reason that saving it would give. Nothing is kept.

    Raises StateError (another plan or trimester) and NotFoundError.
    """
    found = report_exchange.compare(database, actor, plan_id, book, of, trimester)
    hopeful = [one for one in found.changes if one.may_be_accepted]
    if not hopeful:
        return found
    answer = _rehearse(database, actor, plan_id, trimester, hopeful)
    return replace(found, changes=tuple(judged(one, answer) for one in found.changes))


def _rehearse(database: Database, actor: Actor, plan_id: str, trimester: int, wanted: Sequence[CellChange]) -> Imported:
    answer = Imported()
    try:
        with database.write(actor) as unit:
            answer = _apply(unit, plan_id, trimester, wanted)
            raise Undone
    except Undone:
        return answer


def apply(
    database: Database, actor: Actor, plan_id: str, trimester: int, wanted: Sequence[CellChange], key: str
) -> Imported:
    """Saves the good ones of what was accepted and answers the rest with its reason. A repeated `key` saves nothing
    again."""
    return Imported(**database.once(actor, key, lambda unit: asdict(_apply(unit, plan_id, trimester, wanted))))


def _apply(unit: Unit, plan_id: str, trimester: int, wanted: Sequence[CellChange]) -> Imported:
    answer = Imported()
    subjects: dict[str, list[CellChange]] = {}
    for one in wanted:
        if one.may_be_accepted:
            subjects.setdefault(one.key, []).append(one)
    for key, cells in subjects.items():
        _save(unit, plan_id, trimester, key, cells, answer)
    return answer


def _save(unit: Unit, plan_id: str, trimester: int, key: str, cells: Sequence[CellChange], answer: Imported) -> None:
    """One report; what is refused beside one cell is left out and the rest of it tried once more."""
    kind, _, subject_id = key.partition(":")
    turn = unit.connection.begin_nested()
    try:
        stored = report_rows.find(unit.connection, plan_id, kind, subject_id, trimester)
        version = cells[0].version or None
        reports.save_in(unit, plan_id, kind, subject_id, trimester, version, _given(stored, cells))
    except PamError as error:
        turn.rollback()
        faulty = [one for one in cells if isinstance(error, InvalidValueError) and one.field == error.field] or cells
        answer.reasons |= {one.unit: error.message for one in faulty}
        rest = [one for one in cells if one not in faulty]
        if rest:
            _save(unit, plan_id, trimester, key, rest, answer)
    else:
        turn.commit()
        answer.saved += [one.unit for one in cells]


def _given(stored: Row | None, cells: Sequence[CellChange]) -> Given:
    """What was accepted over what is stored."""
    accepted: dict[str, Any] = {one.field: one.value for one in cells}
    fields = {name: accepted.pop(name, (stored or {}).get(name)) for name in _FIELDS}
    return Given(accepted, **fields)
