"""DANE: population projections by municipality and area. "Total" is the sum of the other two: never add the three."""

from data.intake import columns
from data.intake.source import CODE, NAME, VALUE, YEAR, ZONE, Field, Source

SOURCE = Source(
    kind="dane_population_area",
    title="Proyecciones de población del DANE por área",
    source="DANE, Proyecciones de población municipal por área",
    license="DANE, información de uso público con cita de la fuente",
    fields=(
        Field(YEAR, "year", columns.YEAR, required=True),
        Field(CODE, "municipality_code", ("MPIO", *columns.MUNICIPALITY_CODE), required=True),
        Field(NAME, "text", ("DPMP", *columns.MUNICIPALITY_NAME)),
        Field("note", "text", ("DP", "DPNOM")),
        Field(
            ZONE,
            "choice",
            ("área geográfica",),
            required=True,
            choices={
                "cabecera_municipal": "urbana",
                "cabecera": "urbana",
                "centros_poblados_y_rural_disperso": "rural",
                "resto": "rural",
                "total": "total",
            },
        ),
        Field(VALUE, "count", ("población", "total población"), required=True, bounds=(0, 20_000_000)),
    ),
    key=(YEAR, CODE, ZONE),
    indicator="poblacion_total",
    parts_of_total=True,
)
