"""Follow-up matrices of a plan (MISE): one row per product indicator, results by trimester, three merged header rows.

They bring no figures of municipalities: their cells are kept as they are, under headers joined with their parents
("Trimestre I - 2025 · Resultado"). Several sheets of a book may have the layout, one per year.
"""

from data.intake.source import Field, Source

_REQUIRED = {
    "indicator_number": ("código indicador", "código del indicador"),
    "indicator_name": ("indicador de producto",),
    "baseline": ("línea base", "línea de base"),
    "target": ("meta del indicador",),
    "accumulation": ("tipo de acumulación",),
    "result": ("resultado",),
}
_OTHERS = {
    "formula": ("fórmula de cálculo",),
    "unit": ("unidad de medida del indicador",),
    "baseline_year": ("año base",),
    "target_year": ("año meta",),
    "sense": ("comportamiento deseado",),
    "budgeted": ("presupuesto programado",),
    "spent": ("presupuesto ejecutado",),
}

SOURCE = Source(
    kind="follow_up_matrix",
    title="Matriz de seguimiento y evaluación",
    source="Matriz de seguimiento de la entidad",
    license="Uso interno de la secretaría",
    fields=(
        *(Field(code, "text", aliases, required=True) for code, aliases in _REQUIRED.items()),
        *(Field(code, "text", aliases) for code, aliases in _OTHERS.items()),
    ),
    key=(),
    cells=True,
)
