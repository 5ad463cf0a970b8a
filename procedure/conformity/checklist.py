"""What no rule can see and a person answers for at each verification (manual, activity 6)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from procedure.errors import InvalidValueError

MEETS, FAILS, NOT_APPLICABLE = "cumple", "no_cumple", "no_aplica"
ANSWERS = {MEETS: "Cumple", FAILS: "No cumple", NOT_APPLICABLE: "No aplica"}
_LONGEST = 1000


@dataclass(frozen=True)
class Check:
    """One line of the checklist: its code, what is asked, and what to look at to answer it."""

    code: str
    text: str
    help: str


@dataclass(frozen=True)
class Answer:
    code: str
    answer: str
    note: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


CHECKS = (
    Check(
        "L1",
        "El PAM está bien planteado: objetivos claros, tangibles y viables",
        "Lea cada objetivo como lo leería quien no participó en el plan.",
    ),
    Check(
        "L2",
        "Está alineado con la planeación estratégica de la Secretaría",
        "Plan de Desarrollo Departamental, plan sectorial y políticas del MEN: que la alineación escrita sea real.",
    ),
    Check(
        "L3",
        "Sus actividades cubren las necesidades y expectativas de calidad educativa",
        "Compare las acciones con la caracterización, la DOFA y los factores priorizados.",
    ),
    Check(
        "L4",
        "Hay correspondencia entre objetivos, metas, indicadores y actividades",
        "Recorra la matriz de coherencia: que cada fila se siga de la anterior.",
    ),
    Check(
        "L5",
        "Objetivos, metas, indicadores y actividades son pertinentes",
        "Que lo que se hace pueda producir el cambio que se mide.",
    ),
    Check(
        "L6",
        "Recursos y tiempos son razonables para lo que se promete",
        "Que el costo, las fuentes y las fechas de cada acción permitan cumplir la meta.",
    ),
)
TITLES = {check.code: check.text for check in CHECKS}


def checked(answers: Sequence[Answer]) -> list[Answer]:
    """The answers in the order of the list. Raises InvalidValueError, naming the line: one without an answer, or one
    that fails or does not apply without a note that says why."""
    given: Mapping[str, Answer] = {one.code: one for one in answers}
    found = []
    for check in CHECKS:
        one = given.get(check.code)
        if one is None or one.answer not in ANSWERS:
            raise InvalidValueError(f"Lista de verificación, {check.code}: falta responder. {check.text}.", check.code)
        note = one.note.strip()
        if one.answer != MEETS and not note:
            words = ANSWERS[one.answer].lower()
            raise InvalidValueError(
                f"Lista de verificación, {check.code}: diga en la nota por qué {words}.", check.code
            )
        if len(note) > _LONGEST:
            raise InvalidValueError(
                f"Lista de verificación, {check.code}: la nota tiene {len(note)} caracteres y caben {_LONGEST}.",
                check.code,
            )
        found.append(Answer(check.code, one.answer, note))
    return found


def failing(answers: Sequence[Answer]) -> list[str]:
    """The codes of the lines that are not met."""
    return [one.code for one in answers if one.answer == FAILS]


def answers_from_json(stored: Sequence[Mapping[str, Any]]) -> list[Answer]:
    return [Answer(one["code"], one["answer"], one.get("note", "")) for one in stored]
