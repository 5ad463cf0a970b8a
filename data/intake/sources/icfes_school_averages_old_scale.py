"""ICFES: averages by school until 2014, on the old scale of 0 to 100: recognized, and refused with the reason."""

from data.intake import columns
from data.intake.source import CODE, NAME, YEAR, Field, Source

_SUBJECTS = ("matematica", "quimica", "fisica", "biologia", "filosofia", "ingles", "lenguaje", "sociales")

SOURCE = Source(
    kind="icfes_school_averages_old_scale",
    title="Promedios por plantel del ICFES (escala antigua)",
    source="ICFES, Promedios por plantel Saber 11 hasta 2014",
    license="ICFES, datos abiertos con cita de la fuente",
    fields=(
        Field(YEAR, "period", columns.PERIOD, required=True),
        Field("icfes_code", "code", ("codinst",), required=True),
        Field(CODE, "municipality_code", columns.MUNICIPALITY_CODE, required=True),
        Field(NAME, "text", columns.MUNICIPALITY_NAME),
        Field("shift", "text", ("jornada",)),
        Field("note", "text", ("nombre", "departamento", "calendario", "naturaleza")),
        *(Field(name, "decimal", (name,), required=True, bounds=(0, 100)) for name in _SUBJECTS),
        *(Field(f"de_{name}", "decimal", (f"de {name}",), bounds=(0, 100)) for name in _SUBJECTS),
        Field("evaluados", "count", ("evaluados",)),
    ),
    key=(YEAR, CODE, "icfes_code", "shift"),
    rows_are="unit",
    refusal=(
        "está en la escala de 0 a 100 que el ICFES usó hasta 2014 y no se compara con el puntaje global de 0 a 500",
        "Use los resultados desde 2014-2, en la escala de 0 a 500; este archivo no alimenta ninguna serie.",
    ),
)
