"""The evidence of an opportunity in words, the same on the page and in the documents."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.numbers import spanish
from data.catalog.measures import measures
from procedure.vocabulary import SLICES, ZONES
from reports.profile_record import figure, moment

_POINTS = "p.\u00a0p."
_COUNTED = {"matricula": "de la matrícula", "denominador": "de la matrícula que mide el indicador"}


def slice_of(stored: Mapping[str, Any]) -> str:
    """The slice of the vocabulary; the evidence of earlier releases named only a zone."""
    return str(stored.get("slice") or stored.get("zone") or "total")


def sentence(stored: Any) -> str:
    """Indicator and slice, then what is known of them: value, trend, gap, goal and enrolment; "" without evidence."""
    if not isinstance(stored, Mapping) or not stored.get("indicator"):
        return ""
    found = measures().set_index("code")
    code = str(stored["indicator"])
    known = found.loc[[code]].iloc[0].to_dict() if code in found.index else {"name": code, "unit": "", "decimals": 1}
    head = f"{known['name']}, {_slice_words(slice_of(stored))}"
    if "value" not in stored:
        return f"{head}: sin cifras cargadas."
    unit, digits = str(known["unit"]), int(known["decimals"])
    value = f"{figure(stored['value'], unit, digits)} en {stored['year']} ({stored['statistic']})"
    parts = [value, _trend(stored, unit), _gap(stored, unit, digits), _goal(stored, unit, digits), _enrolment(stored)]
    return f"{head}: {'; '.join(part for part in parts if part)}."


def provenance(stored: Any, versions: pd.DataFrame) -> str:
    """The dataset versions that gave the figures. `versions`: datasets.history, by id."""
    ids = stored.get("versions", []) if isinstance(stored, Mapping) else []
    return "; ".join(_version(versions.loc[[one]].iloc[0].to_dict()) for one in ids if one in versions.index)


def is_stale(stored: Any, versions: pd.DataFrame) -> bool:
    """Whether some version behind the evidence no longer serves."""
    ids = stored.get("versions", []) if isinstance(stored, Mapping) else []
    return any(one not in versions.index or not versions.at[one, "serving"] for one in ids)


def _version(row: Mapping[Any, Any]) -> str:
    return f"«{row['file_name']}», versión {row['number']}, del {moment(row['created_at'])}"


def _slice_words(code: str) -> str:
    return f"zona {ZONES[code].lower()}" if code in ZONES else str(SLICES.get(code, code)).lower()


def _trend(stored: Mapping[str, Any], unit: str) -> str:
    trend = stored.get("trend")
    if not trend:
        return ""
    slope, worsening = float(trend["slope"]), trend.get("worsening")
    size = f"{spanish(abs(slope), 2)}\u00a0{_difference(unit)} por año desde {trend['first_year']}"
    if worsening is None or float(worsening) == 0:
        return f"cambia {size}"
    return f"{'empeora' if float(worsening) > 0 else 'mejora'} {size}"


def _gap(stored: Mapping[str, Any], unit: str, digits: int) -> str:
    gap = stored.get("gap")
    if not gap:
        return ""
    against, difference = _slice_words(gap["against"]), float(gap["value"])
    size = f"{spanish(abs(difference), digits)}\u00a0{_difference(unit)}"
    side = "por encima de" if difference >= 0 else "por debajo de"
    article = "la" if gap["against"] in ZONES else "el"
    place = f"{side} {article} {against}".replace("de el ", "del ")
    return f"{size} {place} ({figure(gap['reference'], unit, digits)})"


def _goal(stored: Mapping[str, Any], unit: str, digits: int) -> str:
    goal = stored.get("goal")
    return f"meta {figure(goal['target'], unit, digits)} (plan {goal['plan']})" if goal else ""


def _enrolment(stored: Mapping[str, Any]) -> str:
    found = stored.get("enrolment")
    if not found:
        return ""
    counts = f"{spanish(found['touched'], 0)} de {spanish(found['total'], 0)}"
    return f"toca al {spanish(found['share'], 1)}\u00a0% {_COUNTED[found['of']]} ({counts})"


def _difference(unit: str) -> str:
    return _POINTS if unit in ("%", _POINTS) else unit
