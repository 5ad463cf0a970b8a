"""Reading figures by the name of their indicator, whether a file brought them or they are worked out from others.

The queries of the warehouse that name an indicator are asked here and not of the warehouse itself: `indicator_series`,
`indicator_year`, `available` and `lineage` then answer for the computed ones and for the urban–rural gaps too, in the
same columns. What is worked out is stored nowhere: it follows what serves.
"""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analytics import derived
from data.catalog.measures import computed, gap_code, gapped, inputs_of, measures
from data.warehouse import Warehouse
from procedure.vocabulary import ZONES

_PLACE = ["year", "municipality_code"]
_CELL = ["municipality_code", "zone", "inclusion_group"]
TOTAL, URBAN, RURAL, EVERYBODY = "total", "urbana", "rural", "todos"


def read(warehouse: Warehouse, query: str, *, entity_id: str, **parameters: Any) -> pd.DataFrame:
    """`Warehouse.read` for every measure of the catalogue; `lineage` has one more column, `part`.

    `part` says which of the figures behind a computed one the row is of, in Spanish; "" for those that files bring.
    """
    answer = _READERS.get(query)
    if answer is None:
        return warehouse.read(query, entity_id=entity_id, **parameters)
    return answer(warehouse, entity_id, **parameters)


def place_of(slice_code: str) -> tuple[str, str]:
    """Zone and inclusion group of a slice of the plan."""
    if slice_code in {TOTAL, *ZONES}:
        return slice_code, EVERYBODY
    return TOTAL, slice_code


def behind(indicator: str, zone: str) -> list[tuple[str, str]]:
    """The stored figures (indicator, zone) that an indicator of a zone is made of; itself when files bring it."""
    rule, inputs = inputs_of(indicator)
    if not rule:
        return [(indicator, zone)]
    zones = (URBAN, RURAL) if rule == "gap" else (zone,)
    return [pair for code in inputs for one in zones for pair in behind(code, one)]


def part_name(code: str, zone: str) -> str:
    """One of those figures in Spanish: its indicator and, when it is not the whole, its zone."""
    name = str(measures().set_index("code").at[code, "name"])
    return f"{name}, zona {ZONES[zone].lower()}" if zone in ZONES else name


def _series(warehouse: Warehouse, entity_id: str, indicator: str, zone: str, inclusion_group: str) -> pd.DataFrame:
    def of(code: str, place: str) -> pd.DataFrame:
        return _series(warehouse, entity_id, code, place, inclusion_group)

    rule, inputs = inputs_of(indicator)
    if not rule:
        place = {"zone": zone, "inclusion_group": inclusion_group}
        return warehouse.read("indicator_series", entity_id=entity_id, indicator=indicator, **place)
    if rule != "gap":
        return derived.derive(rule, [of(code, zone) for code in inputs], _PLACE)
    found = derived.gap(of(inputs[0], URBAN), of(inputs[0], RURAL), _PLACE)
    return found if zone == TOTAL else found.iloc[:0]


def _year(warehouse: Warehouse, entity_id: str, indicator: str, year: int) -> pd.DataFrame:
    rule, inputs = inputs_of(indicator)
    if not rule:
        return warehouse.read("indicator_year", entity_id=entity_id, indicator=indicator, year=year)
    frames = [_year(warehouse, entity_id, code, year) for code in inputs]
    if rule != "gap":
        return derived.derive(rule, frames, _CELL)
    urban, rural = (frames[0][frames[0]["zone"] == zone].assign(zone=TOTAL) for zone in (URBAN, RURAL))
    return derived.gap(urban, rural, _CELL)


def _available(warehouse: Warehouse, entity_id: str) -> pd.DataFrame:
    """Of what is worked out, the municipalities that have all that it needs."""
    needs = computed()[["code", "inputs"]].explode("inputs")
    stored = warehouse.read("available", entity_id=entity_id)
    made = warehouse.read(
        "available_computed", entity_id=entity_id, codes=needs["code"].tolist(), inputs=needs["inputs"].tolist()
    )
    gaps = warehouse.read("available_gaps", entity_id=entity_id, indicators=gapped()["code"].tolist())
    gaps = gaps.assign(indicator_code=gaps["indicator_code"].map(gap_code).astype("str"))
    return pd.concat([stored, made, gaps], ignore_index=True)


def _lineage(warehouse: Warehouse, entity_id: str, indicator: str, zone: str, **place: Any) -> pd.DataFrame:
    parts = []
    for code, one in behind(indicator, zone):
        found = warehouse.read("lineage", entity_id=entity_id, indicator=code, zone=one, **place)
        part = part_name(code, one) if code != indicator else ""
        parts.append(found.assign(part=pd.Series(part, index=found.index, dtype="str")))
    return pd.concat(parts, ignore_index=True)


_READERS: Mapping[str, Callable[..., pd.DataFrame]] = {
    "indicator_series": _series,
    "indicator_year": _year,
    "available": _available,
    "lineage": _lineage,
}
