"""Municipal figures made of a file's rows, declared in its source: the formulas are in analytics.

Each function here makes one `source.Computed`. It takes the good rows of a file with the columns year,
municipality_code, school_code, zone, row and every field of the source (figures as numbers, words as text), and answers
lines with PLACE, indicator_code, row (the first of those it is made of), value, numerator and denominator. With zones
in the rows, each figure comes in total, urban and rural.
"""

from typing import Final

import pandas as pd

from analytics import inclusion, schools
from data.intake.source import CODE, SCHOOL, YEAR, ZONE, Computed

PLACE: Final = [YEAR, CODE, ZONE]
COLUMNS: Final = [*PLACE, SCHOOL, "indicator_code", "row", *schools.FIGURES]


def mean(measure: str, indicator: str = "") -> Computed:
    """The simple mean of a measure over the rows that have it; its code is the measure's unless another is given."""

    def compute(rows: pd.DataFrame) -> pd.DataFrame:
        wide = schools.in_total_and_by_zone(rows.assign(value=rows[measure]))
        return _lines(wide, schools.means(wide, PLACE), indicator or measure)

    return compute


def total(measure: str, indicator: str = "") -> Computed:
    """The sum of a measure."""

    def compute(rows: pd.DataFrame) -> pd.DataFrame:
        wide = schools.in_total_and_by_zone(rows.assign(value=rows[measure]))
        return _lines(wide, schools.sums(wide, PLACE), indicator or measure)

    return compute


def share(measure: str, level: float, indicator: str) -> Computed:
    """The percent of the rows whose measure is that level of its scale."""

    def compute(rows: pd.DataFrame) -> pd.DataFrame:
        wide = schools.in_total_and_by_zone(rows.assign(value=rows[measure]))
        return _lines(wide, schools.shares(wide, PLACE, level), indicator)

    return compute


def ratio(numerator: str, denominator: str, indicator: str) -> Computed:
    """The sum of a measure over the sum of another, as a percent."""

    def compute(rows: pd.DataFrame) -> pd.DataFrame:
        fraction = rows.assign(numerator=rows[numerator], denominator=rows[denominator])
        wide = schools.in_total_and_by_zone(fraction)
        return _lines(wide, schools.ratios(wide, PLACE), indicator)

    return compute


def count(of: str, indicator: str) -> Computed:
    """How many distinct codes of a field there are."""

    def compute(rows: pd.DataFrame) -> pd.DataFrame:
        wide = schools.in_total_and_by_zone(rows)
        return _lines(wide, schools.counts(wide, PLACE, of), indicator)

    return compute


def inclusion_index(answer: str, area: str, prefix: str) -> Computed:
    """The index of each school and its areas (code `prefix`_area, the index `prefix`), and their municipal means."""

    def compute(rows: pd.DataFrame) -> pd.DataFrame:
        by = [YEAR, CODE, SCHOOL, ZONE]
        answers = rows.assign(value=rows[answer], area=rows[area])
        own = inclusion.school_index(answers, by).merge(rows.groupby(by, as_index=False)["row"].min(), on=by)
        own["indicator_code"] = prefix + ("_" + own["area"]).mask(own["area"].eq(inclusion.INDEX), "")
        wide = schools.in_total_and_by_zone(own)
        municipal = [
            _lines(lines, schools.means(lines, PLACE), str(code)) for code, lines in wide.groupby("indicator_code")
        ]
        missing = float("nan")
        return pd.concat([own.assign(numerator=missing, denominator=missing)[COLUMNS], *municipal], ignore_index=True)

    return compute


def _lines(rows: pd.DataFrame, figures: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The figures of the municipalities as lines, each with the first row behind it."""
    first = rows.groupby(PLACE, as_index=False)["row"].min()
    return figures.merge(first, on=PLACE).assign(school_code="", indicator_code=indicator)[COLUMNS]
