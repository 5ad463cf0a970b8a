"""The application's own template "Índice de inclusión" (MEN 2008): one row per answer to an item of the instrument.

Answers are not stored: only the mean of each area and the index of each school, and their municipal means
(ANALYTICS.md, Urban, rural, inclusion).
"""

from data.intake import columns
from data.intake.computed import inclusion_index
from data.intake.source import CODE, NAME, SCHOOL, YEAR, ZONE, Field, Source
from procedure import inclusion_scale

SCALE = inclusion_scale.scale({})
"""The scale of the MEN; the reading of an entity that has its own takes that one (`Source.with_levels`)."""

AREAS = {
    "directiva": "Directiva",
    "academica": "Académica",
    "administrativa": "Administrativa",
    "comunidad": "Comunidad",
}
RESPONDENTS = {
    "directivos": "Directivos",
    "docentes": "Docentes",
    "estudiantes": "Estudiantes",
    "familias": "Familias",
    "administrativos": "Administrativos",
    "consolidado": "Consolidado",
}
_RESPONDENT_WORDS = {one: one for one in RESPONDENTS}
_AREA_WORDS = {
    **{one: one for one in AREAS},
    "gestion_directiva": "directiva",
    "gestion_academica": "academica",
    "gestion_administrativa": "administrativa",
    "gestion_administrativa_y_financiera": "administrativa",
    "gestion_de_la_comunidad": "comunidad",
    "gestion_comunidad": "comunidad",
}

SOURCE = Source(
    kind="inclusion_index",
    title="Índice de inclusión de los establecimientos",
    source="Plantilla de la aplicación: instrumento del índice de inclusión (MEN, 2008)",
    license="Uso interno de la secretaría",
    fields=(
        Field(YEAR, "year", columns.YEAR, required=True),
        Field(CODE, "municipality_code", columns.MUNICIPALITY_CODE, required=True),
        Field(NAME, "text", columns.MUNICIPALITY_NAME),
        Field(SCHOOL, "school_code", columns.SCHOOL_CODE, required=True),
        Field("note", "text", columns.SCHOOL_NAME),
        Field(ZONE, "choice", columns.ZONE, choices=columns.ZONE_WORDS),
        Field(
            "area",
            "choice",
            ("área de gestión",),
            required=True,
            choices=_AREA_WORDS,
        ),
        Field("item", "text", ("ítem", "número del ítem"), required=True),
        Field(
            "respondent", "choice", ("encuestado",), choices={one: one for one in RESPONDENTS}, default="consolidado"
        ),
        Field("answer", "level", ("respuesta",), required=True, levels=SCALE),
    ),
    key=(YEAR, CODE, SCHOOL, "area", "item", "respondent"),
    own_sheets=("Instrucciones", "Listas"),
    rows_are="unit",
    computed=(inclusion_index("answer", "area", "indice_inclusion"),),
)
