"""From components to goals (manual, activity 3): components, objectives with their risks, goals and their slices."""

from procedure.elements.base import APPLIES, FACTORS, REASON, RESPONSIBLE, SLICE, WEIGHT, Element, parent
from procedure.fields import Field, Kind
from procedure.vocabulary import PMI_AREAS, RISK_LEVELS

_PMI_AREAS = Field(
    "pmi_areas",
    "Gestiones de los PMI",
    Kind.CHOICES,
    choices=PMI_AREAS,
    help="Las gestiones de los planes de mejoramiento institucional cuyas necesidades atiende.",
)

STRUCTURE = (
    Element(
        "components",
        "el componente",
        "componentes",
        "name",
        (
            Field("code", "Código"),
            Field("name", "Nombre", required=True),
            Field("description", "Descripción", Kind.LONG_TEXT),
            _PMI_AREAS,
            WEIGHT,
        ),
    ),
    Element(
        "objectives",
        "el objetivo",
        "objetivos",
        "text",
        (
            parent("component_id", "Componente"),
            Field("text", "Objetivo", Kind.LONG_TEXT, required=True),
            Field("favourable_conditions", "Condiciones favorables", Kind.LONG_TEXT),
            Field("alignment", "Alineación (PDD, plan sectorial, MEN)", Kind.LONG_TEXT, shared=True),
            RESPONSIBLE,
            WEIGHT,
            FACTORS,
        ),
        "components",
        "component_id",
    ),
    Element(
        "objective_risks",
        "el riesgo",
        "riesgos",
        "text",
        (
            parent("objective_id", "Objetivo"),
            Field("text", "Riesgo", Kind.LONG_TEXT, required=True, help="Qué puede afectar el logro del objetivo."),
            Field("likelihood", "Probabilidad", Kind.CHOICE, choices=RISK_LEVELS),
            Field("severity", "Impacto", Kind.CHOICE, choices=RISK_LEVELS),
            Field("control", "Control", Kind.LONG_TEXT, help="Qué se hace para que no ocurra, o para que pese menos."),
            RESPONSIBLE,
        ),
        "objectives",
        "objective_id",
    ),
    Element(
        "goals",
        "la meta",
        "metas",
        "text",
        (
            parent("objective_id", "Objetivo"),
            Field("text", "Meta", Kind.LONG_TEXT, required=True),
            Field("unit", "Unidad"),
            Field("due_date", "Fecha límite", Kind.DATE),
            Field(
                "sector_goal",
                "Meta del plan sectorial",
                Kind.LONG_TEXT,
                shared=True,
                help="La meta del plan sectorial o del PDD a la que aporta.",
            ),
            _PMI_AREAS,
            WEIGHT,
        ),
        "objectives",
        "objective_id",
    ),
    Element(
        "goal_slices",
        "la desagregación de la meta",
        "desagregaciones de la meta",
        "slice",
        (parent("goal_id", "Meta"), SLICE, APPLIES, REASON, Field("target", "Valor de la meta", Kind.NUMBER)),
        "goals",
        "goal_id",
    ),
)
