"""Whether a total and its parts can all be true (ANALYTICS.md, Urban, rural, inclusion)."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from analytics.numbers import spanish

GROUPS: Final = ("disability", "talents", "ethnic", "victims", "migrants", "srpa")
ERROR: Final = "error"
WARNING: Final = "aviso"
_COLUMNS = ["row", "rule", "severity", "message", "blocks_approval"]
_TOLERANCE = 0.05
"""Rates are published rounded to one decimal, so a total may sit this far outside its rounded parts."""


def check_parts(parts: pd.DataFrame) -> pd.DataFrame:
    """Findings of totals against their parts: row (label of the index), rule, severity, message, blocks_approval.

    `parts`, any of these columns: urban_rate, rural_rate, total_rate (a total outside the range of its parts is an
    error) · urban_count, rural_count, total_count (units without zone are a warning; more in the zones than in the
    total is an error) · total, inclusion_unique and the groups disability, talents, ethnic, victims, migrants, srpa
    (they overlap and are never added up, but none exceeds the total, and "único" lies between the largest group and
    their sum). Every finding blocks the approval of a report. Nulls are not judged. No findings: an empty frame.
    """
    given = parts.reindex(columns=[*_RATES, *_COUNTS, "total", "inclusion_unique", *GROUPS]).astype("float64")
    findings = [
        (label, *finding, True)
        for label, values in zip(parts.index, given.to_numpy(dtype=np.float64), strict=True)
        for finding in _findings(dict(zip(given.columns, values, strict=True)))
    ]
    return pd.DataFrame(findings, columns=_COLUMNS)


_RATES = ("urban_rate", "rural_rate", "total_rate")
_COUNTS = ("urban_count", "rural_count", "total_count")
Row = dict[str, float]
Finding = tuple[str, str, str]


def _findings(row: Row) -> Iterator[Finding]:
    yield from _rates(row)
    yield from _counts(row)
    yield from _groups(row)


def _rates(row: Row) -> Iterator[Finding]:
    urban, rural, total = (row[column] for column in _RATES)
    if np.isnan([urban, rural, total]).any():
        return
    low, high = sorted((urban, rural))
    if not low - _TOLERANCE <= total <= high + _TOLERANCE:
        yield (
            "total_fuera_de_partes",
            ERROR,
            f"El total {_plain(total)} está fuera del rango de sus partes ({_plain(low)} a {_plain(high)}). "
            "Revise los valores de zona urbana, rural y total.",
        )


def _counts(row: Row) -> Iterator[Finding]:
    urban, rural, total = (row[column] for column in _COUNTS)
    missing = total - urban - rural
    if missing > 0:
        yield (
            "sin_zona",
            WARNING,
            f"{_plain(missing)} sin zona: urbana {_plain(urban)} + rural {_plain(rural)} no suman {_plain(total)}. "
            "Asigne la zona de la sede antes de aprobar.",
        )
    elif missing < 0:
        yield (
            "partes_mayores_que_total",
            ERROR,
            f"Urbana {_plain(urban)} + rural {_plain(rural)} superan el total {_plain(total)} en {_plain(-missing)}. "
            "Corrija el total o las zonas.",
        )


def _groups(row: Row) -> Iterator[Finding]:
    values = [row[group] for group in GROUPS if not np.isnan(row[group])]
    if any(value > row["total"] for value in values) or row["inclusion_unique"] > row["total"]:
        yield "grupo_mayor_que_total", ERROR, "Un grupo de inclusión supera el total. Corrija el grupo o el total."
    if values and (row["inclusion_unique"] < max(values) or row["inclusion_unique"] > sum(values)):
        yield (
            "unico_imposible",
            ERROR,
            f"El único de inclusión ({_plain(row['inclusion_unique'])}) debe estar entre el grupo mayor "
            f"({_plain(max(values))}) y la suma de los grupos ({_plain(sum(values))}). Cuente cada persona una vez.",
        )


def _plain(value: float) -> str:
    return spanish(value, 2).removesuffix("0").removesuffix(",0")
