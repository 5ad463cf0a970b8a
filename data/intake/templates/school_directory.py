"""The workbook "Directorio de establecimientos y sedes"."""

from data.intake.source import CODE, ESTABLISHMENT, NAME, SCHOOL, YEAR, ZONE
from data.intake.sources.school_directory import SOURCE
from data.intake.templates.template import MUNICIPALITY_CODES, MUNICIPALITY_NAMES, Column, Template
from procedure.vocabulary import ZONES

TEMPLATE = Template(
    kind=SOURCE.kind,
    title=SOURCE.title,
    purpose="Las sedes de cada establecimiento con su zona y sus docentes, una fila por sede y año.",
    sheet="Directorio",
    version="1.0",
    file_stem="directorio_de_establecimientos_y_sedes",
    columns=(
        Column("año", YEAR, "2024"),
        Column("código municipio", CODE, "47245", MUNICIPALITY_CODES),
        Column("municipio", NAME, "El Banco", MUNICIPALITY_NAMES),
        Column("código DANE establecimiento", ESTABLISHMENT, "147245000011"),
        Column("establecimiento", "establishment_name", "Institución Educativa de ejemplo"),
        Column("código DANE sede", SCHOOL, "147245000028"),
        Column("sede", "sede_name", "Sede de ejemplo"),
        Column("zona", ZONE, "Rural", "zona"),
        Column("sector", "sector", "Oficial", "sector"),
        Column("docentes", "docentes", "12"),
        Column("directivos docentes", "directivos_docentes", "1"),
    ),
    instructions=(
        "Escriba una fila por sede y año en la hoja «Directorio»; la sede principal también lleva la suya.",
        "Los códigos DANE tienen doce cifras. Déjelos como texto: si Excel los redondea, dejan de servir de llave.",
        "zona: la de la sede, no la del establecimiento.",
        "docentes: los asignados a la sede; un cero es un dato. Si una sede queda vacía, el total del municipio no se "
        "conoce.",
    ),
    lists={"zona": tuple(ZONES.values()), "sector": ("Oficial", "No oficial")},
    labels={ZONE: ZONES},
)
