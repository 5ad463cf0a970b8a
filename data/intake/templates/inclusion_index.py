"""The workbook "Índice de inclusión de los establecimientos"."""

from data.intake.source import CODE, NAME, SCHOOL, YEAR, ZONE
from data.intake.sources.inclusion_index import AREAS, RESPONDENTS, SCALE, SOURCE
from data.intake.templates.template import MUNICIPALITY_CODES, MUNICIPALITY_NAMES, Column, Template
from procedure.vocabulary import ZONES

_ANSWERS = tuple(word.capitalize() for word in SCALE)
_COUNTED = ", ".join(f"{word.capitalize()} {number:.0f}" for word, number in SCALE.items() if number == number)

TEMPLATE = Template(
    kind=SOURCE.kind,
    title=SOURCE.title,
    purpose="Las respuestas al instrumento del índice de inclusión, una fila por establecimiento, ítem y encuestado.",
    sheet="Respuestas",
    version="1.0",
    file_stem="indice_de_inclusion",
    columns=(
        Column("año", YEAR, "2024"),
        Column("código municipio", CODE, "47245", MUNICIPALITY_CODES),
        Column("municipio", NAME, "El Banco", MUNICIPALITY_NAMES),
        Column("código DANE establecimiento", SCHOOL, "147245000011"),
        Column("establecimiento", "note", "Institución Educativa de ejemplo"),
        Column("zona", ZONE, "Rural", "zona"),
        Column("área de gestión", "area", "Académica", "área de gestión"),
        Column("ítem", "item", "3.2"),
        Column("encuestado", "respondent", "Docentes", "encuestado"),
        Column("respuesta", "answer", "Casi siempre", "respuesta"),
    ),
    instructions=(
        "Escriba una fila por establecimiento, ítem del instrumento (MEN, 2008) y grupo encuestado.",
        f"respuesta: una palabra de la escala ({_COUNTED}) o su número. «No sabe» no cuenta en el promedio.",
        "encuestado: «Consolidado» si la respuesta resume a todos; vacío es lo mismo.",
        "El índice es el promedio de las cuatro áreas de gestión, y cada área el de sus respuestas. Sin alguna de las "
        "cuatro no se calcula.",
        "Las respuestas no se guardan: solo el promedio de cada área y el índice de cada establecimiento.",
    ),
    lists={
        "zona": tuple(ZONES.values()),
        "área de gestión": tuple(AREAS.values()),
        "encuestado": tuple(RESPONDENTS.values()),
        "respuesta": _ANSWERS,
    },
    labels={ZONE: ZONES, "area": AREAS, "respondent": RESPONDENTS},
)
