"""Official lists as frames. Codes are text and keep their leading zeros; nothing here changes while the process runs.

Sources: DIVIPOLA (DANE) for municipalities; MEN for the certified entities and the characterization's indicators.
"""

from functools import cache
from pathlib import Path

import pandas as pd

_FOLDER = Path(__file__).resolve().parent


_TYPES = {"lon": float, "lat": float, "decimals": int}


@cache
def _kept(name: str) -> pd.DataFrame:
    read = pd.read_csv(_FOLDER / f"{name}.csv", dtype=str, keep_default_na=False, encoding="utf-8")
    return read.astype({column: kind for column, kind in _TYPES.items() if column in read})


def _read(name: str) -> pd.DataFrame:
    """The list, which costs nothing to copy: pandas copies a column only when somebody writes in it."""
    return _kept(name).copy(deep=False)


def municipalities() -> pd.DataFrame:
    """The country's 1,122: code, name, department_code, department, entity_id, lon, lat (degrees)."""
    return _read("municipalities")


def municipality_aliases() -> pd.DataFrame:
    """Other names that sources give a municipality: code, name, source (who writes it so)."""
    return _read("municipality_aliases")


def entities() -> pd.DataFrame:
    """The 97 certified territorial entities: entity_id, name, short_name, department_code."""
    return _read("entities")


def indicators() -> pd.DataFrame:
    """Indicators of the characterization: code, name, unit, kind, sense, decimals, weight_code, source, zones, topic.

    `weight_code` is the count that weighs the rate of each municipality; `zones` says whether the source
    disaggregates by area (`area`) or not (`total`).
    """
    return _read("indicators")


def components() -> pd.DataFrame:
    """Strategic components offered when a plan is made: code, name, description."""
    return _read("components")


def norms() -> pd.DataFrame:
    """The norms of the manual's section 4, in its order: code, kind (vocabulary.NORM_KINDS), name, subject."""
    return _read("norms")


def men_projects() -> pd.DataFrame:
    """Programmes of the MEN that may contribute resources: code, name."""
    return _read("men_projects")
