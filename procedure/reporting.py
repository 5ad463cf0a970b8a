"""What a trimester report may hold, and what is missing before it can be sent (manual, activity 10). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analytics import reported_parts
from analytics.schedule import linear
from procedure.errors import InvalidValueError
from procedure.fields import Field, Kind, coerce, is_missing
from procedure.vocabulary import SLICES, TRIMESTERS

INDICATOR, ACTION = "indicador", "accion"

NARRATIVE = Field("narrative", "Narrativa", Kind.LONG_TEXT)
PHYSICAL = Field("physical", "Avance físico (%)", Kind.PERCENT)
COMMITTED = Field("committed", "Compromisos (pesos)", Kind.MONEY)
OBLIGATED = Field("obligated", "Obligaciones (pesos)", Kind.MONEY)
_ACTION_FIELDS = (PHYSICAL, COMMITTED, OBLIGATED)

Row = Mapping[str, Any]


def check_trimester(trimester: int) -> None:
    if trimester not in TRIMESTERS:
        raise InvalidValueError(f"No hay trimestre {trimester}: van del 1 al 4.", "trimester")


def clean_values(indicator: Row, slices: Sequence[Row], values: Mapping[str, Any]) -> dict[str, float | None]:
    """The values by slice: null stays null and 0 is a datum. Raises InvalidValueError whose field is the slice."""
    applying = {one["slice"] for one in slices if one["applies"]}
    cleaned: dict[str, float | None] = {}
    for name, value in values.items():
        label = SLICES.get(name, name)
        if name not in applying:
            raise InvalidValueError(f"{label}: esa desagregación no aplica a este indicador.", name)
        cleaned[name] = coerce(Field(name, label, Kind.NUMBER), value)
        if indicator["accumulation"] == "hito" and cleaned[name] not in (None, 0, 1):
            raise InvalidValueError(f"{label}: un hito está hecho (1) o no está hecho (0).", name)
    return cleaned


def clean_fields(kind: str, narrative: Any, physical: Any, committed: Any, obligated: Any) -> dict[str, Any]:
    """Narrative and, for an action, its physical and financial advance. Raises InvalidValueError by field."""
    given = zip(_ACTION_FIELDS, (physical, committed, obligated), strict=True)
    cleaned = {"narrative": coerce(NARRATIVE, narrative)}
    for field, value in given:
        cleaned[field.name] = coerce(field, value)
        if kind == INDICATOR and cleaned[field.name] is not None:
            raise InvalidValueError(f"{field.label}: es de las acciones, no de los indicadores.", field.name)
    return cleaned


@dataclass(frozen=True)
class Scheduled:
    """The position for a cut-off (`flujo`: the period's own), null when nothing was scheduled by then.

    `assumed`: the plan declares no schedule and the linear one stands in ("programación lineal supuesta").
    """

    value: float | None
    assumed: bool

    @property
    def is_scheduled(self) -> bool:
        return self.assumed or self.value is not None


def scheduled(indicator: Row, one: Row, trimester: int) -> Scheduled:
    """What a slice had scheduled by the cut-off of a trimester."""
    positions = [None if is_missing(one[f"t{number}"]) else float(one[f"t{number}"]) for number in TRIMESTERS]
    is_flow = indicator["accumulation"] == "flujo"
    if all(value is None for value in positions):
        return Scheduled(None if is_flow else _linear(indicator, one, trimester), assumed=True)
    due = positions[trimester - 1 : trimester] if is_flow else positions[:trimester]
    return Scheduled(next((value for value in reversed(due) if value is not None), None), assumed=False)


def _linear(indicator: Row, one: Row, trimester: int) -> float | None:
    ends = [None if is_missing(one[name]) else float(one[name]) for name in ("baseline", "target")]
    position = linear(ends[0], ends[1], indicator["basis"])[trimester - 1]
    return None if is_missing(position) else position


def indicator_warnings(
    indicator: Row, slices: Sequence[Row], values: Mapping[str, Any], trimester: int, evidence: int
) -> list[str]:
    """What whoever reports should look at again; nothing here stops the report."""
    found = []
    for one in slices:
        label, value = SLICES[one["slice"]], values.get(one["slice"])
        if one["applies"] and value is None:
            found.append(f"{label}: sin valor; quedará «sin reporte», que no es lo mismo que 0.")
        if value is not None and not scheduled(indicator, one, trimester).is_scheduled:
            found.append(f"{label}: no tenía nada programado para el T{trimester}; contará como anticipado.")
    if not evidence:
        found.append("No hay evidencia adjunta.")
    return found


def action_warnings(action: Row, report: Row, bounds: tuple[Any, Any], appropriated: int, evidence: int) -> list[str]:
    """`bounds` are the first and last day of the trimester; `appropriated` the sum of the action's resources."""
    found = []
    first, last = bounds
    if (action["start_date"] or last) > last or (action["end_date"] or first) < first:
        found.append("La acción no está programada para este trimestre según sus fechas.")
    if (report["committed"] or 0) > appropriated:
        found.append("Los compromisos superan lo apropiado para la acción.")
    if (report["obligated"] or 0) > (report["committed"] or 0):
        found.append("Las obligaciones superan los compromisos.")
    if not evidence:
        found.append("No hay evidencia adjunta.")
    return found


def check_complete(kind: str, subject: Row, report: Row, values: Mapping[str, Any], evidence: int) -> None:
    """Raises InvalidValueError when the report has nothing to review, or is a milestone without evidence."""
    if kind == ACTION and report["physical"] is None:
        raise InvalidValueError("Falta el avance físico de la acción; escriba 0 si no hubo.", "physical")
    if kind == INDICATOR and all(value is None for value in values.values()):
        raise InvalidValueError("No hay ningún valor: reporte al menos una desagregación antes de enviar.", "values")
    if kind == INDICATOR and subject["accumulation"] == "hito" and not evidence:
        raise InvalidValueError("Un hito necesita su evidencia: adjunte el soporte antes de enviar.", "evidence")


def check_parts(kind: str, subject: Row, values: Mapping[str, float | None]) -> None:
    """Raises InvalidValueError when the total and its parts cannot all be true: such a report is not approved."""
    if kind != INDICATOR:
        return
    problems = reported_parts.problems(subject["unit"] or "", subject["accumulation"], values)
    if problems:
        raise InvalidValueError(f"{' '.join(problems)} Devuélvalo para que se corrija antes de aprobarlo.", "values")
