"""The workbook "Indicadores por municipio, zona e inclusión"."""

from data import catalog
from data.intake.source import CODE, DENOMINATOR, GROUP, INDICATOR, NAME, NUMERATOR, VALUE, YEAR, ZONE
from data.intake.sources.indicators_template import GROUP_LABELS, SOURCE, ZONE_LABELS
from data.intake.templates.template import MUNICIPALITY_CODES, MUNICIPALITY_NAMES, Column, Template

_LISTED = catalog.indicators()

TEMPLATE = Template(
    kind=SOURCE.kind,
    title=SOURCE.title,
    purpose="Cifras de cualquier indicador del catálogo, una fila por año, municipio, zona, grupo e indicador.",
    sheet="Indicadores",
    version="1.0",
    file_stem="indicadores_por_municipio_zona_e_inclusion",
    columns=(
        Column("año", YEAR, "2024"),
        Column("código municipio", CODE, "47245", MUNICIPALITY_CODES),
        Column("municipio", NAME, "El Banco", MUNICIPALITY_NAMES),
        Column("zona", ZONE, "Rural", "zona"),
        Column("grupo de inclusión", GROUP, "Discapacidad", "grupo de inclusión"),
        Column("indicador", INDICATOR, "desercion", "indicador"),
        Column("numerador", NUMERATOR, "12"),
        Column("denominador", DENOMINATOR, "240"),
        Column("valor", VALUE, "5"),
        Column("fuente", "note", "SIMAT, corte 30/11/2024"),
    ),
    instructions=(
        "Escriba una fila por año, municipio, zona, grupo de inclusión e indicador en la hoja «Indicadores».",
        "código municipio: el código DANE de cinco cifras. zona: Total, Urbana o Rural. grupo de inclusión: «Todos» si "
        "no aplica.",
        "indicador: el código o el nombre de la hoja «Listas».",
        "numerador y denominador: si los tiene, escríbalos; el valor se calcula. Si escribe también el valor, debe "
        "coincidir (± 0,05).",
        "valor: las tasas en porcentaje (4,8 es 4,8 %). Deje la celda vacía si no hay dato: un cero es un dato.",
        "Una cobertura puede pasar de 100. Los grupos de inclusión no se suman entre sí: una persona puede estar en "
        "varios.",
    ),
    lists={
        "zona": tuple(ZONE_LABELS.values()),
        "grupo de inclusión": tuple(GROUP_LABELS.values()),
        "indicador": tuple(_LISTED["code"]),
        "nombre del indicador": tuple(_LISTED["name"]),
        "unidad": tuple(_LISTED["unit"]),
    },
    open_lists=frozenset({"indicador"}),
    labels={ZONE: ZONE_LABELS, GROUP: GROUP_LABELS},
)
