"""Which corrections send a plan back to the committee: those of goals, costs or resources (PROCEDURE.md)."""

from collections.abc import Mapping
from typing import Any

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
