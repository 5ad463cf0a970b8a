"""Deciding a verification: what keeps a plan from being conforming, and what a nonconformity is made of. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from procedure.conformity import checklist
from procedure.conformity.checklist import Answer
from procedure.conformity.review import blocking
from procedure.conformity.rule import Finding
from procedure.conformity.rules import BY_CODE
from procedure.conformity.words import listed
from procedure.errors import InvalidValueError, StateError

CONFORMING, NOT_CONFORMING = "conforme", "no_conforme"
RESULTS = {CONFORMING: "Conforme", NOT_CONFORMING: "No conforme"}


def points(findings: Sequence[Finding], answers: Sequence[Answer]) -> list[str]:
    """What is not met: the codes of the rules that block and of the lines of the checklist that fail, each once."""
    return [*dict.fromkeys(one.rule for one in blocking(findings)), *checklist.failing(answers)]


def title(point: str) -> str:
    """The rule or the line of the checklist in words."""
    return BY_CODE[point].title if point in BY_CODE else checklist.TITLES.get(point, point)


def untreated(nonconforming: Iterable[str], treatments: Sequence[Mapping[str, Any]]) -> list[str]:
    """The points of a nonconformity without a treatment, or with one that is not done yet.

    `treatments`: rule, done_at of those that were not voided.
    """
    left = []
    for point in nonconforming:
        own = [one["done_at"] for one in treatments if one["rule"] == point]
        if not own or any(done is None for done in own):
            left.append(point)
    return left


def check(result: str, findings: Sequence[Finding], answers: Sequence[Answer], pending: Sequence[str]) -> None:
    """Whether that result can be declared. `pending`: points of the last nonconformity still to be treated.

    Raises InvalidValueError for a result that is none, and for a nonconformity without any point; StateError for a
    conformity with something that blocks, that fails or that was not treated.
    """
    if result not in RESULTS:
        raise InvalidValueError("Elija si el plan es conforme o no conforme.", "result")
    found = points(findings, answers)
    if result == NOT_CONFORMING and not found:
        raise InvalidValueError(
            "Ninguna regla bloquea y toda la lista se cumple: marque en la lista de verificación qué no cumple, "
            "o declare el plan conforme.",
            "result",
        )
    if result == CONFORMING and found:
        raise StateError(
            f"No se puede declarar conforme: no se cumple {listed(found)}. Declárelo no conforme para que se corrija."
        )
    if result == CONFORMING and pending:
        raise StateError(
            f"No se puede declarar conforme: falta terminar el tratamiento de {listed(pending)} de la verificación "
            "anterior. Regístrelo y márquelo como hecho."
        )
