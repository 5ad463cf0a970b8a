"""The scale of the items of the inclusion index, a setting of the entity (ANALYTICS.md: item scale configurable)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from procedure.errors import InvalidValueError

UNKNOWN: Final = "no sabe"
_MEN: Final = ("nunca", "algunas veces", "casi siempre", "siempre")


def scale(settings: Mapping[str, Any]) -> dict[str, float]:
    """Word of an answer → its number, from 1 up; NaN for "no sabe", which is an answer that does not count.

    From the entity's settings: `inclusion_scale`, the words from the lowest to the highest; the instrument of the MEN
    (2008) where there is none. Raises InvalidValueError when they are not two or more different words.
    """
    given = settings.get("inclusion_scale", _MEN)
    words = [" ".join(str(one).split()).casefold() for one in given] if _is_list(given) else []
    if len(words) < 2 or "" in words or UNKNOWN in words or len(set(words)) < len(words):
        raise InvalidValueError(
            "La escala del índice de inclusión (ajuste «inclusion_scale» de la entidad) lleva dos o más palabras "
            "distintas, de la más baja a la más alta y sin «no sabe», que se ofrece siempre: corríjala primero.",
            field="inclusion_scale",
        )
    return {**{word: float(number) for number, word in enumerate(words, start=1)}, UNKNOWN: float("nan")}


def _is_list(given: object) -> bool:
    return isinstance(given, Sequence) and not isinstance(given, str)
