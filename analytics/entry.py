"""What is refused when an indicator is declared, with the reason and the mend (ANALYTICS.md, Vocabulary)."""

from collections.abc import Iterable

from analytics.numbers import spanish

Figures = tuple[float | None, float | None]
_LEVELS = ("nivel", "escala")
_DONE = 1
_OFFERED = (
    ("sense", "mantener_min"),
    ("sense", "mantener_max"),
    ("sense", "aumento"),
    ("sense", "reduccion"),
    ("basis", "brecha"),
)


def entry_problems(
    accumulation: str, sense: str, basis: str, baseline: float | None, target: float | None
) -> list[str]:
    """Spanish sentences, one per problem: what is wrong and how to mend it; empty when the declaration stands.

    Only `aumento` and `reduccion` can contradict their figures; a milestone is done or not, so its target is 1.
    An absent baseline or target is not judged here: it has a status of its own (sin_linea_base, sin_meta).
    """
    if target is None:
        return []
    if accumulation == "hito":
        return _milestone_problems(target)
    if sense not in ("aumento", "reduccion"):
        return []
    if basis == "directo":
        return _direct_problems(accumulation, sense, baseline, target)
    return [] if baseline is None else _gap_problems(sense, baseline, target)


def mends(accumulation: str, sense: str, basis: str, slices: Iterable[Figures]) -> list[tuple[str, str]]:
    """What to declare instead, as (field, value): each one alone leaves no slice in contradiction.

    `slices`: baseline and target of each. Where one stands still, the `mantener_*` of its direction; otherwise the
    opposite sense or the gap (ANALYTICS.md, Refused at entry). Empty when nothing alone would do.
    """
    known = list(slices)
    declared = {"sense": sense, "basis": basis}
    if accumulation == "hito" or not _contradicts(accumulation, declared, known):
        return []
    still = basis == "brecha" and any(target is not None and baseline == target for baseline, target in known)
    keeping = "mantener_max" if sense == "reduccion" else "mantener_min"
    return [
        (field, value)
        for field, value in _OFFERED
        if declared[field] != value
        and (value == keeping if still else not value.startswith("mantener"))
        and not _contradicts(accumulation, {**declared, field: value}, known)
    ]


def _contradicts(accumulation: str, declared: dict[str, str], slices: list[Figures]) -> bool:
    return any(entry_problems(accumulation, declared["sense"], declared["basis"], *figures) for figures in slices)


def _milestone_problems(target: float) -> list[str]:
    if target == _DONE:
        return []
    return [
        f"Un hito está hecho (1) o no lo está (0): su meta es 1, no {_plain(target)}. "
        "Escriba 1 o cambie la acumulación."
    ]


def _direct_problems(accumulation: str, sense: str, baseline: float | None, target: float) -> list[str]:
    if target <= 0:
        return [
            "Con base «directo» la meta debe ser mayor que 0, porque el cumplimiento es ejecutado / meta. "
            "Escriba una meta mayor que 0 o use la base «brecha»."
        ]
    if sense == "reduccion":
        return [
            "Una reducción no se mide con base «directo»: estar peor que la meta daría más de 100 %. "
            "Use la base «brecha»."
        ]
    if accumulation in _LEVELS and baseline is not None:
        return _contradiction(sense, baseline, target)
    return []


def _gap_problems(sense: str, baseline: float, target: float) -> list[str]:
    if target == baseline:
        kept = "mantener_min (no bajar de la meta)" if sense == "aumento" else "mantener_max (no superar la meta)"
        return [
            f"La meta es igual a la línea de base: no hay brecha que recorrer. Cambie la meta o use el sentido {kept}."
        ]
    return _contradiction(sense, baseline, target)


def _contradiction(sense: str, baseline: float, target: float) -> list[str]:
    """A rise whose target lies below its baseline, or a fall whose target lies above."""
    rises = target > baseline
    if target == baseline or rises == (sense == "aumento"):
        return []
    where, other = ("mayor", "aumento") if rises else ("menor", "reduccion")
    return [
        f"El sentido «{sense}» contradice las cifras: la meta ({_plain(target)}) es {where} que la línea de base "
        f"({_plain(baseline)}). Corrija la meta o la línea de base, o use el sentido «{other}»."
    ]


def _plain(value: float) -> str:
    text = spanish(value, 4).rstrip("0")
    return text.removesuffix(",")
