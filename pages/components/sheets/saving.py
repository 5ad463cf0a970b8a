"""Autosave: what a browser told since the last run is sent to the records, row by row, before the page reads them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from pages.components import flash, labels
from pages.components.sheets import memory as memories
from pages.components.sheets.attempts import Attempt, attempts, description, settle
from pages.components.sheets.memory import Memory
from pages.components.sheets.sheet import Sheet
from procedure.edits import Change, Edit, Outcome
from procedure.errors import PamError

Save = Callable[[Sheet, Sequence[Edit], str], Outcome]


def run(memory: Memory, prefix: str, save: Save) -> None:
    """Saves the sheets under that prefix; what could not be saved stays on the screen with its reason."""
    for sheet in memories.take(memory, prefix):
        sent = attempts(sheet)
        if sent:
            _send(memory, sheet, sent, save)
        memories.leave(memory, sheet)


def _send(memory: Memory, sheet: Sheet, sent: Sequence[Attempt], save: Save) -> None:
    sheet.sent += 1
    try:
        outcome = save(sheet, [attempt.edit for attempt in sent], f"{sheet.key}-{sheet.sent}")
    except PamError as error:
        flash.refuse(error)
        return
    before = {attempt.edit.row_id: attempt.edit.version for attempt in sent if isinstance(attempt.edit, Change)}
    words = description(sheet, sent)
    settle(sheet, sent, outcome)
    alone = {row_id: version for row_id, version in outcome.versions.items() if row_id not in outcome.merged}
    memories.tell_siblings(memory, sheet, before, alone)
    if outcome.merged:
        _say_merged(memory, sheet, len(outcome.merged))
    if outcome.saved:
        memory.last, memory.saved_at = words, datetime.now(labels.BOGOTA)


def _say_merged(memory: Memory, sheet: Sheet, rows: int) -> None:
    """Somebody else had saved other fields of the same rows: both stand, and the sheet shows both."""
    what = labels.count(rows, "fila que usted editaba", "filas que usted editaba")
    who = "Otra persona, o usted desde otra pestaña,"
    text = f"{who} cambió otros datos de {what}: quedó guardado lo de ambas ediciones."
    flash.keep("info", text)
    memories.renew(memory, sheet.name)
