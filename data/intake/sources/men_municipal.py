"""MEN: statistics of preschool, basic and secondary education by municipality (41 columns, one row per year).

Oddities of the publication: codes without their leading zero; the 2021 population with a thousands point that lost
zeros; APROBACIÓN_TRANSICIÓN repeats REPROBACIÓN_TRANSICIÓN; coverages above 100 are published values; no zones.
"""

from data.intake import columns
from data.intake.source import CODE, NAME, YEAR, Field, Source

_LEVELS = ("", "transición", "primaria", "secundaria", "media")
_CORE = {"cobertura_neta", "cobertura_bruta", "desercion", "aprobacion", "reprobacion"}
_RATE = (0.0, 100.0)
_COVERAGE = (0.0, 1000.0)


def _measure(header: str, kind: str, bounds: tuple[float, float]) -> Field:
    code = columns.normalized(header)
    return Field(code, kind, (header,), required=code in _CORE, bounds=bounds)


def _by_level(header: str, kind: str, bounds: tuple[float, float]) -> tuple[Field, ...]:
    return tuple(_measure(f"{header} {level}".strip(), kind, bounds) for level in _LEVELS)


MEASURES = (
    Field("poblacion_5_16", "count", ("población 5 16",), required=True, bounds=(1, 3_000_000)),
    _measure("tasa matriculación 5 16", "coverage", _COVERAGE),
    *_by_level("cobertura neta", "coverage", _COVERAGE),
    *_by_level("cobertura bruta", "coverage", _COVERAGE),
    _measure("tamaño promedio de grupo", "decimal", (1.0, 100.0)),
    _measure("sedes conectadas a internet", "rate", _RATE),
    *_by_level("deserción", "dropout_open_data", _RATE),
    *_by_level("aprobación", "rate", _RATE),
    *_by_level("reprobación", "rate", _RATE),
    *_by_level("repitencia", "rate", _RATE),
)
ADD_TO_HUNDRED = tuple(
    (f"aprobacion{level}", f"reprobacion{level}", f"desercion{level}")
    for level in ("", "_transicion", "_primaria", "_secundaria", "_media")
)
REPEATS = (("aprobacion_transicion", "reprobacion_transicion"),)

SOURCE = Source(
    kind="men_municipal",
    title="Estadísticas del MEN por municipio",
    source="MEN, Estadísticas en educación preescolar, básica y media por municipio",
    license="Datos abiertos de Colombia (CC BY-SA 4.0)",
    fields=(
        Field(YEAR, "year", columns.YEAR, required=True),
        Field(CODE, "municipality_code", columns.MUNICIPALITY_CODE, required=True),
        Field(NAME, "text", columns.MUNICIPALITY_NAME),
        Field("note", "text", ("código departamento", "departamento", "código etc", "etc")),
        *MEASURES,
    ),
    key=(YEAR, CODE),
    adds_to_hundred=ADD_TO_HUNDRED,
    repeats=REPEATS,
)
