"""What keeps a trimester from being closed, in the order in which it is asked (manual, activity 10). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from analytics.schedule import cutoff
from procedure.errors import StateError
from procedure.improvement import UNVERIFIED
from procedure.vocabulary import IMPROVEMENT_STATES, REPORT_STATES

CLOSED, REOPENED = "cerrado", "reabierto"
REPORT, IMPROVEMENT, CLOSING = "reporte", "accion", "cierre"
_IN_HAND = ("enviado", "devuelto", "reabierto")


@dataclass(frozen=True)
class Block:
    """`text`: what lacks and how to mend it. `about`: where (REPORT, IMPROVEMENT, CLOSING); `subject_id`: of what."""

    about: str
    text: str
    subject_id: str = ""


def blocks(
    year: int,
    trimester: int,
    today: date,
    *,
    closings: Mapping[int, str],
    actions: Sequence[Mapping[str, Any]],
    reports: Sequence[Mapping[str, Any]],
    lacking: Sequence[Mapping[str, Any]],
) -> list[Block]:
    """Nothing blocks when it is empty.

    closings: trimester → state of its last closing · actions: the plan's live ones (trimester, number, state) ·
    reports: of the trimester (state, name, subject_id) · lacking: `improvement.lacking` of the trimester.
    """
    return [
        *_calendar(year, trimester, today, closings),
        *_effectiveness(trimester, actions),
        *_reports(reports),
        *(Block(IMPROVEMENT, f"{one['name']}: {one['why']}", str(one["subject_id"])) for one in lacking),
    ]


def _calendar(year: int, trimester: int, today: date, closings: Mapping[int, str]) -> list[Block]:
    if closings.get(trimester) == CLOSED:
        return [Block(CLOSING, f"El T{trimester} ya está cerrado.")]
    found = []
    last = cutoff(year, trimester)
    if today <= last:
        found.append(Block(CLOSING, f"El T{trimester} termina el {last:%d/%m/%Y}: se cierra desde el día siguiente."))
    if trimester > 1 and closings.get(trimester - 1) != CLOSED:
        found.append(Block(CLOSING, f"Primero se cierra el T{trimester - 1}."))
    return found


def _effectiveness(trimester: int, actions: Sequence[Mapping[str, Any]]) -> list[Block]:
    """The first thing that is asked of the goals: whether what was done about the last trimester worked."""
    return [
        Block(
            IMPROVEMENT,
            f"La acción n.º {one['number']} del T{one['trimester']} está en «{IMPROVEMENT_STATES[one['state']]}»: "
            "falta verificar su eficacia.",
            str(one["subject_id"]),
        )
        for one in actions
        if one["trimester"] < trimester and one["state"] in UNVERIFIED
    ]


def _reports(reports: Sequence[Mapping[str, Any]]) -> list[Block]:
    return [
        Block(
            REPORT,
            f"{one['name']}: su reporte está en «{REPORT_STATES[one['state']]}» y falta aprobarlo.",
            str(one["subject_id"]),
        )
        for one in reports
        if one["state"] in _IN_HAND
    ]


def check(found: Sequence[Block]) -> None:
    """Raises StateError with all that blocks, so that it is mended at once."""
    if found:
        raise StateError("No se puede cerrar el trimestre. " + " ".join(one.text for one in found))
