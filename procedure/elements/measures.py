"""Indicators with their hoja de vida (manual, section 5), the variables of their formulas and their slices."""

from procedure.elements.base import APPLIES, REASON, RESPONSIBLE, SLICE, WEIGHT, Element, parent
from procedure.fields import Field, Kind
from procedure.vocabulary import ACCUMULATIONS, BASES, KINDS, NATURES, PERIODICITIES, SENSES

_TRIMESTERS = tuple(
    Field(f"t{number}", f"T{number}", Kind.NUMBER, shared=True, help="Lo programado a este corte (acumulado).")
    for number in (1, 2, 3, 4)
)

MEASURES = (
    Element(
        "indicators",
        "el indicador",
        "indicadores",
        "name",
        (
            parent("goal_id", "Meta"),
            Field("code", "Código"),
            Field("name", "Nombre", required=True),
            Field("purpose", "Objetivo del indicador", Kind.LONG_TEXT, help="Para qué se mide."),
            Field("process", "Proceso", help="El proceso de la Secretaría; hay un libro de hojas de vida por proceso."),
            Field("definition", "Definición", Kind.LONG_TEXT, help="Qué es exactamente lo que se mide."),
            Field("nature", "Tipo", Kind.CHOICE, required=True, choices=NATURES, default="resultado"),
            Field("kind", "Naturaleza", Kind.CHOICE, required=True, choices=KINDS, default="cuantitativo"),
            Field("unit", "Unidad"),
            Field("accumulation", "Acumulación", Kind.CHOICE, required=True, choices=ACCUMULATIONS, default="nivel"),
            Field("sense", "Sentido", Kind.CHOICE, required=True, choices=SENSES, default="aumento"),
            Field("basis", "Base de cálculo", Kind.CHOICE, required=True, choices=BASES, default="brecha"),
            Field(
                "levels",
                "Niveles de la escala",
                Kind.LONG_TEXT,
                help="Solo en indicadores de escala: uno por línea, del más bajo al más alto; el primero vale 1.",
            ),
            Field(
                "formula",
                "Fórmula",
                Kind.LONG_TEXT,
                help="Con los símbolos de las variables (N / D × 100), o en palabras.",
            ),
            Field("source", "Fuente", Kind.LONG_TEXT),
            Field("catalog_code", "Indicador de la caracterización"),
            Field(
                "periodicity", "Periodicidad", Kind.CHOICE, required=True, choices=PERIODICITIES, default="trimestral"
            ),
            Field(
                "reporting_day",
                "Día de reporte",
                Kind.INTEGER,
                minimum=1,
                maximum=90,
                help="Días después del corte en que se reporta.",
            ),
            Field(
                "source_lag_days",
                "Rezago de la fuente (días)",
                Kind.INTEGER,
                minimum=0,
                maximum=1500,
                help="Cuánto tarda la fuente en publicar el dato después del corte.",
            ),
            Field("measured_by_id", "Quién mide", Kind.PERSON),
            Field("analysed_by_id", "Quién analiza", Kind.PERSON),
            Field("approved_by_id", "Quién aprueba", Kind.PERSON),
            Field("verification_means", "Medio de verificación", Kind.LONG_TEXT),
            Field("limits", "Limitaciones", Kind.LONG_TEXT, help="Lo que el indicador no alcanza a mostrar."),
            RESPONSIBLE,
            Field("low", "Crítico por debajo de (%)", Kind.PERCENT, required=True, default=70.0),
            Field("high", "Satisfactorio desde (%)", Kind.PERCENT, required=True, default=90.0),
            Field("action_low", "Qué hacer en crítico", Kind.LONG_TEXT),
            Field("action_middle", "Qué hacer en aceptable", Kind.LONG_TEXT),
            Field("action_high", "Qué hacer en satisfactorio", Kind.LONG_TEXT),
            Field(
                "is_followed",
                "En seguimiento",
                Kind.BOOLEAN,
                required=True,
                default=True,
                help="Si es uno de los indicadores objeto de seguimiento de la estrategia.",
            ),
            WEIGHT,
        ),
        "goals",
        "goal_id",
    ),
    Element(
        "indicator_variables",
        "la variable de la fórmula",
        "variables de la fórmula",
        "name",
        (
            parent("indicator_id", "Indicador"),
            Field("symbol", "Símbolo", required=True, help="Como aparece en la fórmula: N, D, x₁."),
            Field("name", "Variable", required=True),
            Field("unit", "Unidad"),
            Field("source", "Fuente", Kind.LONG_TEXT),
        ),
        "indicators",
        "indicator_id",
    ),
    Element(
        "indicator_slices",
        "la desagregación del indicador",
        "desagregaciones del indicador",
        "slice",
        (
            parent("indicator_id", "Indicador"),
            SLICE,
            APPLIES,
            REASON,
            Field("baseline", "Línea de base", Kind.NUMBER),
            Field("baseline_year", "Año de la línea de base", Kind.INTEGER, minimum=1990, maximum=2100),
            Field("baseline_source", "Fuente de la línea de base", Kind.LONG_TEXT),
            Field("baseline_choice_id", "Línea de base elegida", Kind.REFERENCE),
            Field(
                "baseline_due",
                "Base por levantar",
                Kind.DATE,
                help="Si todavía no hay línea de base, la fecha en que se tendrá.",
            ),
            Field("target", "Meta", Kind.NUMBER),
            *_TRIMESTERS,
        ),
        "indicators",
        "indicator_id",
    ),
)
