"""A source declared from a mapping: the fields, kinds and key that the checks need, by the catalogue's indicators."""

from collections.abc import Iterable, Mapping

import pandas as pd

from data import catalog
from data.intake.columns import normalized
from data.intake.mapping import ColumnMapping, indicator_names
from data.intake.source import (
    CODE,
    DENOMINATOR,
    GROUP,
    INDICATOR,
    NAME,
    NUMERATOR,
    TRIMESTER,
    VALUE,
    YEAR,
    ZONE,
    Field,
    Source,
)
from data.intake.sources import men_municipal
from data.intake.suggestions import trimester_in

_BOUNDS = {"rate": (0.0, 100.0), "coverage": (0.0, 1000.0)}
_TRIMESTERS = ("1", "2", "3", "4")

Choices = Mapping[str, Mapping[str, str]]


def declared(mapping: ColumnMapping, long: pd.DataFrame, choices: Choices) -> Source:
    """The source of the virtual rows `long` (columns are field codes) with the words that each choice admits."""
    key = [YEAR, CODE, ZONE, GROUP, *(code for code in (INDICATOR, TRIMESTER) if code in long)]
    measures = [code for code in dict.fromkeys((*long.columns, VALUE)) if _is_measure(code, long)]
    names = [one for one in (NAME, NUMERATOR, DENOMINATOR) if one in long]
    fields = [_key_field(code, choices, long) for code in [*key, *names]]
    fields += [_measure(code, long, choices) for code in measures]
    return Source(
        kind=mapping.kind,
        title=mapping.name,
        source=mapping.source.strip() or mapping.name,
        license="",
        fields=tuple(fields),
        key=tuple(key),
        adds_to_hundred=tuple(one for one in men_municipal.SOURCE.adds_to_hundred if set(one) <= set(measures)),
    )


def _is_measure(code: str, long: pd.DataFrame) -> bool:
    return code in long and (code == VALUE or code in indicator_names())


def _key_field(code: str, choices: Choices, long: pd.DataFrame) -> Field:
    """A field of what a row is about."""
    if code in choices:
        default = {ZONE: "total", GROUP: "todos"}.get(code, "")
        labels = {ZONE: "zona", GROUP: "grupo de inclusión", INDICATOR: "indicador"}
        return Field(code, "choice", (labels[code],), choices=_filtered(choices[code]), default=default)
    kinds = {YEAR: ("year", "año"), CODE: ("municipality_code", "código del municipio"), NAME: ("text", "municipio")}
    kinds |= {NUMERATOR: ("decimal", "numerador"), DENOMINATOR: ("decimal", "denominador")}
    if code == TRIMESTER:
        return Field(code, "choice", ("trimestre",), choices=_trimesters(long[TRIMESTER]))
    kind, alias = kinds[code]
    return Field(code, kind, (alias,))


def _filtered(choices: Mapping[str, str]) -> dict[str, str]:
    return {word: code for word, code in choices.items() if code}


def _trimesters(texts: "pd.Series[str]") -> dict[str, str]:
    """The words of the file that say a trimester: "2", "II", "Trimestre 2"."""
    romans = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
    said = {str(text): trimester_in(str(text)) for text in texts.dropna().unique()}
    known = {normalized(text): str(number) for text, number in said.items() if number}
    return {**{one: one for one in _TRIMESTERS}, **romans, **known}


def _measure(code: str, long: pd.DataFrame, choices: Choices) -> Field:
    indicators = [code] if code != VALUE else _indicators_of(long, choices)
    kind = _kind(indicators)
    name = indicator_names().get(code, "valor")
    return Field(code, kind, (name,), bounds=_BOUNDS.get(kind))


def _indicators_of(long: pd.DataFrame, choices: Choices) -> list[str]:
    words = {normalized(str(text)) for text in long[INDICATOR].dropna().unique()} if INDICATOR in long else set()
    return sorted({code for word in words if (code := choices[INDICATOR].get(word))})


def _kind(indicators: Iterable[str]) -> str:
    """How the figures are read: as their indicators' kind when they share one, else as any real number."""
    listed = catalog.indicators().set_index("code")
    chosen = listed.loc[list(indicators)]
    kinds = set(chosen["kind"])
    if kinds == {"count"} and chosen["decimals"].eq(0).all():
        return "count"
    return str(kinds.pop()) if len(kinds) == 1 and kinds <= set(_BOUNDS) else "decimal"
