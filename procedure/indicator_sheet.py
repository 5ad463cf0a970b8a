"""The hoja de vida of an indicator: its sections, and what it still lacks (manual, section 5; conformity rule C10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from procedure.elements import ELEMENTS
from procedure.fields import is_missing
from procedure.indicator_rules import levels
from procedure.vocabulary import SLICES

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Section:
    """A part of the sheet: a short code, its title and the fields of the indicator in it, in order."""

    code: str
    title: str
    fields: tuple[str, ...]


SECTIONS = (
    Section("identificacion", "Identificación", ("code", "name", "process", "goal_id", "purpose")),
    Section("definicion", "Definición", ("definition", "nature", "kind", "unit", "is_followed", "weight")),
    Section(
        "calculo",
        "Fórmula y variables",
        ("formula", "source", "accumulation", "sense", "basis", "catalog_code", "levels"),
    ),
    Section("metas", "Línea de base y metas", ()),
    Section("periodicidad", "Periodicidad y reporte", ("periodicity", "reporting_day", "source_lag_days")),
    Section("rangos", "Rangos y acción requerida", ("low", "high", "action_low", "action_middle", "action_high")),
    Section("responsables", "Responsables", ("responsible_id", "measured_by_id", "analysed_by_id", "approved_by_id")),
    Section("verificacion", "Verificación y limitaciones", ("verification_means", "limits")),
)

_OPTIONAL = frozenset({"catalog_code", "levels", "is_followed", "weight"})
_REQUIRED = tuple(name for section in SECTIONS for name in section.fields if name not in _OPTIONAL)
_WITH_BASELINE = frozenset({"nivel", "escala"})
FIGURES = ("target", "baseline", "t4")


def missing(
    indicator: Row, variables: Sequence[Row], slices: Iterable[Row], figures: Sequence[str] = FIGURES
) -> list[str]:
    """What the sheet lacks, as it is read: «Fórmula», «Meta (Urbana, Rural)»; empty when it is complete.

    A milestone has no variables and a scale has levels; a baseline may be «por levantar» with its date, and it is not
    asked of sums and flows that start at zero. What does not apply lacks nothing. `figures`: those asked of the slices.
    """
    label = ELEMENTS["indicators"].label
    found = [label(name) for name in _REQUIRED if is_missing(indicator[name])]
    if indicator["accumulation"] == "escala" and len(levels(indicator)) < 2:
        found.append(label("levels"))
    return found + _of_variables(indicator, variables) + _of_slices(indicator, slices, figures)


def _of_variables(indicator: Row, variables: Sequence[Row]) -> list[str]:
    if indicator["accumulation"] == "hito":
        return []
    if not variables:
        return ["Variables de la fórmula"]
    return [f"Fuente de la variable {one['symbol']}" for one in variables if is_missing(one["source"])]


def missing_baseline(indicator: Row, one: Row) -> list[str]:
    """What a slice that applies lacks of its baseline: the figure or its date; of a figure, its year and source."""
    if is_missing(one["baseline"]):
        names = ["baseline"] if _needs_baseline(indicator) and is_missing(one["baseline_due"]) else []
    else:
        names = [name for name in ("baseline_year", "baseline_source") if is_missing(one[name])]
    return [ELEMENTS["indicator_slices"].label(name) for name in names]


def _of_slices(indicator: Row, slices: Iterable[Row], figures: Sequence[str]) -> list[str]:
    live = [one for one in slices if one["applies"]]
    if not live:
        return ["Meta de al menos una desagregación"]
    lacking: dict[str, list[str]] = {}
    for one in live:
        for what in _of_slice(indicator, one, figures):
            lacking.setdefault(what, []).append(SLICES[one["slice"]])
    return [f"{what} ({', '.join(where)})" for what, where in lacking.items()]


def _of_slice(indicator: Row, one: Row, figures: Sequence[str]) -> list[str]:
    lacking = {
        "target": [ELEMENTS["indicator_slices"].label("target")] if is_missing(one["target"]) else [],
        "baseline": missing_baseline(indicator, one),
        "t4": ["Programación a T4"] if is_missing(one["t4"]) else [],
    }
    return [what for name in figures for what in lacking[name]]


def _needs_baseline(indicator: Row) -> bool:
    """Levels start somewhere; a sum or a flow only when it is measured by the gap."""
    by_gap = indicator["basis"] == "brecha" and indicator["sense"] in ("aumento", "reduccion")
    return indicator["accumulation"] in _WITH_BASELINE or (by_gap and indicator["accumulation"] != "hito")
