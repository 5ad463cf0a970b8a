"""A few corrections to the hojas de vida of next year's draft, so that their log of changes has something to tell."""

from typing import Any

from data.demo.people import Cast
from data.records import plan_elements, plan_frames, plan_undo
from data.records.database import Database

_CODE = "PE-01"
_CORRECTIONS: tuple[dict[str, Any], ...] = (
    {"source_lag_days": 10},
    {
        "limits": "Un retiro registrado tarde baja la tasa del corte y sube la del siguiente. Un traslado sin reportar "
        "cuenta como abandono hasta que se cruza con los municipios vecinos. Léase siempre por zona."
    },
)
_REGRETTED = {"periodicity": "semestral"}


def write(database: Database, cast: Cast, plan_id: str) -> None:
    """The coverage analyst corrects one sheet and takes back the last thing they changed."""
    author = cast.actors["votante1"]
    for changes in (*_CORRECTIONS, _REGRETTED):
        rows = plan_frames.frames(database, cast.entity_id, plan_id).indicators
        row = rows[rows["code"] == _CODE].iloc[0]
        plan_elements.change(database, author, plan_id, "indicators", row["id"], int(row["version"]), changes)
    plan_undo.undo(database, author, plan_id)
