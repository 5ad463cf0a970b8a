"""What each column of an unknown file probably is: by its header, by aliases, by close spelling. Pure; never applied
without a person.

A score of 1 is the same words; see `confidence_word`. Municipality names are in data.intake.places.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

import pandas as pd

from data import catalog
from data.intake import columns
from data.intake.columns import normalized
from data.intake.headers import YEAR_WORD, Headers
from data.intake.source import CODE, DENOMINATOR, GROUP, INDICATOR, NAME, NUMERATOR, TRIMESTER, VALUE, YEAR, ZONE
from data.intake.sources.indicators_template import GROUP_LABELS, ZONE_LABELS

CLOSE = 0.72
_ALIASES: dict[str, tuple[str, ...]] = {
    YEAR: (*columns.YEAR, "año de corte", "periodo", "año de la cifra"),
    CODE: (*columns.MUNICIPALITY_CODE, "código dane", "dane", "mpio", "código mpio", "cod mpio", "dane municipio"),
    NAME: (*columns.MUNICIPALITY_NAME, "entidad territorial", "mpio nombre", "nombre mpio", "territorio"),
    ZONE: (*columns.ZONE, "área geográfica", "zona geográfica"),
    GROUP: (*columns.INCLUSION_GROUP, "población", "grupo", "población diferencial"),
    INDICATOR: (*columns.INDICATOR, "variable", "concepto", "nombre indicador"),
    TRIMESTER: ("trimestre", "trim", "periodo trimestral"),
    VALUE: (*columns.VALUE, "dato", "cifra", "total", "cantidad"),
    NUMERATOR: (*columns.NUMERATOR, "num"),
    DENOMINATOR: (*columns.DENOMINATOR, "den"),
}
TARGETS = tuple(_ALIASES)
_ORDINALS = {"primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4}
_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TRIMESTER = re.compile(
    r"(?<![a-z0-9])(?:t_?(?P<t>[1-4])"
    r"|trim(?:estre)?_?(?P<after>[1-4]|iv|i{1,3})"
    r"|(?P<before>[1-4]|iv|i{1,3})_?(?:er|do|to)?_?trim(?:estre)?"
    r"|(?P<word>primero?|segundo|tercero?|cuarto)_trim(?:estre)?)(?![a-z0-9])"
)
_ZONE_WORDS = {
    "urbana": "urbana",
    "urbano": "urbana",
    "cabecera": "urbana",
    "cabecera_municipal": "urbana",
    "rural": "rural",
    "resto": "rural",
    "rural_disperso": "rural",
    "centros_poblados": "rural",
    "centros_poblados_y_rural_disperso": "rural",
    "total": "total",
    "todas": "total",
    "ambas": "total",
}
_LITTLE = frozenset(
    {"de", "del", "la", "el", "los", "las", "en", "por", "a", "y", "e", "con", "no", "nro", "numero"}
    | {"tasa", "porcentaje", "total", "valor"}
)


@dataclass(frozen=True)
class Match:
    """A suggestion: what for, and its score from 0 to 1."""

    code: str
    score: float


def confidence_word(score: float) -> str:
    """ "alta", "media" or "baja": always shown with its percentage."""
    return "alta" if score >= 0.9 else "media" if score >= 0.8 else "baja"


@lru_cache(65_536)
def likeness(one: str, other: str) -> float:
    """How alike two normalized texts are, from 0 to 1: words in common and spelling. Symmetric; 1 only when equal."""
    if one == other:
        return 1.0 if one else 0.0
    first, second = sorted((one, other))
    words, others = _words(first), _words(second)
    shared = len(words & others) / len(words | others) if words | others else 0.0
    spelling = SequenceMatcher(None, first, second, autojunk=False).ratio()
    return round(min(max(spelling, 0.55 * spelling + 0.45 * shared, 0.9 * shared), 0.99), 4)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split("_")) - _LITTLE


def target_scores(header: str) -> dict[str, float]:
    """How well each target's aliases say a header."""
    name = normalized(header)
    return {
        code: max(likeness(name, word) for alias in aliases for word in columns.spellings(alias))
        for code, aliases in _ALIASES.items()
    }


