"""From stored rows to frames with steady types: an empty table and a full one have the same columns and dtypes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, Select

from procedure.elements import ELEMENTS
from procedure.fields import Field, Kind

_DTYPES = {
    Kind.WEIGHT: "float64",
    Kind.NUMBER: "float64",
    Kind.INTEGER: "float64",
    Kind.MONEY: "float64",
    Kind.PERCENT: "float64",
    Kind.DATE: "datetime64[s]",
    Kind.CHOICES: "object",
    Kind.CODES: "object",
    Kind.LINKS: "object",
    Kind.DATA: "object",
    Kind.BOOLEAN: "bool",
}


def typed(rows: Sequence[Mapping[Any, Any]], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """One column per name of `dtypes`, in that order; null is NaN, NaT or, in text, a missing string."""
    return pd.DataFrame(
        {name: pd.Series([row[name] for row in rows], dtype=dtype) for name, dtype in dtypes.items()},
        columns=list(dtypes),
    )


def element_dtypes(table: str) -> dict[str, str]:
    """id, version, position, then the fields stored in the row itself. Money is float64: exact up to 2^53 pesos."""
    fields: Iterable[Field] = ELEMENTS[table].columns
    own = {field.name: _DTYPES.get(field.kind, "str") for field in fields}
    return {"id": "str", "version": "int64", "position": "int64", **own}


def read_frame(connection: Connection, query: Select[Any], dtypes: Mapping[str, str]) -> pd.DataFrame:
    """The rows of a query whose columns include those of `dtypes`."""
    return typed(connection.execute(query).mappings().all(), dtypes)
