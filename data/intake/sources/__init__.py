"""The sources that are recognized, each declared in its own file."""

from data.intake.source import Source
from data.intake.sources import dane_population_area, indicators_template, men_municipal

ALL: tuple[Source, ...] = (men_municipal.SOURCE, dane_population_area.SOURCE, indicators_template.SOURCE)


def by_kind(kind: str) -> Source | None:
    """The source of that kind, if there is one."""
    return next((source for source in ALL if source.kind == kind), None)
