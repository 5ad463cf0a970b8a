"""The values that may become a baseline: one per slice that has figures in the year shown."""

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analytics import baseline, derived
from data.measures import place_of
from data.opening import Stores
from pages.components.baseline.view import View, describe, figures_of
from procedure.roles import Actor
from procedure.vocabulary import SLICES, ZONES


@dataclass(frozen=True)
class Candidate:
    """`value` is None, with its `reason` in Spanish, when the statistic cannot be had; `version_id` carries it."""

    slice: str
    value: float | None
    version_id: str
    reason: str = ""


def candidates(view: View, stores: Stores, actor: Actor, statistic: str) -> list[Candidate]:
    """The slices of the indicator in the year shown, of the municipality chosen or of all of them."""
    present = set(zip(view.year_cells["zone"], view.year_cells["inclusion_group"], strict=True))
    found = []
    for code in SLICES:
        if place_of(code) not in present:
            continue
        rows = figures_of(stores, actor, view.indicator, *place_of(code)).of(view.year)
        if view.municipality is not None:
            rows = rows[rows["municipality_code"] == view.municipality]
        found.append(_candidate(code, rows.dropna(subset=["value"]), statistic))
    if view.indicator.compared and statistic == "tasa_ponderada":
        return [replace(each, **_weighted_gap(view, stores, actor, each.slice)) for each in found]
    return found


def _weighted_gap(view: View, stores: Stores, actor: Actor, slice_code: str) -> dict[str, Any]:
    """The gap between the rates of both zones: a gap has no weights of its own."""
    base, group = describe(view.indicator.compared), place_of(slice_code)[1]
    urban, rural = (figures_of(stores, actor, base, zone, group).of(view.year) for zone in ZONES)
    mean = derived.territory_gap(urban, rural)
    return {"value": mean.value, "reason": mean.reason}


def _candidate(code: str, rows: pd.DataFrame, statistic: str) -> Candidate:
    if rows.empty:
        return Candidate(code, None, "", "Ningún municipio tiene dato.")
    weighted = statistic == "tasa_ponderada"
    simple = baseline.simple_mean(rows["value"])
    mean = baseline.weighted_mean(rows["value"], rows["denominator"]) if weighted else simple
    return Candidate(code, mean.value, str(rows["version_id"].mode().iloc[0]), mean.reason)
