"""Columns of a frame as NumPy arrays, the form every vectorized formula works on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

FloatArray = npt.NDArray[np.float64]
BoolArray = npt.NDArray[np.bool_]
IntArray = npt.NDArray[np.int64]
ObjectArray = npt.NDArray[np.object_]


def floats(frame: pd.DataFrame, column: str) -> FloatArray:
    """The column as float64, nulls of any kind as NaN."""
    values: FloatArray = frame[column].to_numpy(dtype=np.float64, na_value=np.nan)
    return values


def flags(frame: pd.DataFrame, column: str) -> BoolArray:
    """The column (booleans or 0/1) as bool; a null is False."""
    series = frame[column]
    if series.dtype.kind not in "biu":
        series = series.where(series.notna(), other=0)
    values: BoolArray = series.to_numpy(dtype=np.bool_)
    return values


def texts(frame: pd.DataFrame, column: str) -> ObjectArray:
    """The column as Python texts: what is compared several times is cheaper so."""
    values: ObjectArray = frame[column].to_numpy(dtype=object)
    return values


def equals(frame: pd.DataFrame, column: str, *values: str) -> BoolArray:
    """Where the text column is any of the values; a null is not."""
    series = frame[column]
    found = series.eq(values[0]) if len(values) == 1 else series.isin(values)
    mask: BoolArray = found.to_numpy(dtype=np.bool_)
    return mask


def codes(*columns: "pd.Series[str]") -> list[IntArray]:
    """The same whole number for the same text in all the columns, from 0 in order of appearance; a null has one too."""
    found, _ = pd.factorize(pd.concat(columns, ignore_index=True), use_na_sentinel=False)
    ends = np.cumsum([len(column) for column in columns])
    return np.split(found.astype(np.int64), ends[:-1])


def places(names: "pd.Series[str]", wanted: "pd.Series[str]") -> IntArray:
    """The position of each wanted text among `names`; −1 for the absent. Raises ValueError for a repeated name."""
    both = np.concatenate([names.to_numpy(dtype=object), wanted.to_numpy(dtype=object)])
    found = pd.factorize(both, use_na_sentinel=False)[0].astype(np.int64)
    size = len(names)
    if size and found[size - 1] != size - 1:
        raise ValueError(f"{names.name} is repeated")
    return np.where(found[size:] < size, found[size:], -1)


def taken(column: "pd.Series[Any]", rows: IntArray) -> Any:
    """The column at those rows, as an array: of NumPy when it is one, so that nothing is wrapped."""
    values = column.to_numpy() if isinstance(column.dtype, np.dtype) else column.array
    return values.take(rows)


def repeated(rows: pd.DataFrame, times: int) -> dict[str, Any]:
    """The columns of `rows`, one block after another as many times."""
    every = np.tile(np.arange(len(rows)), times)
    return {str(name): taken(column, every) for name, column in rows.items()}


def blocks(figures: npt.NDArray[Any], columns: Sequence[int]) -> npt.NDArray[Any]:
    """The chosen columns of rows × 4, one block of rows after another."""
    return figures.T[columns].ravel()


def require(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise ValueError naming the columns that the frame lacks."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"missing columns: {', '.join(missing)}")
