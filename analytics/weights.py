"""What the money of the plan is shared out by among municipalities, and how much of each is rural."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import pandas as pd

from analytics.arrays import require
from analytics.schools import TOTAL

ZONES: Final = ["urbana", "rural"]
EQUAL: Final = "igual"


@dataclass(frozen=True)
class Weights:
    """`frame`: municipality → total, urbana, rural, all known; `by_zone` says whether the zones are those of the basis
    or, for want of them, the total again. `basis` is the name of the candidate, or EQUAL."""

    basis: str
    frame: pd.DataFrame = field(repr=False)
    by_zone: bool = True


def choose(candidates: Sequence[tuple[str, pd.DataFrame]], municipalities: Sequence[str]) -> Weights:
    """The first candidate (name; municipality_code, zone, value) with a total over 0 in every municipality.

    One basis for the whole plan: mixing two would weigh students against schools. When none is whole, equal parts.
    """
    for name, rows in candidates:
        require(rows, ["municipality_code", "zone", "value"])
        wide = _wide(rows, municipalities)
        if len(wide) and wide[TOTAL].gt(0).all():
            by_zone = bool(wide[ZONES].notna().all().all())
            zones = {zone: wide[zone] if by_zone else wide[TOTAL] for zone in ZONES}
            return Weights(name, wide.assign(**zones), by_zone)
    return Weights(EQUAL, pd.DataFrame(1.0, index=list(municipalities), columns=[TOTAL, *ZONES]), by_zone=False)


def rural_share(rows: pd.DataFrame, municipalities: Sequence[str]) -> tuple[float | None, float | None, float | None]:
    """Rural count, total and percent of those municipalities (rows: municipality_code, zone, value).

    Each is null when some municipality lacks it: a part is missing and the whole is not known. A total of 0 has no
    percent.
    """
    wide = _wide(rows, municipalities)
    rural, total = (None if wide[zone].isna().any() else float(wide[zone].sum()) for zone in ("rural", TOTAL))
    share = rural / total * 100 if rural is not None and total else None
    return rural, total, share


def _wide(rows: pd.DataFrame, municipalities: Sequence[str]) -> pd.DataFrame:
    """One row per municipality; a zone of which nothing is said is 0 when the other one is the whole."""
    wide = rows.pivot_table(index="municipality_code", columns="zone", values="value", aggfunc="sum", min_count=1)
    wide = wide.reindex(index=list(municipalities), columns=[TOTAL, *ZONES]).astype("float64")
    for zone, other in (ZONES, ZONES[::-1]):
        whole = wide[zone].isna() & wide[other].notna() & wide[other].eq(wide[TOTAL])
        wide[zone] = wide[zone].mask(whole, 0.0)
    return wide
