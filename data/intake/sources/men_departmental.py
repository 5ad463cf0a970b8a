"""MEN: the same statistics by department, one row per year: a reference beside the municipalities of the entity.

The department includes its certified municipalities (Magdalena: Santa Marta and Ciénaga), so its figures are not those
of the entity. Its observations carry the two-digit code of the department.
"""

from data.intake import columns
from data.intake.source import CODE, NAME, YEAR, Field, Source
from data.intake.sources.men_municipal import ADD_TO_HUNDRED, MEASURES, REPEATS

SOURCE = Source(
    kind="men_departmental",
    title="Estadísticas del MEN por departamento",
    source="MEN, Estadísticas en educación preescolar, básica y media por departamento",
    license="Datos abiertos de Colombia (CC BY-SA 4.0)",
    fields=(
        Field(YEAR, "year", columns.YEAR, required=True),
        Field(CODE, "department_code", columns.DEPARTMENT_CODE, required=True),
        Field(NAME, "text", columns.DEPARTMENT_NAME),
        *MEASURES,
    ),
    key=(YEAR, CODE),
    rows_are="department",
    foreign=(*columns.MUNICIPALITY_CODE, *columns.MUNICIPALITY_NAME),
    adds_to_hundred=ADD_TO_HUNDRED,
    repeats=REPEATS,
)
