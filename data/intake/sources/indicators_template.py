"""The application's own template "Indicadores por municipio, zona e inclusión" (made by data.intake.templates)."""

from data import catalog
from data.intake import columns
from data.intake.source import (
    CODE,
    DENOMINATOR,
    GROUP,
    INDICATOR,
    NAME,
    NUMERATOR,
    VALUE,
    YEAR,
    ZONE,
    Field,
    Source,
)
from procedure.vocabulary import INCLUSION_GROUPS

ZONE_LABELS = {"total": "Total", "urbana": "Urbana", "rural": "Rural"}
GROUP_LABELS = {"todos": "Todos", **INCLUSION_GROUPS}


def _choices(labels: dict[str, str]) -> dict[str, str]:
    """Codes and labels both choose: "urbana" and "Urbana", "srpa" and its long name."""
    return {columns.normalized(word): code for code, label in labels.items() for word in (code, label)}


def _indicators() -> dict[str, str]:
    listed = catalog.indicators()
    return _choices(dict(zip(listed["code"], listed["name"], strict=True)))


SOURCE = Source(
    kind="indicators_template",
    title="Indicadores por municipio, zona e inclusión",
    source="Plantilla de la aplicación",
    license="Uso interno de la secretaría",
    fields=(
        Field(YEAR, "year", columns.YEAR, required=True),
        Field(CODE, "municipality_code", columns.MUNICIPALITY_CODE, required=True),
        Field(NAME, "text", columns.MUNICIPALITY_NAME),
        Field(ZONE, "choice", columns.ZONE, required=True, choices=_choices(ZONE_LABELS), default="total"),
        Field(
            GROUP,
            "choice",
            columns.INCLUSION_GROUP,
            required=True,
            choices=_choices(GROUP_LABELS),
            default="todos",
        ),
        Field(INDICATOR, "choice", columns.INDICATOR, required=True, choices=_indicators()),
        Field(NUMERATOR, "decimal", columns.NUMERATOR),
        Field(DENOMINATOR, "decimal", columns.DENOMINATOR),
        Field(VALUE, "decimal", columns.VALUE, required=True),
        Field("note", "text", columns.SOURCE),
    ),
    key=(YEAR, CODE, ZONE, GROUP, INDICATOR),
    own_sheets=("Instrucciones", "Listas"),
)
