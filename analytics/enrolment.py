"""Indicators of the enrolment: shares of students, by zone and inclusion group (ANALYTICS.md, Urban, rural, inclusion).

Zones are a partition and add up; groups overlap, so each is set against everybody and "inclusión (único)" counts a
student once, whatever groups they belong to.
"""

from typing import Final

import numpy as np
import pandas as pd

from analytics.arrays import require

EVERYBODY: Final = "todos"
ONCE: Final = "inclusion"

COUNTS: Final = ("students", "dropouts", "repeaters", "over_age", "aged", "school_age")
PLACE: Final = ["year", "municipality_code", "zone", "inclusion_group"]

ENROLMENT, SCHOOL_AGE_ENROLMENT = "matricula", "matricula_5_16"
SHARE_OF_GROUPS: Final = "estudiantes_inclusion"
SHARES: Final = {
    "desercion_matricula": ("dropouts", "students"),
    "repitencia_matricula": ("repeaters", "students"),
    "extraedad": ("over_age", "aged"),
}
"""Indicator → its numerator and its denominator, per hundred."""


def indicators(counts: pd.DataFrame) -> pd.DataFrame:
    """Observations of the enrolment: PLACE, indicator_code, value, numerator, denominator; rates in percent.

    `counts` has PLACE (zone "total" included) and COUNTS, null where the file does not bring what they count. A
    denominator of 0 gives a null value: there is nobody to speak of.
    """
    require(counts, [*PLACE, *COUNTS])
    blocks = [_count(counts, ENROLMENT, "students"), _count(counts, SCHOOL_AGE_ENROLMENT, "school_age")]
    blocks += [_share(counts, code, counts[over], counts[under]) for code, (over, under) in SHARES.items()]
    blocks.append(_share_of_groups(counts))
    found = pd.concat(blocks, ignore_index=True)
    return found[found["value"].notna() | found["numerator"].notna()].reset_index(drop=True)


def _count(counts: pd.DataFrame, code: str, column: str) -> pd.DataFrame:
    figures = counts[column].astype(float)
    return counts[PLACE].assign(indicator_code=code, value=figures, numerator=np.nan, denominator=np.nan)


def _share(counts: pd.DataFrame, code: str, over: "pd.Series[float]", under: "pd.Series[float]") -> pd.DataFrame:
    numerator, denominator = over.astype(float), under.astype(float)
    value = numerator / denominator.where(denominator > 0) * 100
    return counts[PLACE].assign(indicator_code=code, value=value, numerator=numerator, denominator=denominator)


def _share_of_groups(counts: pd.DataFrame) -> pd.DataFrame:
    """The share of each group in the enrolment of its zone; that of everybody is the share of those counted once."""
    key = PLACE[:-1]
    everybody = counts[counts["inclusion_group"].eq(EVERYBODY)].set_index(key)["students"]
    once = counts[counts["inclusion_group"].eq(ONCE)]
    groups = pd.concat([counts[counts["inclusion_group"].ne(EVERYBODY)], once.assign(inclusion_group=EVERYBODY)])
    groups = groups.join(everybody.rename("everybody"), on=key).reset_index(drop=True)
    return _share(groups, SHARE_OF_GROUPS, groups["students"], groups["everybody"])
