"""The manual's scale for prioritizing: whole numbers 1–5 of trend, urgency and impact (activity 2)."""

from typing import Any

from procedure.errors import InvalidValueError

CRITERIA = {"trend": "Tendencia", "urgency": "Urgencia", "impact": "Impacto"}

# The wording of 1 and 5 is the manual's own.
SCALE = {
    "trend": ("con tendencia a permanecer constante", "con tendencia a agravarse"),
    "urgency": ("poco urgente", "muy urgente"),
    "impact": ("menor impacto", "mayor impacto"),
}


def score_value(criterion: str, value: Any) -> int:
    """The score as an int. Raises InvalidValueError, naming the criterion, for anything but a whole number 1–5."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = float("nan")
    if isinstance(value, bool) or number not in (1, 2, 3, 4, 5):
        lowest, highest = SCALE[criterion]
        shown = "vacío" if value is None or value == "" else f"«{str(value)[:30]}»"
        raise InvalidValueError(
            f"{CRITERIA[criterion]}: {shown} no sirve; califique con un número entero de 1 ({lowest}) a 5 ({highest}).",
            criterion,
        )
    return int(number)
