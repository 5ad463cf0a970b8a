"""The workbook "Matrícula por estudiante": the columns of SIMAT's Anexo 6A that the aggregates need, without names."""

from data.intake.source import CODE, SCHOOL, YEAR, ZONE
from data.intake.templates.template import MUNICIPALITY_CODES, Column, Template
from procedure.vocabulary import ZONES

_YES_OR_NO = "sí o no"

TEMPLATE = Template(
    kind="enrolment",
    title="Matrícula por estudiante",
    purpose="La matrícula del SIMAT, una fila por estudiante; al cargarla solo quedan agregados y claves.",
    sheet="Matricula",
    version="1.0",
    file_stem="matricula_por_estudiante",
    columns=(
        Column("año", YEAR, "2024"),
        Column("código municipio", CODE, "47245", MUNICIPALITY_CODES),
        Column("código DANE establecimiento", SCHOOL, "147245000011"),
        Column("código DANE sede", "sede", "147245000028"),
        Column("zona", ZONE, "Rural", "zona"),
        Column("tipo documento", "document_type", "TI"),
        Column("documento", "document", "el número, sin puntos"),
        Column("fecha nacimiento", "birth_date", "31/12/2012"),
        Column("sexo", "sex", "F", "sexo"),
        Column("grado", "grade", "6"),
        Column("discapacidad", "disability", "No", _YES_OR_NO),
        Column("capacidades excepcionales", "talents", "No", _YES_OR_NO),
        Column("etnia", "ethnic", "No aplica"),
        Column("víctima del conflicto", "victim", "No", _YES_OR_NO),
        Column("migrante", "migrant", "No", _YES_OR_NO),
        Column("SRPA", "srpa", "No", _YES_OR_NO),
        Column("desertor", "dropout", "No", _YES_OR_NO),
        Column("repitente", "repeater", "No", _YES_OR_NO),
    ),
    instructions=(
        "Escriba una fila por estudiante en la hoja «Matricula». No escriba nombres: no hacen falta y no se guardan.",
        "documento: al cargar se cambia por una clave que no se puede devolver; el archivo no se conserva.",
        "Los códigos DANE tienen doce cifras. Déjelos como texto: si Excel los redondea, dejan de servir.",
        "grado: el número del SIMAT (−2 a 11; 12 y 13 normal superior; 21 a 26 ciclos de adultos; 99 aceleración).",
        "Un estudiante puede estar en varios grupos de inclusión: márquelos todos; el «único» lo cuenta una vez.",
    ),
    lists={"zona": tuple(ZONES.values()), "sexo": ("F", "M"), _YES_OR_NO: ("Sí", "No")},
    open_lists=frozenset({_YES_OR_NO}),
    labels={ZONE: ZONES},
)
