"""The follow-up strategy and its six elements (manual, activity 4).

Team, instruments and spaces have rows of their own; periodicity and form of presentation are in `strategies`; the
indicators followed are those marked so (`indicators.is_followed`). A co-author sets the schedule: how often, and when.
"""

from procedure.elements.base import RESPONSIBLE, Element
from procedure.fields import Field, Kind
from procedure.vocabulary import PERIODICITIES, SPACE_PURPOSES, TEAM_DUTIES

STRATEGY = (
    Element(
        "strategies",
        "la estrategia de seguimiento",
        "estrategias de seguimiento",
        "periodicity",
        (
            Field(
                "periodicity",
                "Periodicidad",
                Kind.CHOICE,
                choices=PERIODICITIES,
                shared=True,
                help="Cada cuánto se recoge la información.",
            ),
            Field(
                "indicators_criterion",
                "Indicadores objeto de seguimiento",
                Kind.LONG_TEXT,
                help="Con qué criterio se eligieron; cuáles son se marca en cada indicador.",
            ),
            Field(
                "presentation",
                "Forma de presentación",
                Kind.LONG_TEXT,
                help="Cómo se presentan los resultados: tablero, informe, presentación al comité.",
            ),
        ),
        fixed=True,
    ),
    Element(
        "strategy_team",
        "el integrante del equipo",
        "integrantes del equipo",
        "name",
        (
            Field("name", "Cargo o dependencia", required=True),
            Field("responsible_id", "Cuenta", Kind.PERSON),
            Field("duties", "Qué se le pide", Kind.CHOICES, choices=TEAM_DUTIES),
            Field("note", "Qué hace en el equipo", Kind.LONG_TEXT),
        ),
    ),
    Element(
        "strategy_instruments",
        "el instrumento",
        "instrumentos",
        "name",
        (
            Field("name", "Instrumento", required=True),
            Field("purpose", "Para qué sirve", Kind.LONG_TEXT),
            Field("periodicity", "Periodicidad", Kind.CHOICE, choices=PERIODICITIES, shared=True),
            RESPONSIBLE,
            Field(
                "indicator_ids",
                "Indicadores que recoge",
                Kind.LINKS,
                help="Vacío: los que ningún otro instrumento recoge, y las acciones.",
            ),
        ),
    ),
    Element(
        "strategy_spaces",
        "el espacio",
        "espacios",
        "name",
        (
            Field("name", "Espacio", required=True, help="Reunión, mesa, comité en que se socializa o se decide."),
            Field("purpose", "Sirve para", Kind.CHOICE, choices=SPACE_PURPOSES),
            Field("periodicity", "Periodicidad", Kind.CHOICE, choices=PERIODICITIES, shared=True),
            Field(
                "first_date",
                "Primera fecha",
                Kind.DATE,
                shared=True,
                help="De ella y de la periodicidad salen las demás del año.",
            ),
            Field("participants", "Quiénes asisten", Kind.LONG_TEXT),
            RESPONSIBLE,
        ),
    ),
)
