"""Every element of the plan and its fields, once: validation and editors both read them here.

Source: the manual, activities 2 and 3 (PROCEDURE.md); vocabulary of ANALYTICS.md for indicators.
"""

from dataclasses import dataclass, replace

from procedure import roles
from procedure.fields import Field, Kind
from procedure.profile import TOPIC_LABELS
from procedure.roles import Actor, Permission
from procedure.vocabulary import (
    ACCUMULATIONS,
    AUDIENCES,
    BASES,
    FUNDING_SOURCES,
    KINDS,
    LOCATIONS,
    NATURES,
    NORM_KINDS,
    ORIGINS,
    PLAN_DECISIONS,
    SENSES,
    SLICES,
    SWOT,
)


@dataclass(frozen=True)
class Element:
    """A kind of row: its table, its Spanish name with article, the field that names it, its parent and its fields.

    The rows of a `fixed` one are there from the start: they change, and none is added or retired.
    """

    table: str
    singular: str
    plural: str
    title_field: str
    fields: tuple[Field, ...]
    parent_table: str = ""
    parent_field: str = ""
    fixed: bool = False

    @property
    def noun(self) -> str:
        """The name without its article, for the audit: «agregar componente»."""
        return self.singular.split(" ", 1)[1]

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def label(self, name: str) -> str:
        return self.field(name).label

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields stored in the row itself; links live in their own tables."""
        return tuple(field for field in self.fields if field.kind is not Kind.LINKS)


_WEIGHT = Field(
    "weight",
    "Peso",
    Kind.WEIGHT,
    required=True,
    default=0.0,
    help="De 0 a 100; los hermanos deben sumar 100 para la conformidad.",
)
_RESPONSIBLE = Field("responsible_id", "Responsable", Kind.PERSON)
_SLICE = Field("slice", "Desagregación", Kind.CHOICE, required=True, choices=SLICES)
_APPLIES = Field("applies", "Aplica", Kind.BOOLEAN, required=True, default=True)
_REASON = Field("not_applicable_reason", "Por qué no aplica", Kind.LONG_TEXT)
_NARRATIVE = 20_000
_FACTORS = Field("factor_ids", "Factores priorizados", Kind.LINKS)


def _parent(name: str, label: str) -> Field:
    return Field(name, label, Kind.REFERENCE, required=True)


_TRIMESTERS = tuple(
    Field(f"t{number}", f"T{number}", Kind.NUMBER, shared=True, help="Lo programado a este corte (acumulado).")
    for number in (1, 2, 3, 4)
)

_ALL = (
    Element(
        "components",
        "el componente",
        "componentes",
        "name",
        (
            Field("code", "Código"),
            Field("name", "Nombre", required=True),
            Field("description", "Descripción", Kind.LONG_TEXT),
            _WEIGHT,
        ),
    ),
    Element(
        "objectives",
        "el objetivo",
        "objetivos",
        "text",
        (
            _parent("component_id", "Componente"),
            Field("text", "Objetivo", Kind.LONG_TEXT, required=True),
            Field("favourable_conditions", "Condiciones favorables", Kind.LONG_TEXT),
            Field("risks", "Riesgos", Kind.LONG_TEXT),
            Field("alignment", "Alineación (PDD, plan sectorial, MEN)", Kind.LONG_TEXT, shared=True),
            _RESPONSIBLE,
            _WEIGHT,
            _FACTORS,
        ),
        "components",
        "component_id",
    ),
    Element(
        "goals",
        "la meta",
        "metas",
        "text",
        (
            _parent("objective_id", "Objetivo"),
            Field("text", "Meta", Kind.LONG_TEXT, required=True),
            Field("unit", "Unidad"),
            Field("due_date", "Fecha límite", Kind.DATE),
            _WEIGHT,
        ),
        "objectives",
        "objective_id",
    ),
    Element(
        "goal_slices",
        "la desagregación de la meta",
        "desagregaciones de la meta",
        "slice",
        (_parent("goal_id", "Meta"), _SLICE, _APPLIES, _REASON, Field("target", "Valor de la meta", Kind.NUMBER)),
        "goals",
        "goal_id",
    ),
    Element(
        "indicators",
        "el indicador",
        "indicadores",
        "name",
        (
            _parent("goal_id", "Meta"),
            Field("code", "Código"),
            Field("name", "Nombre", required=True),
            Field("nature", "Naturaleza", Kind.CHOICE, required=True, choices=NATURES, default="resultado"),
            Field("kind", "Tipo", Kind.CHOICE, required=True, choices=KINDS, default="cuantitativo"),
            Field("unit", "Unidad"),
            Field("accumulation", "Acumulación", Kind.CHOICE, required=True, choices=ACCUMULATIONS, default="nivel"),
            Field("sense", "Sentido", Kind.CHOICE, required=True, choices=SENSES, default="aumento"),
            Field("basis", "Base de cálculo", Kind.CHOICE, required=True, choices=BASES, default="brecha"),
            Field("formula", "Fórmula", Kind.LONG_TEXT),
            Field("source", "Fuente", Kind.LONG_TEXT),
            Field("catalog_code", "Indicador de la caracterización"),
            _RESPONSIBLE,
            Field("low", "Crítico por debajo de (%)", Kind.PERCENT, required=True, default=70.0),
            Field("high", "Satisfactorio desde (%)", Kind.PERCENT, required=True, default=90.0),
            _WEIGHT,
        ),
        "goals",
        "goal_id",
    ),
    Element(
        "indicator_slices",
        "la desagregación del indicador",
        "desagregaciones del indicador",
        "slice",
        (
            _parent("indicator_id", "Indicador"),
            _SLICE,
            _APPLIES,
            _REASON,
            Field("baseline", "Línea de base", Kind.NUMBER),
            Field("baseline_year", "Año de la línea de base", Kind.INTEGER, minimum=1990, maximum=2100),
            Field("baseline_source", "Fuente de la línea de base", Kind.LONG_TEXT),
            Field("baseline_choice_id", "Línea de base elegida", Kind.REFERENCE),
            Field("target", "Meta", Kind.NUMBER),
            *_TRIMESTERS,
        ),
        "indicators",
        "indicator_id",
    ),
    Element(
        "actions",
        "la acción",
        "acciones",
        "text",
        (
            _parent("component_id", "Componente"),
            Field("goal_id", "Meta", Kind.REFERENCE),
            Field("text", "Acción", Kind.LONG_TEXT, required=True),
            Field("start_date", "Inicio", Kind.DATE, shared=True),
            Field("end_date", "Fin", Kind.DATE, shared=True),
            Field("location", "Ubicación", Kind.CHOICE, required=True, choices=LOCATIONS, default="ambas"),
            Field("audience", "Población", Kind.CHOICES, choices=AUDIENCES),
            _RESPONSIBLE,
            Field("technical_resources", "Recursos técnicos", Kind.LONG_TEXT, shared=True),
            Field("quality_strategy", "Estrategia de calidad", Kind.LONG_TEXT),
            Field("men_project", "Proyecto del MEN", shared=True),
            replace(_WEIGHT, default=1.0),
            Field("objective_ids", "Aspectos prioritarios (objetivos)", Kind.LINKS),
            _FACTORS,
        ),
        "components",
        "component_id",
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
            Field("men_percentage", "Porcentaje del MEN", Kind.PERCENT, shared=True),
            Field("men_project", "Proyecto del MEN", shared=True),
        ),
        "actions",
        "action_id",
    ),
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
            _parent("opportunity_id", "Oportunidad de mejora"),
            Field("text", "Factor o condición", Kind.LONG_TEXT, required=True),
            Field("origin", "Origen", Kind.CHOICE, required=True, choices=ORIGINS),
            Field("tie_note", "Nota del desempate", Kind.LONG_TEXT),
        ),
        "opportunities",
        "opportunity_id",
    ),
    Element(
        "profiles",
        "la decisión del perfil",
        "decisiones del perfil",
        "decision",
        (
            Field(
                "decision",
                "Decisión sobre el PAM",
                Kind.CHOICE,
                choices=PLAN_DECISIONS,
                help="De acuerdo con el análisis: si se define o no un nuevo PAM.",
            ),
            Field(
                "decision_reason",
                "Justificación",
                Kind.LONG_TEXT,
                longest=_NARRATIVE,
                help="Qué hallazgos de la caracterización y del perfil llevan a esa decisión. Es obligatoria.",
            ),
        ),
        fixed=True,
    ),
    Element(
        "profile_texts",
        "el texto del perfil",
        "textos del perfil",
        "topic",
        (
            Field("topic", "Tema", Kind.CHOICE, required=True, choices=TOPIC_LABELS),
            Field("text", "Texto", Kind.LONG_TEXT, longest=_NARRATIVE),
        ),
        fixed=True,
    ),
    Element(
        "profile_swot",
        "el aspecto de la DOFA",
        "aspectos de la DOFA",
        "text",
        (
            Field("kind", "Lista", Kind.CHOICE, required=True, choices=SWOT),
            Field("text", "Aspecto", Kind.LONG_TEXT, required=True),
        ),
    ),
    Element(
        "profile_norms",
        "la norma",
        "normas",
        "name",
        (
            Field("kind", "Tipo", Kind.CHOICE, required=True, choices=NORM_KINDS, default="otra"),
            Field("name", "Norma", required=True, help="Como se cita: «Ley 115 de 1994, artículo 151»."),
            Field("subject", "De qué trata", Kind.LONG_TEXT),
            _APPLIES,
            _REASON,
        ),
    ),
)

ELEMENTS: dict[str, Element] = {element.table: element for element in _ALL}

PRIORITY_TABLES = ("opportunities", "factors")
PROFILE_TABLES = ("profiles", "profile_texts", "profile_swot", "profile_norms")
PLAN_TABLES = tuple(table for table in ELEMENTS if table not in PRIORITY_TABLES + PROFILE_TABLES)
_EVERYTHING = dict.fromkeys(PRIORITY_TABLES, Permission.EDIT_PRIORITIES) | dict.fromkeys(
    PROFILE_TABLES, Permission.EDIT_PROFILE
)


def children(table: str) -> tuple[Element, ...]:
    """The elements that go when one of this table goes."""
    return tuple(element for element in _ALL if element.parent_table == table)


def editable_fields(table: str, actor: Actor) -> tuple[Field, ...]:
    """What this actor may change while the plan is a draft: everything, what is shared with co-authors, or nothing."""
    everything = _EVERYTHING.get(table, Permission.EDIT_PLAN)
    fields = ELEMENTS[table].fields
    if roles.can(actor, everything):
        return fields
    if roles.can(actor, Permission.EDIT_RESOURCES):
        return tuple(field for field in fields if field.shared)
    return ()


def may_add_and_void(table: str, actor: Actor) -> bool:
    """Rows are added and voided by whoever may change all their required fields; those of a fixed element, never."""
    if ELEMENTS[table].fixed:
        return False
    allowed = {field.name for field in editable_fields(table, actor)}
    return allowed >= {field.name for field in ELEMENTS[table].fields if field.required}
