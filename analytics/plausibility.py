"""What a figure being typed may have wrong: an accumulated total, a step against the sense, an impossible jump.

Doubts, never refusals: whoever reports looks again and decides (ANALYTICS.md, accumulation; INTAKE.md, checks).
"""

from dataclasses import dataclass

from analytics.numbers import spanish

_ADDED = ("suma", "flujo")
_MOST_OF_TARGET = 2.0
_MISPLACED = 8.0
"""A comma out of place multiplies by ten; from eight times on, that is what it looks like."""


@dataclass(frozen=True)
class Typed:
    """One slice of an indicator with the value just typed; a null is None.

    `previous` is the sum of the earlier trimesters for `suma` and `flujo`, the last level otherwise; `scheduled` the
    position scheduled for this cut-off and `scheduled_before` that of the cut-off before.
    """

    accumulation: str
    sense: str
    unit: str
    value: float
    baseline: float | None = None
    target: float | None = None
    previous: float | None = None
    scheduled: float | None = None
    scheduled_before: float | None = None


def doubts(typed: Typed) -> list[str]:
    """Spanish sentences, one per doubt; empty when the value looks like its neighbours."""
    if typed.accumulation == "hito":
        return []
    found = _of_contribution(typed) if typed.accumulation in _ADDED else _of_level(typed)
    if typed.unit == "%" and typed.value > 100:
        found.append("Pasa de 100 %: confirme que la medición lo permite (una cobertura bruta, por ejemplo).")
    return found


def _of_contribution(typed: Typed) -> list[str]:
    if typed.value < 0:
        return ["Es un aporte negativo: restaría de lo ya reportado."]
    found = []
    if _looks_accumulated(typed):
        already = typed.previous or 0.0
        found.append(
            f"Parece el acumulado: ya van {plain(already)}. Si {plain(typed.value)} es el total a la fecha, "
            f"el aporte de este trimestre es {plain(typed.value - already)}."
        )
    if typed.target and typed.value > _MOST_OF_TARGET * typed.target:
        found.append(f"Es más del doble de la meta de todo el año ({plain(typed.target)}).")
    return found


def _looks_accumulated(typed: Typed) -> bool:
    """Only for sums: not less than what was already reported, and nearer to the position than to the period's part."""
    if typed.accumulation != "suma" or not typed.previous or typed.scheduled is None or typed.value < typed.previous:
        return False
    own_part = typed.scheduled - (typed.scheduled_before or 0.0)
    return abs(typed.value - typed.scheduled) < abs(typed.value - own_part)


def _of_level(typed: Typed) -> list[str]:
    found = _against_sense(typed)
    before = typed.previous if typed.previous is not None else typed.baseline
    if before and before > 0 and typed.value > 0 and not 1 / _MISPLACED < typed.value / before < _MISPLACED:
        found.append(f"Salta de {plain(before)} a {plain(typed.value)}: revise la coma decimal.")
    return found


def _against_sense(typed: Typed) -> list[str]:
    rising = {"aumento": True, "reduccion": False}.get(typed.sense)
    if rising is None:
        return []
    where = "por debajo" if rising else "por encima"
    if typed.baseline is not None and _worse(typed.value, typed.baseline, rising=rising):
        return [f"Queda {where} de la línea de base ({plain(typed.baseline)}): sería un retroceso."]
    if typed.previous is not None and _worse(typed.value, typed.previous, rising=rising):
        return [f"Va contra el sentido del indicador: queda {where} del último valor ({plain(typed.previous)})."]
    return []


def _worse(value: float, reference: float, *, rising: bool) -> bool:
    return value < reference if rising else value > reference


def plain(value: float) -> str:
    """As it would be typed, with thousands: no decimals that say nothing."""
    whole, _, decimals = spanish(value, 4).partition(",")
    return f"{whole},{decimals.rstrip('0')}".removesuffix(",")
