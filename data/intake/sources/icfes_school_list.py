"""ICFES: list of the schools registered for Saber 11, one row per school and shift, with the zone of its sede.

Oddities of the publication: DANE codes rounded to six digits, so that only the ICFES code identifies a row; the year is
only in the name of the file; municipality codes without their leading zero.
"""

from data.intake import columns
from data.intake.computed import count
from data.intake.source import CODE, ESTABLISHMENT, SEDE, YEAR, ZONE, Field, Source

SOURCE = Source(
    kind="icfes_school_list",
    title="Colegios inscritos en el ICFES",
    source="ICFES, Colegios inscritos en Saber 11",
    license="ICFES, datos abiertos con cita de la fuente",
    fields=(
        Field(YEAR, "year", columns.YEAR),
        Field("icfes_code", "code", ("cole codigo icfes",), required=True),
        Field(ESTABLISHMENT, "text", ("cole cod dane establecimiento",), required=True),
        Field(SEDE, "text", ("cole cod dane sede",), required=True),
        Field(ZONE, "choice", ("cole area ubicacion",), required=True, choices=columns.ZONE_WORDS),
        Field(CODE, "municipality_code", ("cole cod mcpio ubicacion",), required=True),
        Field(
            "note",
            "text",
            (
                "cole nombre establecimiento",
                "cole genero",
                "cole naturaleza",
                "cole calendario",
                "cole bilingue",
                "cole caracter",
                "cole nombre sede",
                "cole sede principal",
                "cole jornada",
                "cole cod depto ubicacion",
            ),
        ),
    ),
    key=(YEAR, CODE, "icfes_code"),
    rows_are="unit",
    year_in_name=True,
    computed=(count("icfes_code", "colegios_icfes"),),
)
