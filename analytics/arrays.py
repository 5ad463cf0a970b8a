"""Columns of a frame as NumPy arrays, the form every vectorized formula works on."""

from collections.abc import Sequence

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


def equals(frame: pd.DataFrame, column: str, *values: str) -> BoolArray:
    """Where the text column is any of the values; a null is not."""
    series = frame[column]
    found = series.eq(values[0]) if len(values) == 1 else series.isin(values)
    mask: BoolArray = found.to_numpy(dtype=np.bool_)
    return mask


def places(names: "pd.Series[str]", wanted: "pd.Series[str]") -> IntArray:
    """The position of each wanted text among `names`; −1 for the absent. Raises ValueError for a repeated name."""
    index = pd.Index(names)
    if not index.is_unique:
        raise ValueError(f"{names.name} is repeated")
    found: IntArray = index.get_indexer(pd.Index(wanted)).astype(np.int64)
    return found


def require(frame: pd.DataFrame, columns: Sequence[str]) -> None:
    """Raise ValueError naming the columns that the frame lacks."""
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"missing columns: {', '.join(missing)}")
