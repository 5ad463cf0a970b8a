"""Figures made of others by an official formula."""

import math
from typing import Final

from analytics.numbers import spanish

OUTCOME_TOLERANCE: Final = 0.1


def saber11_global(reading: float, mathematics: float, social: float, science: float, english: float) -> float:
    """Saber 11 global score, 0–500, of the five tests (each 0–100): 5 · (3L + 3M + 3S + 3C + I) / 13 (ICFES)."""
    return 5 * (3 * (reading + mathematics + social + science) + english) / 13


def outcomes_problem(approval: float, failure: float, dropout: float) -> str | None:
    """The warning, in Spanish, when the three outcomes of a school year do not add up to 100 ± 0.1; None if they do.

    A null in any of them is not judged: there is nothing to add up.
    """
    total = approval + failure + dropout
    if math.isnan(total) or abs(round(total - 100, 9)) <= OUTCOME_TOLERANCE:
        return None
    return (
        f"Aprobación, reprobación y deserción suman {spanish(total)} %; deben sumar 100 % (± 0,1). "
        "Revise las tres tasas en la fuente."
    )
