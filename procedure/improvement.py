"""Corrective and preventive actions (N01.02, N01.03): which deviations need one, and what each must say. Pure.

Which need one: an indicator whose official efficacy at the cut-off is not in its satisfactory range (the ranges of its
hoja de vida name the action that each requires; manual, section 5 and activity 10), or that was due and has no official
value, which counts 0. Crítico, retroceso and lack of a report need a corrective action; aceptable, either kind.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.schedule import cutoff
from procedure.errors import InvalidValueError
from procedure.vocabulary import IMPROVEMENT_KINDS, TRIMESTERS

CORRECTIVE, PREVENTIVE = "correctiva", "preventiva"
OPEN, PLANNED, DONE, EFFECTIVE, NOT_EFFECTIVE = "abierta", "en_ejecucion", "ejecutada", "eficaz", "no_eficaz"
UNVERIFIED = frozenset({OPEN, PLANNED, DONE})
WHYS = 5
LONGEST = 2000
FACTS = ["name", "code", "unit", "baseline", "target", "scheduled", "actual", "percent", "status", "light",
         "explanation"]  # fmt: skip

_SILENT = frozenset({"sin_reporte", "por_verificar"})


def required_kind(light: str, status: str) -> str:
    """The kind of action that a measure needs at a cut-off: correctiva, preventiva (either will do), or "" for none."""
    if status in _SILENT or light == "rojo":
        return CORRECTIVE
    return PREVENTIVE if light == "amarillo" else ""


def deviations(indicators: pd.DataFrame) -> pd.DataFrame:
    """Indicators whose goal is not met at the cut-off, furthest first: subject_id, required and FACTS.

    `indicators`: `evaluation.explained` rows of one cut-off, official figures only. Only the total needs an action.
    """
    own = indicators[indicators["slice"] == "total"]
    required = [required_kind(*pair) for pair in zip(own["light"], own["status"], strict=True)]
    found = own.assign(required=pd.Series(required, index=own.index, dtype="str"), subject_id=own["indicator_id"])
    found = found[found["required"] != ""].sort_values("percent", na_position="first", kind="stable")
    return found[["subject_id", "required", *FACTS]].reset_index(drop=True)


def facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """What is known of a deviation, as plain JSON: a null is None, and a figure keeps all its decimals."""
    return {name: _plain(row[name]) for name in FACTS}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return None if pd.isna(value) else float(value)


def lacking(deviating: pd.DataFrame, actions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The deviations without their action at that cut-off: the row's fields and `why`, a sentence.

    `actions`: the live ones of that trimester (subject_id, slice, kind, state, number). One that has no plan yet, or
    that is only preventive where a corrective one is needed, does not do.
    """
    found = []
    rows: list[dict[str, Any]] = deviating.to_dict("records")  # type: ignore[assignment]  # column names are text
    for row in rows:
        own = [one for one in actions if one["subject_id"] == row["subject_id"] and one["slice"] == "total"]
        why = _why_lacking(str(row["required"]), own)
        if why:
            found.append({**row, "why": why})
    return found


def _why_lacking(required: str, own: Sequence[Mapping[str, Any]]) -> str:
    needed = [one for one in own if required == PREVENTIVE or one["kind"] == CORRECTIVE]
    if any(one["state"] != OPEN for one in needed):
        return ""
    if needed:
        return f"La acción n.º {needed[0]['number']} está abierta y sin plan: falta su causa, su plan y su responsable."
    if own:
        return "Tiene acción preventiva y necesita una correctiva."
    return "No tiene acción correctiva." if required == CORRECTIVE else "No tiene acción correctiva ni preventiva."


def verification_trimester(trimester: int) -> int:
    """Effectiveness is verified the next trimester; that of T4, in the first of the next year (1)."""
    return trimester % len(TRIMESTERS) + 1


def verifiable_from(year: int, trimester: int) -> date:
    """The last day of the trimester of the deviation: effectiveness is read after it."""
    return cutoff(year, trimester)


def last_due(year: int, trimester: int) -> date:
    """The last day of the next trimester: what is done later cannot be verified then."""
    return cutoff(year + trimester // len(TRIMESTERS), verification_trimester(trimester))


def clean_kind(kind: str) -> str:
    if kind not in IMPROVEMENT_KINDS:
        raise InvalidValueError("Elija si la acción es correctiva o preventiva.", "kind")
    return kind


def clean_text(text: str, label: str, field: str, *, required: bool = True) -> str:
    """Raises InvalidValueError when it is missing or too long."""
    written = text.strip()
    if (required and not written) or len(written) > LONGEST:
        raise InvalidValueError(f"{label}: escríbalo en hasta {LONGEST} caracteres.", field)
    return written


def clean_whys(whys: Sequence[str]) -> list[str]:
    """The chain of the 5 porqués, from the deviation to its cause: each answers the one before, without gaps.

    Raises InvalidValueError. Fewer than five are admitted: the chain ends where the cause is found.
    """
    given = [why.strip() for why in whys]
    while given and not given[-1]:
        given.pop()
    if not given:
        raise InvalidValueError("Porqué 1: escriba por qué ocurrió la desviación.", "why1")
    if len(given) > WHYS:
        raise InvalidValueError(f"Son hasta {WHYS} porqués.", "why5")
    for number, why in enumerate(given, start=1):
        if not why:
            raise InvalidValueError(f"Porqué {number}: quedó vacío y hay otro después.", f"why{number}")
        clean_text(why, f"Porqué {number}", f"why{number}")
    return given


def clean_due(due: date | None, year: int, trimester: int) -> date:
    """Raises InvalidValueError unless it is within the next trimester, when its effectiveness is verified."""
    last = last_due(year, trimester)
    if due is None:
        raise InvalidValueError("Fecha límite: escriba para cuándo se ejecuta.", "due_date")
    if due > last:
        raise InvalidValueError(
            f"Fecha límite: a más tardar el {last:%d/%m/%Y}, porque su eficacia se verifica en ese trimestre.",
            "due_date",
        )
    if due < date(year, 3 * trimester - 2, 1):
        raise InvalidValueError("Fecha límite: no puede ser anterior al trimestre de la desviación.", "due_date")
    return due
