"""The application's own template "Directorio de establecimientos y sedes": one row per sede and year.

The zone belongs to the sede. Its name and its establishment are kept as written, beside its figures.
"""

from data.intake import columns
from data.intake.computed import count, total
from data.intake.source import CODE, ESTABLISHMENT, NAME, SCHOOL, YEAR, ZONE, Field, Source

SECTORS = {"oficial": "Oficial", "no_oficial": "No oficial", "privado": "No oficial"}

SOURCE = Source(
    kind="school_directory",
    title="Directorio de establecimientos y sedes",
    source="Plantilla de la aplicación: directorio de la secretaría",
    license="Uso interno de la secretaría",
    fields=(
        Field(YEAR, "year", columns.YEAR, required=True),
        Field(CODE, "municipality_code", columns.MUNICIPALITY_CODE, required=True),
        Field(NAME, "text", columns.MUNICIPALITY_NAME),
        Field(ESTABLISHMENT, "school_code", columns.SCHOOL_CODE, required=True),
        Field("establishment_name", "text", columns.SCHOOL_NAME),
        Field(SCHOOL, "school_code", columns.SEDE_CODE, required=True),
        Field("sede_name", "text", columns.SEDE_NAME),
        Field(ZONE, "choice", columns.ZONE, required=True, choices=columns.ZONE_WORDS),
        Field("sector", "choice", ("sector", "naturaleza"), choices=SECTORS),
        Field("docentes", "count", ("docentes", "número de docentes"), required=True, bounds=(0, 1000)),
        Field("directivos_docentes", "count", ("directivos docentes",), bounds=(0, 100)),
    ),
    key=(YEAR, CODE, SCHOOL),
    own_sheets=("Instrucciones", "Listas"),
    rows_are="school",
    keeps_texts=True,
    computed=(
        count(ESTABLISHMENT, "establecimientos"),
        count(SCHOOL, "sedes"),
        total("docentes"),
        total("directivos_docentes"),
    ),
)
