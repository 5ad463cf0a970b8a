"""How rural the enrolment of the entity is, as the characterization says it in the last year before the plan."""

from analytics.rural import rural_share
from data import measures
from data.warehouse import Warehouse

# The enrolment counted in the SIMAT; without it, the students of whom the dropout rate is measured.
_SOURCES = (("matricula", "value"), ("desercion", "denominator"))


def share(warehouse: Warehouse, entity_id: str, plan_year: int) -> float | None:
    """Percent of the enrolment that is rural; None when no source has it by zone."""
    there = measures.read(warehouse, "available", entity_id=entity_id)
    for indicator, column in _SOURCES:
        known = there[
            (there["indicator_code"] == indicator) & (there["zone"] == "rural") & (there["year"] <= plan_year)
        ]
        if known.empty:
            continue
        cells = measures.read(
            warehouse, "indicator_year", entity_id=entity_id, indicator=indicator, year=int(known["year"].max())
        )
        everybody = cells[cells["inclusion_group"] == "todos"].rename(columns={column: "students"})
        found = rural_share(everybody[["zone", "students"]])
        if found is not None:
            return found
    return None
