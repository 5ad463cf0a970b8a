"""What a reading would change: its rows against the figures that serve now (INTAKE.md, step 5)."""

from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from data.intake.model import Reading
from data.warehouse import students
from data.warehouse.serving import Warehouse
from data.warehouse.tables import FIGURES, KEY

CHANGED_COLUMNS = ["sheet", "row", *KEY, "old", "new"]


@dataclass(frozen=True)
class Comparison:
    """Rows of the file, counted once each: new (no figure of it was known), changed, equal, rejected, outside.

    `changed` has CHANGED_COLUMNS, one line per figure whose value, numerator or denominator would change (`old` and
    `new` are values; NaN is an empty cell). `held` counts the cells left out because nobody confirmed their proposal.
    """

    new: int
    changed_rows: int
    equal: int
    rejected: int
    outside: int
    held: int
    changed: pd.DataFrame = field(repr=False)

    def counts(self) -> dict[str, int]:
        return {
            "new": self.new,
            "changed": self.changed_rows,
            "equal": self.equal,
            "rejected": self.rejected,
            "outside": self.outside,
        }


def storable(reading: Reading, confirmed: Collection[str]) -> pd.DataFrame:
    """The observations that may be stored: those that wait for no proposal, or for a confirmed one."""
    pending = reading.observations["pending"]
    return reading.observations[pending.isna() | pending.isin(list(confirmed))]


def nothing_to_store(reading: Reading, confirmed: Collection[str]) -> bool:
    """Whether accepting the reading would store nothing at all."""
    counted = reading.bulk is not None and len(reading.bulk.cube) > 0
    return storable(reading, confirmed).empty and reading.tables.empty and not counted


def compare(
    warehouse: Warehouse, reading: Reading, entity_id: str, confirmed: Collection[str] = frozenset()
) -> Comparison:
    """The reading, with the proposals that are confirmed, against what serves; stores nothing."""
    cells = storable(reading, confirmed)
    matched = _match(cells, _serving(warehouse, cells, entity_id))
    counted = _counted(warehouse, reading, entity_id, matched)
    return Comparison(
        new=counted["new"],
        changed_rows=counted["changed"],
        equal=counted["equal"],
        rejected=reading.rejected,
        outside=reading.outside_rows,
        held=len(reading.observations) - len(cells),
        changed=matched.loc[matched["differs"], CHANGED_COLUMNS].reset_index(drop=True),
    )


def _counted(warehouse: Warehouse, reading: Reading, entity_id: str, matched: pd.DataFrame) -> dict[str, int]:
    """The rows of the file that are new, changed and equal."""
    if reading.bulk is not None:
        return students.compare(warehouse, reading.bulk.cube, entity_id)
    texts = _match_texts(reading.tables, _serving_texts(warehouse, reading, entity_id))
    verdicts = _row_verdicts(reading.keys, pd.concat([matched[texts.columns], texts])).value_counts()
    return {name: int(verdicts.get(name, 0)) for name in ("new", "changed", "equal")}


def _serving(warehouse: Warehouse, cells: pd.DataFrame, entity_id: str) -> pd.DataFrame:
    return warehouse.read(
        "dataset_rows",
        entity_id=entity_id,
        years=[int(year) for year in cells["year"].unique()],
        indicators=[str(code) for code in cells["indicator_code"].unique()],
    )


def _serving_texts(warehouse: Warehouse, reading: Reading, entity_id: str) -> pd.DataFrame:
    if reading.tables.empty:
        return reading.tables
    return warehouse.read("newest_cells", entity_id=entity_id, dataset=reading.dataset)


def _match_texts(cells: pd.DataFrame, serving: pd.DataFrame) -> pd.DataFrame:
    """Each cell of a source without figures beside the cell of the newest version in its place."""
    places = ["sheet", "row", "column"]
    matched = cells[[*places, "text"]].merge(serving, on=places, how="left", suffixes=("", "_old"), indicator="origin")
    known = matched["origin"] == "both"
    differs = known & (matched["text"] != matched["text_old"])
    return matched[["sheet", "row"]].assign(known=known, differs=differs)


def _match(cells: pd.DataFrame, serving: pd.DataFrame) -> pd.DataFrame:
    """Each cell with the figure that serves for its key: `known`, `differs`, `old` and `new`."""
    left = cells.astype({"year": "int32"})
    matched = left.merge(serving, on=KEY, how="left", suffixes=("", "_old"), indicator="origin", validate="m:1")
    known = matched["origin"] == "both"
    differs = pd.Series(data=False, index=matched.index)
    for name in FIGURES:
        new, old = matched[name].astype(float), matched[f"{name}_old"].astype(float)
        differs |= ~(np.isclose(new, old, rtol=0, atol=0, equal_nan=True))
    return matched.assign(known=known, differs=known & differs, old=matched["value_old"], new=matched["value"])


def _row_verdicts(keys: pd.DataFrame, matched: pd.DataFrame) -> pd.Series:
    """new, changed or equal for each row of the file; a row that stores no figure changes nothing."""
    rows = keys[["sheet", "row"]].drop_duplicates()
    cells = matched.groupby(["sheet", "row"], as_index=False).agg(
        any_known=("known", "any"), all_known=("known", "all"), differs=("differs", "any")
    )
    found = rows.merge(cells, on=["sheet", "row"], how="left")
    stores = found["differs"].notna()
    is_new = stores & ~found["any_known"].fillna(value=True).astype(bool)
    is_equal = ~stores | (
        found["all_known"].fillna(value=True).astype(bool) & ~found["differs"].fillna(value=False).astype(bool)
    )
    return pd.Series(np.select([is_new, is_equal], ["new", "equal"], default="changed"), index=found.index)
