"""The application's own template "Reporte trimestral": one row per indicator and slice, or per action, of a plan.

It brings no figures of municipalities: its cells are kept as they are, beside the reports of the application.
"""

from data.intake.source import Field, Source

SOURCE = Source(
    kind="trimester_report",
    title="Reporte trimestral del plan",
    source="Plantilla de la aplicación: reporte trimestral",
    license="Uso interno de la secretaría",
    fields=(
        Field("year", "year", ("vigencia",), required=True),
        Field("trimester", "count", ("trimestre",), required=True),
        Field("subject_kind", "text", ("tipo",), required=True),
        Field("code", "text", ("código",), required=True),
        Field("name", "text", ("indicador o acción",), required=True),
        Field("slice", "text", ("corte poblacional",), required=True),
        Field("unit", "text", ("unidad",)),
        Field("scheduled", "decimal", ("programado",)),
        Field("value", "decimal", ("ejecutado",), required=True),
        Field("physical", "decimal", ("avance físico (%)",)),
        Field("committed", "count", ("compromisos",)),
        Field("obligated", "count", ("obligaciones",)),
        Field("narrative", "text", ("narrativa",)),
    ),
    key=(),
    own_sheets=("Instrucciones", "Listas"),
    cells=True,
)