def suggest_targets(headers: Headers) -> dict[str, tuple[int, float]]:
    """Target → (column, score): the best pairs first, each column and each target once, none below CLOSE."""
    pairs = sorted(
        (
            (score, -column, code)
            for column, header in headers.items()
            for code, score in target_scores(header).items()
            if score >= CLOSE
        ),
        reverse=True,
    )
    found: dict[str, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, negative, code in pairs:
        if code not in found and -negative not in taken:
            found[code] = (-negative, score)
            taken.add(-negative)
    return found


def year_in(text: str) -> str:
    """The only year that a text names, or ""."""
    years = set(YEAR_WORD.findall(text))
    return years.pop() if len(years) == 1 else ""


def trimester_in(text: str) -> int:
    """The trimester that a text names ("T1", "Trimestre 2", "III trimestre", "primer trimestre"), or 0."""
    found = {_trimester(match.groupdict()) for match in _TRIMESTER.finditer(normalized(text))}
    return found.pop() if len(found) == 1 else 0


def _trimester(parts: Mapping[str, str | None]) -> int:
    said = next(text for text in parts.values() if text)
    return int(said) if said.isdigit() else _ROMANS.get(said) or _ORDINALS[said]


def zone_in(text: str) -> str:
    """The zone that a whole text is, or that one of its words is ("urbana", "resto"), or ""."""
    name = normalized(text)
    found = {code for word, code in _ZONE_WORDS.items() if word != "total" and word in name.split("_")}
    return _ZONE_WORDS.get(name) or (found.pop() if len(found) == 1 else "")


def zone_choices() -> dict[str, str]:
    """Normalized word → zone code: every spelling that needs no question."""
    return {**_ZONE_WORDS, **{normalized(label): code for code, label in ZONE_LABELS.items()}}


def group_choices() -> dict[str, str]:
    """Normalized word → inclusion group code, by code and by name."""
    return {normalized(word): code for code, label in GROUP_LABELS.items() for word in (code, label)}


@cache
def indicator_choices() -> dict[str, str]:
    """Normalized word → indicator code, by code and by name; a name that reads like another's is not a word."""
    listed = catalog.indicators()
    names = pd.Series(listed["code"].to_numpy(), index=listed["name"].map(normalized))
    clear = names[~names.index.duplicated(keep=False)]
    return {
        **{str(word): str(code) for word, code in clear.items()},
        **{normalized(one): one for one in listed["code"]},
    }


@lru_cache(4096)
def suggest_indicator(text: str) -> Match:
    """The indicator of the catalogue whose code or name a text resembles most, years, trimesters and zones aside."""
    name = _bare(text)
    scored = ((likeness(name, word), code) for word, code in indicator_choices().items())
    score, code = max(scored, default=(0.0, ""))
    return Match(code, score) if score >= CLOSE else Match("", score)


def _bare(text: str) -> str:
    name = _TRIMESTER.sub(" ", normalized(YEAR_WORD.sub(" ", text)))
    words = [word for word in normalized(name).split("_") if word not in ("urbana", "rural", "urbano")]
    while words and words[-1] in ("en", "zona", "area", "de", "por", "municipio", "municipios"):
        words.pop()
    return "_".join(words)


def suggest_word(text: str, choices: Mapping[str, str]) -> Match:
    """The choice that a word resembles most."""
    scored = ((likeness(normalized(text), word), code) for word, code in choices.items())
    score, code = max(scored, default=(0.0, ""))
    return Match(code, score) if score >= CLOSE else Match("", score)


def is_figures(texts: Iterable[str]) -> bool:
    """Whether most of the filled cells of a sample look like figures."""
    sample = [text.strip() for text in texts if text and text.strip()]
    figures = sum(1 for text in sample if re.fullmatch(r"[+-]?[\d.,]+ ?%?", text))
    return bool(sample) and figures * 2 > len(sample)
