"""Opportunities for improvement and the factors behind them (manual, activity 2)."""

from procedure.elements.base import Element, parent
from procedure.fields import Field, Kind
from procedure.vocabulary import ORIGINS

PRIORITIES = (
    Element(
        "opportunities",
        "la oportunidad de mejora",
        "oportunidades de mejora",
        "text",
        (
            Field("text", "Oportunidad de mejora", Kind.LONG_TEXT, required=True),
            Field("component_code", "Componente"),
            Field("evidence", "Evidencia", Kind.DATA),
        ),
    ),
    Element(
        "factors",
        "el factor",
        "factores",
        "text",
        (
            parent("opportunity_id", "Oportunidad de mejora"),
            Field("text", "Factor o condición", Kind.LONG_TEXT, required=True),
            Field("origin", "Origen", Kind.CHOICE, required=True, choices=ORIGINS),
            Field("tie_note", "Nota del desempate", Kind.LONG_TEXT),
            Field("discussion", "Nota de la discusión", Kind.LONG_TEXT),
        ),
        "opportunities",
        "opportunity_id",
    ),
)
