"""What a file of students would change, counted on its cube against the one that serves."""

import pandas as pd

from data.enrolment.cube import COUNTS, KEY
from data.warehouse.serving import Warehouse

_EVERYBODY = "todos"
_PLACE = ["year", "municipality_code"]
_BASE = [name for name in KEY if name != "inclusion_group"]


def compare(warehouse: Warehouse, cube: pd.DataFrame, entity_id: str) -> dict[str, int]:
    """Students of the file that are new (nothing served of their year and municipality), changed or equal.

    A student is equal when every count of their establishment, zone, grade and sex is the one that serves, in every
    inclusion group: students are not known one by one.
    """
    heads = cube["students"].where(cube["inclusion_group"].eq(_EVERYBODY), 0)
    serving = warehouse.read("enrolment_serving", entity_id=entity_id, years=[int(y) for y in cube["year"].unique()])
    if serving.empty:
        return {"new": int(heads.sum()), "changed": 0, "equal": 0}
    plain = cube.astype(dict.fromkeys([name for name in KEY if name not in ("year", "grade")], "str"))
    known = plain.merge(serving[_PLACE].drop_duplicates(), on=_PLACE, how="left", indicator="known")["known"].eq("both")
    changed = _changed(plain, serving)
    return {
        "new": int(heads[~known.to_numpy()].sum()),
        "changed": int(heads[known.to_numpy() & changed].sum()),
        "equal": int(heads[known.to_numpy() & ~changed].sum()),
    }


def _changed(cube: pd.DataFrame, serving: pd.DataFrame) -> "pd.Series[bool]":
    """For each row of the cube, whether any group of its base differs from what serves, or came, or went."""
    both = cube.merge(serving, on=KEY, how="outer", suffixes=("", "_old"), indicator="origin")
    differs = both["origin"].ne("both")
    for name in COUNTS:
        new, old = both[name].astype("float64"), both[f"{name}_old"].astype("float64")
        differs |= ~(new.eq(old) | (new.isna() & old.isna()))
    odd = both.loc[differs, _BASE].drop_duplicates()
    marked = cube[_BASE].merge(odd, on=_BASE, how="left", indicator="odd")["odd"].eq("both")
    return marked.set_axis(cube.index)
