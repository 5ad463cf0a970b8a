"""What will be done and with what money (manual, activity 3): actions, their resources and the lines of the POAI."""

from dataclasses import replace

from procedure.elements.base import FACTORS, RESPONSIBLE, WEIGHT, Element, parent
from procedure.fields import Field, Kind
from procedure.vocabulary import AUDIENCES, FUNDING_SOURCES, LOCATIONS

WORKS = (
    Element(
        "actions",
        "la acción",
        "acciones",
        "text",
        (
            parent("component_id", "Componente"),
            Field("goal_id", "Meta", Kind.REFERENCE),
            Field("text", "Acción", Kind.LONG_TEXT, required=True),
            Field("start_date", "Inicio", Kind.DATE, shared=True),
            Field("end_date", "Fin", Kind.DATE, shared=True),
            Field("location", "Ubicación", Kind.CHOICE, required=True, choices=LOCATIONS, default="ambas"),
            Field("municipalities", "Municipios", Kind.CODES, help="Vacío: todos los de la entidad."),
            Field("schools", "Establecimientos", Kind.CODES, help="Códigos DANE. Vacío: todos los de sus municipios."),
            Field("audience", "Población", Kind.CHOICES, choices=AUDIENCES),
            RESPONSIBLE,
            Field("cost", "Costo (pesos)", Kind.MONEY, shared=True),
            Field("technical_resources", "Recursos técnicos", Kind.LONG_TEXT, shared=True),
            Field("quality_strategy", "Estrategia de calidad", Kind.LONG_TEXT),
            Field("men_project", "Proyecto del MEN", shared=True),
            Field(
                "is_accompaniment",
                "Acompaña a los EE",
                Kind.BOOLEAN,
                required=True,
                default=False,
                help="Si es un proyecto de acompañamiento a los establecimientos educativos.",
            ),
            replace(WEIGHT, default=1.0),
            Field("objective_ids", "Aspectos prioritarios (objetivos)", Kind.LINKS),
            FACTORS,
        ),
        "components",
        "component_id",
    ),
    Element(
        "poai_lines",
        "la línea del POAI",
        "líneas del POAI",
        "name",
        (
            Field("code", "Código", shared=True),
            Field("name", "Línea o proyecto de inversión", required=True, shared=True),
            Field("source", "Fuente", Kind.CHOICE, required=True, choices=FUNDING_SOURCES, shared=True),
            Field(
                "ceiling",
                "Tope (pesos)",
                Kind.MONEY,
                required=True,
                shared=True,
                help="Lo apropiado en el Plan Operativo Anual de Inversiones.",
            ),
        ),
    ),
    Element(
        "action_resources",
        "el recurso",
        "recursos",
        "source",
        (
            Field("action_id", "Acción", Kind.REFERENCE, required=True, shared=True),
            Field("source", "Fuente", Kind.CHOICE, required=True, choices=FUNDING_SOURCES, shared=True),
            Field("amount", "Monto (pesos)", Kind.MONEY, required=True, shared=True),
            Field("poai_line_id", "Línea del POAI", Kind.REFERENCE, shared=True),
            Field("men_percentage", "Porcentaje del MEN", Kind.PERCENT, shared=True),
            Field("men_project", "Proyecto del MEN", shared=True),
        ),
        "actions",
        "action_id",
    ),
)
