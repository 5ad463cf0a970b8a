"""The figures as they served at a moment of the past, with the version, the sheet and the row of each."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from data.records import generations
from data.records.database import Database
from data.warehouse.manifest import from_json
from data.warehouse.reopening import reopened
from data.warehouse.serving import Warehouse
from data.warehouse.tables import KEY

COLUMNS = [
    "indicator_code", "zone", "municipality_code", "value", "numerator", "denominator", "version_id", "sheet", "row",
]  # fmt: skip
_FIGURES = f"""
SELECT {", ".join(f'"{name}"' for name in COLUMNS)}
FROM observations
WHERE entity_id = $entity_id
  AND school_code = ''
  AND length(municipality_code) = 5
  AND year = $year
  AND inclusion_group = $inclusion_group
  AND list_contains($indicators::VARCHAR[], indicator_code)
QUALIFY row_number() OVER (PARTITION BY {", ".join(KEY)} ORDER BY sequence DESC) = 1
ORDER BY indicator_code, zone, municipality_code
"""


def figures_at(
    database: Database,
    warehouse: Warehouse,
    entity_id: str,
    moment: datetime,
    *,
    indicators: Sequence[str],
    year: int,
    inclusion_group: str,
) -> pd.DataFrame:
    """COLUMNS, one row per indicator, zone and municipality that had a figure; empty when nothing was loaded yet.

    Later imports, withdrawals and returns do not change the answer. Raises WarehouseDamagedError.
    """
    manifest = from_json(generations.manifest_at(database, entity_id, moment))
    asked = {"indicators": list(indicators), "year": year, "inclusion_group": inclusion_group}
    with reopened(warehouse.folder, manifest) as connection:
        frame = connection.execute(_FIGURES, {"entity_id": entity_id, **asked}).fetchdf()
    return frame.astype({name: "str" for name in frame.columns if frame[name].dtype.kind == "O"})
