"""Chooses and freezes the plan's baselines from the invented characterization, as an analyst does on the page."""

from dataclasses import dataclass

from analytics.baseline import weighted_mean
from analytics.numbers import half_up
from data.demo import content
from data.demo.characterization import SOURCE, YEARS
from data.opening import Stores
from data.records import baselines
from procedure.roles import Actor
from procedure.vocabulary import ZONES


@dataclass(frozen=True)
class Chosen:
    """A frozen choice and the figure of it, in the indicator's unit."""

    choice_id: str
    value: float


def freeze(stores: Stores, actor: Actor, plan_year: int) -> dict[tuple[str, str], Chosen]:
    """By (indicator of the catalogue, slice), for each slice of the plan that the characterization has."""
    chosen = {}
    for indicator in content.indicators():
        for slice_code in indicator["slices"] if indicator.get("catalog") else ():
            found = _choose(stores, actor, plan_year, indicator["catalog"], slice_code)
            if found is not None:
                chosen[indicator["catalog"], slice_code] = found
    baselines.freeze(stores.database, actor, [one.choice_id for one in chosen.values()])
    return chosen


def _choose(stores: Stores, actor: Actor, plan_year: int, code: str, slice_code: str) -> Chosen | None:
    cells = stores.warehouse.read("indicator_year", entity_id=actor.entity_id, indicator=code, year=YEARS[-1])
    zone, group = (slice_code, "todos") if slice_code in {"total", *ZONES} else ("total", slice_code)
    rows = cells[(cells["zone"] == zone) & (cells["inclusion_group"] == group)]
    mean = weighted_mean(rows["value"], rows["denominator"]).value if len(rows) else None
    if mean is None:
        return None
    value = float(half_up(mean))
    row = baselines.choose(
        stores.database,
        actor,
        plan_year=plan_year,
        indicator_code=code,
        slice=slice_code,
        year=YEARS[-1],
        statistic="tasa_ponderada",
        value=value,
        unit="%",
        source=SOURCE,
        dataset_version_id=str(rows["version_id"].iloc[0]),
    )
    return Chosen(str(row["id"]), value)
