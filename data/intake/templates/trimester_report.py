"""The workbook "Reporte trimestral del plan"."""

from data.intake.sources.trimester_report import SOURCE
from data.intake.templates.template import Column, Template
from procedure.vocabulary import SLICES

KINDS = {"indicador": "Indicador", "accion": "Acción"}

TEMPLATE = Template(
    kind=SOURCE.kind,
    title=SOURCE.title,
    purpose="Guardar, tal como vino, un reporte trimestral hecho fuera de la aplicación. Para reportar, descargue el "
    "libro en «Reporte trimestral»: ese sí entra como borrador de sus reportes.",
    sheet="Reporte",
    version="1.0",
    file_stem="reporte_trimestral",
    columns=(
        Column("vigencia", "year", "2026"),
        Column("trimestre", "trimester", "1", "trimestre"),
        Column("tipo", "subject_kind", "Indicador", "tipo"),
        Column("código", "code", "GA-01"),
        Column("indicador o acción", "name", "Tasa de deserción intraanual"),
        Column("corte poblacional", "slice", "Rural", "corte poblacional"),
        Column("unidad", "unit", "%"),
        Column("programado", "scheduled", "4,2"),
        Column("ejecutado", "value", "4,1"),
        Column("avance físico (%)", "physical", ""),
        Column("compromisos", "committed", ""),
        Column("obligaciones", "obligated", ""),
        Column("narrativa", "narrative", "Qué se hizo, qué se logró y qué falta."),
    ),
    instructions=(
        "Lo que se carga aquí se guarda como llegó y no crea reportes. Para reportar sin conexión use el libro que se "
        "descarga en la página «Reporte trimestral».",
        "Escriba una fila por indicador y corte poblacional, o por acción, en la hoja «Reporte».",
        "código: el del plan. programado: lo que el plan prevé hasta ese trimestre; es de consulta.",
        "ejecutado: solo para indicadores. avance físico, compromisos y obligaciones: solo para acciones, en pesos "
        "enteros.",
        "Un cero es un dato: deje la celda vacía si todavía no lo hay.",
    ),
    lists={
        "trimestre": ("1", "2", "3", "4"),
        "tipo": tuple(KINDS.values()),
        "corte poblacional": tuple(SLICES.values()),
    },
    labels={"subject_kind": KINDS, "slice": SLICES},
)
