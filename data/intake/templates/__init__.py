"""The application's own workbooks: made for whoever fills them, recognized and read back unchanged."""

from collections.abc import Mapping

import pandas as pd

from data.intake.templates import (
    enrolment,
    inclusion_index,
    indicators,
    pmi_summary,
    school_directory,
    trimester_report,
)
from data.intake.templates.template import Template as Template
from data.intake.templates.workbook import render as render

ALL: tuple[Template, ...] = (
    indicators.TEMPLATE,
    enrolment.TEMPLATE,
    school_directory.TEMPLATE,
    pmi_summary.TEMPLATE,
    inclusion_index.TEMPLATE,
    trimester_report.TEMPLATE,
)


def of_entity(levels: Mapping[str, Mapping[str, float]]) -> tuple[Template, ...]:
    """All of them, with the entity's own scales (kind of source → its levels) where it has them."""
    makers = {inclusion_index.TEMPLATE.kind: inclusion_index.template}
    own = {kind: makers[kind](scale) for kind, scale in levels.items() if kind in makers}
    return tuple(own.get(one.kind, one) for one in ALL)


def indicators_template(municipalities: pd.DataFrame, rows: pd.DataFrame | None = None) -> bytes:
    """The workbook of indicators for an entity's municipalities (code, name), empty or with `rows`.

    `rows`: any of year, municipality_code, municipality, zone, inclusion_group, indicator_code, numerator, denominator,
    value, source; zone, inclusion_group and indicator_code are codes.
    """
    named = None if rows is None else rows.rename(columns={"municipality": "municipality_name", "source": "note"})
    return render(indicators.TEMPLATE, municipalities, named)
