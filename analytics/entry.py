"""What is refused when an indicator is declared, with the reason and the mend (ANALYTICS.md, Vocabulary)."""

from analytics.numbers import spanish

_LEVELS = ("nivel", "escala")


def entry_problems(
    accumulation: str, sense: str, basis: str, baseline: float | None, target: float | None
) -> list[str]:
    """Spanish sentences, one per problem: what is wrong and how to mend it; empty when the declaration stands.

    Only `aumento` and `reduccion` can contradict their figures; a milestone is done or not and has no formula.
    An absent baseline or target is not judged here: it has a status of its own (sin_linea_base, sin_meta).
    """
    if sense not in ("aumento", "reduccion") or accumulation == "hito" or target is None:
        return []
    if basis == "directo":
        return _direct_problems(accumulation, sense, baseline, target)
    return [] if baseline is None else _gap_problems(sense, baseline, target)


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
