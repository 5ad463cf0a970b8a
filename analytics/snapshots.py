"""A cut-off as it was published: text that is read back to the same figures, whatever is corrected afterwards.

A published cut-off is a snapshot (ANALYTICS.md, Change after approval): what the board says of it comes from here.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

import pandas as pd

from analytics.year import Year

FORMAT: Final = 1
_KINDS: Final = {"f": "float64", "i": "int64", "b": "bool", "M": "datetime64[s]"}
_INFERRED: Final = {"boolean": "bool", "floating": "float64", "integer": "float64", "empty": "float64", "date": "date"}
"""Columns of objects: what they hold, nulls aside."""


def published(year: Year, trimester: int) -> dict[str, Any]:
    """The figures of one cut-off as plain JSON: {"format", "trimester", "indicators", "actions", "nodes"}.

    Each of the three is {column: {"kind", "values"}} in the order of the rows; a null is null, never 0; dates are ISO.
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
    return {str(name): {"kind": _kind(frame[name]), "values": _values(frame[name])} for name in frame.columns}


def _kind(column: "pd.Series[Any]") -> str:
    if column.dtype.kind != "O":
        return _KINDS[column.dtype.kind]
    return _INFERRED.get(pd.api.types.infer_dtype(column, skipna=True), "str")


def _values(column: "pd.Series[Any]") -> list[Any]:
    return [None if pd.isna(value) else _json(value) for value in column.tolist()]


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _frame(columns: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame({name: _column(column["values"], column["kind"]) for name, column in columns.items()})


def _column(values: list[Any], kind: str) -> "pd.Series[Any]":
    if kind == "date":
        return pd.Series([value and date.fromisoformat(value) for value in values], dtype="object")
    return pd.Series(values, dtype=kind)
