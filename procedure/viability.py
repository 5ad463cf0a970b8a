"""The three viabilities that the committee declares (manual, activity 5), and which corrections send a plan back to it:
those of goals, costs or resources (PROCEDURE.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procedure.errors import InvalidValueError
from procedure.vocabulary import VIABILITY_ASPECTS

_WHOLE_TABLES = frozenset({"goals", "goal_slices", "action_resources", "poai_lines"})
_FIELDS = {"indicator_slices": ("target", "applies"), "actions": ("technical_resources", "cost")}


def touches_viability(subject: str, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    """Whether one audited edit changed a goal, a cost or a resource; adding or voiding such a row counts."""
    if subject in _WHOLE_TABLES:
        return True
    if subject not in _FIELDS:
        return False
    before, after = before or {}, after or {}
    if before.get("voided_at") != after.get("voided_at") or bool(before) != bool(after):
        return True
    return any(before.get(field) != after.get(field) for field in _FIELDS[subject])


@dataclass(frozen=True)
class Viability:
    """What the committee says of one aspect, and on what conditions."""

    aspect: str
    is_viable: bool
    conditions: str = ""


def check_viable(declared: Sequence[Viability]) -> None:
    """Raises InvalidValueError unless the plan was found viable in its three aspects."""
    found = {one.aspect for one in declared if one.is_viable}
    lacking = [name.lower() for aspect, name in VIABILITY_ASPECTS.items() if aspect not in found]
    if lacking:
        raise InvalidValueError(
            f"Falta la viabilidad {', '.join(lacking)}. Márquela si el Comité la declaró; si no, use "
            "«Devolver por viabilidad» y diga en la nota qué hay que cambiar.",
            "viabilities",
        )
