"""The workbook "Índice de inclusión de los establecimientos"."""

from collections.abc import Mapping

from data.intake.source import CODE, NAME, SCHOOL, YEAR, ZONE
from data.intake.sources.inclusion_index import AREAS, RESPONDENTS, SCALE, SOURCE
from data.intake.templates.template import MUNICIPALITY_CODES, MUNICIPALITY_NAMES, Column, Template
from procedure.vocabulary import ZONES

_COLUMNS = (
    Column("año", YEAR, "2024"),
    Column("código municipio", CODE, "47245", MUNICIPALITY_CODES),
    Column("municipio", NAME, "El Banco", MUNICIPALITY_NAMES),
    Column("código DANE establecimiento", SCHOOL, "147245000011"),
    Column("establecimiento", "note", "Institución Educativa de ejemplo"),
    Column("zona", ZONE, "Rural", "zona"),
    Column("área de gestión", "area", "Académica", "área de gestión"),
    Column("ítem", "item", "3.2"),
    Column("encuestado", "respondent", "Docentes", "encuestado"),
)


def template(scale: Mapping[str, float]) -> Template:
    """The workbook for a scale: the words of its answers and their numbers (NaN for the one that does not count)."""
    counted = {word.capitalize(): number for word, number in scale.items() if number == number}
    spoken = ", ".join(f"{word} {number:.0f}" for word, number in counted.items())
    return Template(
        kind=SOURCE.kind,
        title=SOURCE.title,
        purpose="Las respuestas al instrumento del índice de inclusión, por establecimiento, ítem y encuestado.",
        sheet="Respuestas",
        version="1.0",
        file_stem="indice_de_inclusion",
        columns=(*_COLUMNS, Column("respuesta", "answer", list(counted)[-2], "respuesta")),
        instructions=(
            "Escriba una fila por establecimiento, ítem del instrumento (MEN, 2008) y grupo encuestado.",
            f"respuesta: una palabra de la escala ({spoken}) o su número. «No sabe» no cuenta en el promedio.",
            "encuestado: «Consolidado» si la respuesta resume a todos; vacío es lo mismo.",
            "El índice es el promedio de las cuatro áreas de gestión, y cada área el de sus respuestas. Sin alguna de "
            "las cuatro no se calcula.",
            "Las respuestas no se guardan: solo el promedio de cada área y el índice de cada establecimiento.",
        ),
        lists={
            "zona": tuple(ZONES.values()),
            "área de gestión": tuple(AREAS.values()),
            "encuestado": tuple(RESPONDENTS.values()),
            "respuesta": tuple(word.capitalize() for word in scale),
        },
        labels={ZONE: ZONES, "area": AREAS, "respondent": RESPONDENTS},
    )


TEMPLATE = template(SCALE)
