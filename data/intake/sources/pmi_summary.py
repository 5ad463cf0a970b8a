"""The application's own template "Resumen de los PMI": one row per establishment and year.

The stage of each area of management is that of the MEN's Guía 34: 1 existencia, 2 pertinencia, 3 apropiación,
4 mejoramiento continuo; a school's figure is the mean of its components.
"""

from data.intake import columns
from data.intake.computed import mean, ratio, share
from data.intake.source import CODE, NAME, SCHOOL, YEAR, ZONE, Field, Source

ANSWERS = {"no": 0.0, "sí": 1.0, "si": 1.0}
AREAS = {
    "pmi_directiva": "gestión directiva",
    "pmi_academica": "gestión académica",
    "pmi_administrativa": "gestión administrativa y financiera",
    "pmi_comunidad": "gestión de la comunidad",
}

SOURCE = Source(
    kind="pmi_summary",
    title="Resumen de los PMI",
    source="Plantilla de la aplicación: seguimiento a los planes de mejoramiento institucional",
    license="Uso interno de la secretaría",
    fields=(
        Field(YEAR, "year", columns.YEAR, required=True),
        Field(CODE, "municipality_code", columns.MUNICIPALITY_CODE, required=True),
        Field(NAME, "text", columns.MUNICIPALITY_NAME),
        Field(SCHOOL, "school_code", columns.SCHOOL_CODE, required=True),
        Field("note", "text", (*columns.SCHOOL_NAME, "observaciones")),
        Field(ZONE, "choice", columns.ZONE, choices=columns.ZONE_WORDS),
        Field("pmi_actualizado", "level", ("pmi actualizado",), required=True, levels=ANSWERS),
        *(Field(code, "decimal", (header,), bounds=(1, 4)) for code, header in AREAS.items()),
        Field("pmi_metas", "count", ("metas del pmi", "metas programadas"), required=True, bounds=(0, 1000)),
        Field("pmi_metas_cumplidas", "count", ("metas cumplidas",), required=True, bounds=(0, 1000)),
    ),
    key=(YEAR, CODE, SCHOOL),
    own_sheets=("Instrucciones", "Listas"),
    rows_are="school",
    computed=(
        share("pmi_actualizado", 1.0, "establecimientos_pmi"),
        ratio("pmi_metas_cumplidas", "pmi_metas", "pmi_avance"),
        *(mean(code) for code in AREAS),
    ),
)
