"""Whether the slices of one report can all be true, before it is approved (ANALYTICS.md, Urban, rural, inclusion)."""

from collections.abc import Mapping
from typing import Final

import pandas as pd

from analytics.parts import check_parts

_RATES: Final = {"total": "total_rate", "urbana": "urban_rate", "rural": "rural_rate"}
_COUNTS: Final = {
    "total": "total_count",
    "urbana": "urban_count",
    "rural": "rural_count",
}
_GROUPS: Final = {
    "discapacidad": "disability",
    "talentos": "talents",
    "etnia": "ethnic",
    "victimas": "victims",
    "migrantes": "migrants",
    "srpa": "srpa",
    "inclusion": "inclusion_unique",
}


def problems(unit: str, accumulation: str, values: Mapping[str, float | None]) -> list[str]:
    """Spanish sentences; every one blocks the approval of the report. `values`: slice → value, null where none.

    Percentages: the total lies within the range of its zones. Contributions (`suma`, `flujo`): the zones add up to the
    total, and no group passes it. Other levels (scores, scales) say nothing about their parts.
    """
    known = {name: value for name, value in values.items() if value is not None}
    if unit == "%":
        row = _named(known, _RATES)
    elif accumulation in ("suma", "flujo"):
        row = _named(known, _COUNTS) | _named(known, _GROUPS)
        row |= {"total": known["total"]} if "total" in known else {}
    else:
        return []
    return [str(message) for message in check_parts(pd.DataFrame([row]))["message"]]


def _named(known: Mapping[str, float], names: Mapping[str, str]) -> dict[str, float]:
    return {names[one]: value for one, value in known.items() if one in names}
