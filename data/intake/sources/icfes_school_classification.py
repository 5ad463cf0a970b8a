"""ICFES: classification of schools (clasificación de planteles), one row per school and grade, indices from 0 to 1.

Oddities of the publication: separator `¬`, decimal comma, CRLF, Ñ lost in some names («PI¿ON»). Grade 26 is the last
cycle of adult education: a school may have both rows. The period "20194" is the fourth application of 2019.
"""

from data.intake import columns
from data.intake.computed import mean, share, total
from data.intake.source import CODE, NAME, SCHOOL, YEAR, Field, Source

CATEGORIES = {"d": 1.0, "c": 2.0, "b": 3.0, "a": 4.0, "a+": 5.0}
"""From the lowest to the highest; an ordered scale (ANALYTICS.md, accumulation `escala`)."""

_INDICES = ("matematicas", "c_naturales", "sociales_ciudadanas", "lectura_critica", "ingles", "total")
_SHARES = {"a+": "a_mas", "a": "a", "b": "b", "c": "c", "d": "d"}

SOURCE = Source(
    kind="icfes_school_classification",
    title="Clasificación de planteles del ICFES",
    source="ICFES, Clasificación de planteles Saber 11",
    license="ICFES, datos abiertos con cita de la fuente",
    fields=(
        Field(YEAR, "period", columns.PERIOD, required=True),
        Field(SCHOOL, "school_code", ("cole cod dane", *columns.SCHOOL_CODE), required=True),
        Field(CODE, "municipality_code", ("cole codmpio colegio", *columns.MUNICIPALITY_CODE), required=True),
        Field(NAME, "text", ("cole mpio municipio", *columns.MUNICIPALITY_NAME)),
        Field(
            "grade",
            "choice",
            ("cole grado",),
            choices={"11": "", "26": "adultos"},
        ),
        Field(
            "note",
            "text",
            (
                "cole inst nombre",
                "cole cod depto",
                "cole depto colegio",
                "cole naturaleza",
                "cole calendario colegio",
                "cole generopoblacion",
                "matriculados ultimos 3",
            ),
        ),
        Field("saber_11_evaluados", "count", ("evaluados ultimos 3",), bounds=(0, 100_000)),
        *(
            Field(f"saber_11_indice_{name}", "decimal", (f"indice {name}",), required=name == "total", bounds=(0, 1))
            for name in _INDICES
        ),
        Field("saber_11_categoria", "level", ("cole categoria", "categoría"), required=True, levels=CATEGORIES),
    ),
    key=(YEAR, CODE, SCHOOL, "grade"),
    rows_are="school",
    variant="grade",
    computed=(
        total("saber_11_evaluados"),
        *(mean(f"saber_11_indice_{name}") for name in _INDICES),
        *(
            share("saber_11_categoria", CATEGORIES[category], f"planteles_categoria_{name}")
            for category, name in _SHARES.items()
        ),
    ),
)
