"""A cut-off as it was published: text that is read back to the same figures, whatever is corrected afterwards.

A published cut-off is a snapshot (ANALYTICS.md, Change after approval): what the board says of it comes from here.
"""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

import numpy as np
import pandas as pd

from analytics.year import Year

FORMAT: Final = 1
_NOT_PUBLISHED: Final = ["name"]
"""Texts of the plan in force: whoever shows them reads them there."""


def published(year: Year, trimester: int) -> dict[str, Any]:
    """The figures of one cut-off as plain JSON: {"format", "trimester", "indicators", "actions", "nodes"}.

    Each of the three is {column: values} in the order of the rows; a null is null, never 0; dates are ISO.
    Raises ValueError when the year was not evaluated at that cut-off.
    """
    at = year.at(trimester)
    if not len(at.nodes):
        raise ValueError(f"nothing was evaluated at trimester {trimester}")
    frames = {one.name: _plain(getattr(at, one.name)) for one in fields(Year)}
    return {"format": FORMAT, "trimester": trimester, **frames}


def restored(figures: Mapping[str, Any]) -> Year:
    """The year at the published cut-off, as `published` saw it. Raises ValueError for a format that is not known."""
    if figures.get("format") != FORMAT:
        raise ValueError(f"unknown format of a published cut-off: {figures.get('format')}")
    return Year(*(_frame(figures[one.name]) for one in fields(Year)))


def with_published(year: Year, closed: Mapping[int, Mapping[str, Any]]) -> Year:
    """The year where each closed cut-off (trimester → its published figures) says what it said when it was closed."""
    if not closed:
        return year
    kept = {trimester: restored(figures) for trimester, figures in closed.items()}
    trimesters = sorted({*year.nodes["trimester"].unique(), *kept})
    parts = [kept.get(trimester) or year.at(trimester) for trimester in trimesters]
    return Year(*(pd.concat([getattr(part, one.name) for part in parts], ignore_index=True) for one in fields(Year)))


def _plain(frame: pd.DataFrame) -> dict[str, Any]:
    own = frame.drop(columns=[column for column in _NOT_PUBLISHED if column in frame])
    return {str(name): {"kind": _kind(own[name]), "values": _values(own[name])} for name in own.columns}


def _kind(column: "pd.Series[Any]") -> str:
    """float, int, bool or text, by what the column holds."""
    kinds = {"f": "float64", "i": "int64", "b": "bool"}
    return kinds.get(column.dtype.kind, "str")


def _values(column: "pd.Series[Any]") -> list[Any]:
    if _kind(column) == "str":
        return [None if pd.isna(value) else _text(value) for value in column]
    return [None if isinstance(value, float) and np.isnan(value) else value for value in column.tolist()]


def _text(value: Any) -> str:
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _frame(columns: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(column["values"], dtype=column["kind"]) for name, column in columns.items()})
