"""Reads of the warehouse, computed indicators and gaps included, kept by the generation they were read from.

A generation never changes once it serves, so its id in the key is all that keeps these frames from being stale.
Callers get copies: changing one harms nobody.
"""

from typing import Any

import pandas as pd
import streamlit as st

from data import improvement_plans, measures
from data.improvement_plans import Summaries
from data.opening import Stores
from data.warehouse import Warehouse
from procedure.roles import Actor

MAX_ENTRIES = 256


def available(stores: Stores, actor: Actor) -> pd.DataFrame:
    """What there is: indicator_code, year, zone, inclusion_group, cells, values, version_ids."""
    return _read(stores, actor, "available")


def series(stores: Stores, actor: Actor, *, indicator: str, zone: str, inclusion_group: str) -> pd.DataFrame:
    """One indicator through the years: year, municipality_code, value, numerator, denominator, dataset, version_id."""
    return _read(stores, actor, "indicator_series", indicator=indicator, zone=zone, inclusion_group=inclusion_group)


def department(stores: Stores, actor: Actor, *, indicator: str, zone: str, inclusion_group: str) -> pd.DataFrame:
    """What is published of the whole department: the columns of `series`, with department_code for its place."""
    return _read(stores, actor, "department_series", indicator=indicator, zone=zone, inclusion_group=inclusion_group)


def one_year(stores: Stores, actor: Actor, *, indicator: str, year: int) -> pd.DataFrame:
    """One indicator in one year: the columns of `series` without year, with zone and inclusion_group."""
    return _read(stores, actor, "indicator_year", indicator=indicator, year=int(year))


def lineage(
    stores: Stores,
    actor: Actor,
    *,
    indicator: str,
    year: int,
    municipality_code: str,
    zone: str,
    inclusion_group: str,
) -> pd.DataFrame:
    """Every version that carries one figure: version_id, dataset, sheet, row, value, numerator, denominator, serves.

    `part` names the figure behind a computed one that the row is of; "" for those that files bring.
    """
    return _read(
        stores,
        actor,
        "lineage",
        indicator=indicator,
        year=int(year),
        municipality_code=municipality_code,
        zone=zone,
        inclusion_group=inclusion_group,
    )


def beneath(stores: Stores, actor: Actor, *, version_id: str) -> pd.DataFrame:
    """What would serve without a version: version_id ("" for nothing) and figures, how many."""
    return _read(stores, actor, "under_version", version_id=version_id)


def pmi_years(stores: Stores, actor: Actor) -> pd.DataFrame:
    """The years with summaries of PMI: year, schools, municipalities."""
    return _read(stores, actor, "pmi_years")


def summaries(stores: Stores, actor: Actor, *, year: int) -> Summaries:
    """What the schools said of their PMI in a year, with the directory that says of how many schools."""
    parts = [_read(stores, actor, query, year=int(year)) for query in ("pmi_figures", "pmi_texts", "directory_sedes")]
    return improvement_plans.summaries(year, *parts)


def directory(stores: Stores, actor: Actor, *, year: int) -> pd.DataFrame:
    """The establishments of the directory nearest to a year: school_code, municipality_code, zone, name."""
    return improvement_plans.establishments(_read(stores, actor, "directory_sedes", year=int(year)))


def _read(stores: Stores, actor: Actor, query: str, **parameters: Any) -> pd.DataFrame:
    generation = stores.warehouse.generation_id(actor.entity_id)
    return _kept(stores.warehouse, generation, actor.entity_id, query, parameters)


@st.cache_data(max_entries=MAX_ENTRIES, show_spinner=False)
def _kept(
    _warehouse: Warehouse,
    generation_id: str | None,  # noqa: ARG001 - it is the key
    entity_id: str,
    query: str,
    parameters: dict[str, Any],
) -> pd.DataFrame:
    return measures.read(_warehouse, query, entity_id=entity_id, **parameters)
