"""The sources that are recognized, each declared in its own file."""

from data.intake.source import Source
from data.intake.sources import (
    dane_population_area,
    enrolment,
    follow_up_matrix,
    icfes_saber11_microdata,
    icfes_school_averages_old_scale,
    icfes_school_classification,
    icfes_school_list,
    inclusion_index,
    indicators_template,
    men_departmental,
    men_municipal,
    pmi_summary,
    school_directory,
    trimester_report,
)

ALL: tuple[Source, ...] = (
    men_municipal.SOURCE,
    men_departmental.SOURCE,
    dane_population_area.SOURCE,
    icfes_school_classification.SOURCE,
    icfes_school_list.SOURCE,
    icfes_school_averages_old_scale.SOURCE,
    icfes_saber11_microdata.SOURCE,
    follow_up_matrix.SOURCE,
    indicators_template.SOURCE,
    enrolment.SOURCE,
    school_directory.SOURCE,
    pmi_summary.SOURCE,
    inclusion_index.SOURCE,
    trimester_report.SOURCE,
)


def by_kind(kind: str) -> Source | None:
    """The source of that kind, if there is one."""
    return next((source for source in ALL if source.kind == kind), None)
