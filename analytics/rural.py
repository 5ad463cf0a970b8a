"""How much of the enrolment is rural (ANALYTICS.md, Urban, rural, inclusion: zones are a partition and add up)."""

import pandas as pd

from analytics.arrays import require


def rural_share(students: pd.DataFrame) -> float | None:
    """Percent of the students of both zones who are in the rural one; None when a zone has no figure.

    `students`: zone (urbana, rural; others are left out) and students, one row per municipality and zone.
    """
    require(students, ["zone", "students"])
    zones = students.groupby("zone")["students"].sum(min_count=1)
    urban, rural = (zones.get(name, float("nan")) for name in ("urbana", "rural"))
    total = urban + rural
    return None if pd.isna(total) or total <= 0 else float(rural / total * 100)
