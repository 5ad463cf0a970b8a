"""The workbook "Resumen de los PMI"."""

from data.intake.source import CODE, NAME, SCHOOL, YEAR, ZONE
from data.intake.sources.pmi_summary import AREAS, NEEDS, PROCESS, SOURCE
from data.intake.templates.template import MUNICIPALITY_CODES, MUNICIPALITY_NAMES, Column, Template
from procedure.pmi_processes import PROCESSES
from procedure.vocabulary import ZONES

PROCESS_NAMES = {code: one.name for code, one in PROCESSES.items()}
YES_OR_NO = {1.0: "Sí", 0.0: "No"}

TEMPLATE = Template(
    kind=SOURCE.kind,
    title=SOURCE.title,
    purpose="El estado del plan de mejoramiento de cada establecimiento, una fila por establecimiento y año.",
    sheet="PMI",
    version="1.1",
    file_stem="resumen_de_los_pmi",
    columns=(
        Column("año", YEAR, "2024"),
        Column("código municipio", CODE, "47245", MUNICIPALITY_CODES),
        Column("municipio", NAME, "El Banco", MUNICIPALITY_NAMES),
        Column("código DANE establecimiento", SCHOOL, "147245000011"),
        Column("establecimiento", "establishment_name", "Institución Educativa de ejemplo"),
        Column("zona", ZONE, "Urbana", "zona"),
        Column("PMI actualizado", "pmi_actualizado", "Sí", "sí o no"),
        *(Column(header, code, "2,5") for code, header in AREAS.items()),
        Column("metas del PMI", "pmi_metas", "8"),
        Column("metas cumplidas", "pmi_metas_cumplidas", "5"),
        *(Column(one.name, f"{PROCESS}{one.code}", "2") for one in PROCESSES.values()),
        *(
            Column(f"necesidad {number}", code, name, "proceso")
            for number, (code, name) in enumerate(
                zip(NEEDS, ("Gestión de aula", "Talento humano", "Prevención de riesgos"), strict=True), start=1
            )
        ),
        Column("necesidad en palabras", "need_text", "Acompañamiento en la planeación de aula multigrado"),
    ),
    instructions=(
        "Escriba una fila por establecimiento y año en la hoja «PMI». Los códigos DANE tienen doce cifras, como texto.",
        "Gestiones: el promedio de sus componentes en la autoevaluación (Guía 34 del MEN): 1 existencia, "
        "2 pertinencia, 3 apropiación, 4 mejoramiento continuo. Vacía si no se evaluó.",
        "metas del PMI y metas cumplidas: cuántas hay programadas para el año y cuántas se cumplieron.",
        "Procesos (de «Direccionamiento estratégico…» a «Prevención de riesgos»): la valoración de cada uno, de 1 a 4; "
        "vacío si no se valoró. La aplicación no calcula la gestión a partir de ellos: escriba las dos cosas.",
        "necesidad 1, 2 y 3: los procesos que el PMI atiende primero, de la lista. En «necesidad en palabras» puede "
        "decirla como la escribió el establecimiento, sin datos de personas.",
        "zona: la de la sede principal; puede quedar vacía.",
    ),
    lists={
        "zona": tuple(ZONES.values()),
        "sí o no": tuple(YES_OR_NO.values()),
        "proceso": tuple(PROCESS_NAMES.values()),
    },
    labels={ZONE: ZONES, "pmi_actualizado": YES_OR_NO, **dict.fromkeys(NEEDS, PROCESS_NAMES)},
)
