"""The context of a page: vigencia, corte, zona, indicador… kept in the URL, so that a link reopens the exact view.

Streamlit writes the option's label in the URL and keeps it from page to page; an option that is no longer valid is
ignored and the default comes back.
"""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from pages.components import labels
from procedure.vocabulary import INCLUSION_GROUPS, TRIMESTERS, ZONES

ALL_MUNICIPALITIES = ""


def choose(label: str, options: Mapping[str, str], *, key: str, default: str | None = None) -> str | None:
    """The code chosen among `options` (code → what is read); None when there is nothing to choose.

    `key` is also the name in the URL. The default is the first option unless given.
    """
    codes = list(options)
    if not codes:
        st.selectbox(label, [], key=f"{key}_vacio", placeholder="Sin opciones", disabled=True)
        return None
    index = codes.index(default) if default in options else 0
    return st.selectbox(label, codes, index=index, format_func=options.__getitem__, key=key, bind="query-params")


def year(years: Sequence[int], *, label: str = "Vigencia", key: str = "vigencia") -> int | None:
    """The year chosen, the latest one by default."""
    chosen = choose(label, {str(item): str(item) for item in sorted(set(years), reverse=True)}, key=key)
    return int(chosen) if chosen else None


def cutoff(default: int = TRIMESTERS[0], *, key: str = "corte") -> int:
    """The trimester at whose end figures are read."""
    chosen = choose("Corte", {str(item): f"T{item}" for item in TRIMESTERS}, key=key, default=str(default))
    return int(chosen or default)


def zone(available: Sequence[str] = ("total", *ZONES), *, key: str = "zona") -> str:
    """total, urbana or rural."""
    names = {"total": "Total"} | ZONES
    return choose("Zona", {code: names[code] for code in names if code in available}, key=key) or "total"


def inclusion_group(available: Sequence[str] = tuple(INCLUSION_GROUPS), *, key: str = "grupo") -> str:
    """ "todos" or an inclusion group."""
    groups = {code: labels.slice_name(code) for code in INCLUSION_GROUPS if code in available}
    return choose("Grupo de inclusión", {"todos": "Todos"} | groups, key=key) or "todos"


def indicator(catalog: pd.DataFrame, *, key: str = "indicador", default: str | None = None) -> str | None:
    """The code of an indicator. Columns: code, name."""
    return choose("Indicador", _options(catalog), key=key, default=default)


def municipality(catalog: pd.DataFrame, *, key: str = "municipio") -> str | None:
    """The code of a municipality, or None for all of them. Columns: code, name."""
    options = {ALL_MUNICIPALITIES: "Todos los municipios"} | _options(catalog)
    return choose("Municipio", options, key=key) or None


def _options(catalog: pd.DataFrame) -> dict[str, str]:
    return dict(zip(catalog["code"].astype(str), catalog["name"].astype(str), strict=True))
