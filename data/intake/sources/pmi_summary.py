"""The application's own template "Resumen de los PMI": one row per establishment and year.

The stage of each area of management and of each of its processes is that of the MEN's Guía 34: 1 existencia,
2 pertinencia, 3 apropiación, 4 mejoramiento continuo; a school's figure is the mean of its components. The needs are
the processes that its plan attends first, at most three; they are kept as words, beside the name of the school.
"""

from data.intake import columns
from data.intake.computed import mean, ratio, share
from data.intake.source import CODE, NAME, SCHOOL, YEAR, ZONE, Field, Source
from procedure.pmi_processes import PROCESSES

ANSWERS = {"no": 0.0, "sí": 1.0, "si": 1.0}
AREAS = {
    "pmi_directiva": "gestión directiva",
    "pmi_academica": "gestión académica",
    "pmi_administrativa": "gestión administrativa y financiera",
    "pmi_comunidad": "gestión de la comunidad",
}
PROCESS = "pmi_proceso_"
"""What the code of an indicator of a process begins with."""
NEEDS = ("need_1", "need_2", "need_3")

_PROCESS_WORDS = {columns.normalized(one.name): one.code for one in PROCESSES.values()}

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
        Field("establishment_name", "text", columns.SCHOOL_NAME),
        Field("note", "text", ("observaciones",)),
        Field(ZONE, "choice", columns.ZONE, choices=columns.ZONE_WORDS),
        Field("pmi_actualizado", "level", ("pmi actualizado",), required=True, levels=ANSWERS),
        *(Field(code, "decimal", (header,), bounds=(1, 4)) for code, header in AREAS.items()),
        Field("pmi_metas", "count", ("metas del pmi", "metas programadas"), required=True, bounds=(0, 1000)),
        Field("pmi_metas_cumplidas", "count", ("metas cumplidas",), required=True, bounds=(0, 1000)),
        *(Field(f"{PROCESS}{one.code}", "decimal", (one.name,), bounds=(1, 4)) for one in PROCESSES.values()),
        *(
            Field(code, "choice", (f"necesidad {number}",), choices=_PROCESS_WORDS)
            for number, code in enumerate(NEEDS, start=1)
        ),
        Field("need_text", "text", ("necesidad en palabras", "objetivo del pmi")),
    ),
    key=(YEAR, CODE, SCHOOL),
    own_sheets=("Instrucciones", "Listas"),
    rows_are="school",
    keeps_texts=True,
    computed=(
        share("pmi_actualizado", 1.0, "establecimientos_pmi"),
        ratio("pmi_metas_cumplidas", "pmi_metas", "pmi_avance"),
        *(mean(code) for code in AREAS),
    ),
)
